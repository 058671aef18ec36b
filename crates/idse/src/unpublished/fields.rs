//! Which field of the portal's form takes what (assumption 1): all that is assumed of the sending.
//!
//! A form is filled in by the names of its fields. What it holds already is sent back as it is; a field
//! that must be filled in and that nobody here knows stops the sending, before anything is sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;

use crate::filled::{FilledForm, Part, Value};
use crate::html::{Field, FieldKind, Form};
use crate::text::fold;
use crate::unpublished::Huella;
use crate::unpublished::outgoing::OutgoingLote;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The signed message.
    Lote,
    RegistroPatronal,
    Tipo,
    Huella,
}

/// The names that are known for each purpose, without case, accents or separators.
const NAMES: [(Purpose, &[&str]); 4] = [
    (
        Purpose::Lote,
        &[
            "lote",
            "archivo",
            "archivolote",
            "file",
            "pkcs7",
            "cms",
            "firma",
        ],
    ),
    (
        Purpose::RegistroPatronal,
        &[
            "registropatronal",
            "registro",
            "regpat",
            "regpatronal",
            "nrp",
            "rp",
        ],
    ),
    (
        Purpose::Tipo,
        &["tipomovimiento", "tipomov", "tipolote", "tipo"],
    ),
    (Purpose::Huella, &["huella", "digest", "hash", "sha256"]),
];

impl Purpose {
    fn of(name: &str) -> Option<Self> {
        let plain: String = fold(name)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&plain.as_str()))
            .map(|(purpose, _)| *purpose)
    }
}

/// Whether a form takes a file, or has a text in its place for the signed message.
pub(crate) fn takes_a_lote(form: &Form) -> bool {
    form.fields.iter().any(|field| match field.kind {
        FieldKind::File => true,
        FieldKind::Hidden | FieldKind::Text => Purpose::of(&field.name) == Some(Purpose::Lote),
        _ => false,
    })
}

/// The fields of a form that nobody here knows, each in a line; those that must be filled in are marked.
pub(crate) fn unknown_fields(form: &Form) -> Vec<String> {
    let mut unknown = Vec::new();
    for field in &form.fields {
        let fills_itself = matches!(
            field.kind,
            FieldKind::Hidden | FieldKind::Button | FieldKind::File
        );
        if fills_itself || Purpose::of(&field.name).is_some() {
            continue;
        }
        let required = if field.required { ", obligatorio" } else { "" };
        unknown.push(format!("campo desconocido: {}{required}", field.name));
    }
    unknown
}

/// Fills a form in for a lote; `url` is where it goes.
///
/// # Errors
/// The reason why it cannot be filled in, in Spanish.
pub(super) fn fill(form: &Form, url: Url, lote: &OutgoingLote<'_>) -> Result<FilledForm, String> {
    let mut filling = Filling {
        lote,
        cms: STANDARD.encode(lote.cms_der),
        huella: Huella::of(lote.cms_der).to_string(),
        files: form
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::File)
            .count(),
        took_lote: false,
    };
    let pressed = pressed(&form.fields);
    let mut parts = Vec::new();
    for field in &form.fields {
        if field.kind == FieldKind::Button && Some(&field.name) != pressed {
            continue;
        }
        if let Some(value) = filling.value(field)? {
            parts.push(Part {
                name: field.name.clone(),
                value,
            });
        }
    }
    if !filling.took_lote {
        return Err("no tiene un campo para el lote firmado".to_owned());
    }
    Ok(FilledForm {
        url,
        post: form.post,
        encoding: form.encoding,
        parts,
    })
}

/// The button that sends: the one whose words say so, or the first.
fn pressed(fields: &[Field]) -> Option<&String> {
    let mut buttons = fields
        .iter()
        .filter(|field| field.kind == FieldKind::Button);
    let first = buttons.clone().next();
    let sends = |field: &&Field| {
        let words = fold(field.value.as_deref().unwrap_or(&field.name));
        words.contains("envi") || words.contains("acept")
    };
    buttons.find(sends).or(first).map(|field| &field.name)
}

/// Whether the portal itself has filled in a field that nobody here knows. The option that a list shows
/// first is nobody's choice.
fn is_answered(kind: &FieldKind, served: &str) -> bool {
    match kind {
        FieldKind::Hidden | FieldKind::Button => true,
        FieldKind::Choice(options) => options.len() == 1 && !served.is_empty(),
        FieldKind::Text | FieldKind::Password | FieldKind::File | FieldKind::Tick => {
            !served.is_empty()
        }
    }
}

struct Filling<'a> {
    lote: &'a OutgoingLote<'a>,
    cms: String,
    huella: String,
    /// How many files the form takes.
    files: usize,
    took_lote: bool,
}

impl Filling<'_> {
    /// What a field sends; `None`: nothing.
    fn value(&mut self, field: &Field) -> Result<Option<Value>, String> {
        let purpose = Purpose::of(&field.name);
        let served = field.value.as_deref().unwrap_or_default();
        let text = |text: &str| Ok(Some(Value::Text(text.to_owned())));
        match (&field.kind, purpose) {
            (FieldKind::File, purpose) => self.file(field, purpose).map(Some),
            (FieldKind::Password, _) if field.required => Err(format!(
                "pide una contraseña («{}»), y la de tu llave nunca se envía",
                field.name
            )),
            (FieldKind::Password, _) => text(""),
            (FieldKind::Choice(options), Some(purpose)) => {
                let chosen = self.choose(options, purpose).ok_or_else(|| {
                    format!(
                        "su lista «{}» no ofrece lo que este lote necesita",
                        field.name
                    )
                })?;
                text(chosen)
            }
            (FieldKind::Hidden | FieldKind::Text, Some(Purpose::Lote)) if self.files == 0 => {
                self.took_lote = true;
                text(&self.cms)
            }
            (FieldKind::Hidden | FieldKind::Text, Some(purpose)) => {
                let ours = self.says(purpose).to_owned();
                let other = !served.is_empty() && !served.eq_ignore_ascii_case(&ours);
                // What the portal wrote there of another lote than this one is nothing to write over.
                let names = matches!(purpose, Purpose::RegistroPatronal | Purpose::Tipo);
                if other && names && field.kind == FieldKind::Hidden {
                    return Err(format!("su campo «{}» es de otro envío", field.name));
                }
                text(&ours)
            }
            // What is hidden, and what is pressed, a person fills in no more than we do.
            (kind, None) if field.required && !is_answered(kind, served) => Err(format!(
                "tiene un campo obligatorio que Rúbrica no conoce («{}»)",
                field.name
            )),
            _ => Ok(field.value.clone().map(Value::Text)),
        }
    }

    /// The one file field takes the lote; of several, the one with a name for it.
    fn file(&mut self, field: &Field, purpose: Option<Purpose>) -> Result<Value, String> {
        let ours = self.files == 1 || purpose == Some(Purpose::Lote);
        if ours && !self.took_lote {
            self.took_lote = true;
            return Ok(Value::File {
                filename: format!("{}.p7m", self.lote.registro_patronal.as_str()),
                content_type: "application/pkcs7-mime",
                bytes: self.lote.cms_der.to_vec(),
            });
        }
        if field.required {
            return Err(format!(
                "pide un archivo que Rúbrica no conoce («{}»)",
                field.name
            ));
        }
        Ok(Value::NoFile)
    }

    fn says(&self, purpose: Purpose) -> &str {
        match purpose {
            Purpose::Lote => &self.cms,
            Purpose::RegistroPatronal => self.lote.registro_patronal.as_str(),
            Purpose::Tipo => self.lote.contents.code(),
            Purpose::Huella => &self.huella,
        }
    }

    /// The option that means what is to be said, by its value or its words. Two of them mean neither.
    fn choose<'o>(&self, options: &'o [(String, String)], purpose: Purpose) -> Option<&'o str> {
        let ours = self.says(purpose);
        if let Some((value, _)) = options.iter().find(|(v, _)| v.eq_ignore_ascii_case(ours)) {
            return Some(value);
        }
        let words: &[&str] = match purpose {
            Purpose::Tipo => self.lote.contents.words(),
            Purpose::RegistroPatronal => &[],
            Purpose::Lote | Purpose::Huella => return None,
        };
        // A registro patronal is printed with 10 or 11 characters, with and without separators.
        let means = |said: &str| {
            let said = fold(said);
            let plain: String = said.chars().filter(char::is_ascii_alphanumeric).collect();
            let number = purpose == Purpose::RegistroPatronal
                && (plain.starts_with(&ours[..10].to_ascii_lowercase())
                    || plain.ends_with(&ours.to_ascii_lowercase()));
            number || words.iter().any(|word| said.contains(word))
        };
        let mut meant = options.iter().filter(|(v, w)| means(w) || means(v));
        let first = meant.next()?;
        meant.next().is_none().then_some(first.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use imss::id::RegistroPatronal;

    use super::*;
    use crate::html::Page;
    use crate::unpublished::LoteContents;

    fn fill_in(fields: &str) -> Result<Vec<(String, String)>, String> {
        let page = Page::parse(&format!("<form method=post action=E.idse>{fields}</form>"));
        let lote = OutgoingLote {
            registro_patronal: RegistroPatronal::parse("Y6087828106").unwrap(),
            contents: LoteContents::Bajas,
            cms_der: b"cms",
        };
        let url = Url::parse("https://idse.imss.gob.mx/imss/E.idse").unwrap();
        let filled = fill(&page.forms[0], url, &lote)?;
        let said = |part: Part| {
            let value = match part.value {
                Value::Text(text) => text,
                Value::File { filename, .. } => format!("archivo {filename}"),
                Value::NoFile => "sin archivo".to_owned(),
            };
            (part.name, value)
        };
        Ok(filled.parts.into_iter().map(said).collect())
    }

    #[test]
    fn what_is_served_goes_back_and_what_is_known_is_filled_in() {
        let filled = fill_in(
            "<input type=hidden name=token value=t1><input type=hidden name=vacio value=''>\
             <input type=file name=archivo required><input type=file name=anexo>\
             <select name=registro_patronal><option value=''>Elige<option value=1>Y60 87828 10 6 KEMPER</select>\
             <select name=tipoMovimiento><option value=A>Altas<option value=B>Bajas</select>\
             <input name=Huella><input name=notas><input type=password name=clave>\
             <input type=submit name=cancelar value=Cancelar><input type=submit name=ok value='Enviar lote'>",
        )
        .unwrap();
        let huella = Huella::of(b"cms").to_string();
        let expected = [
            ("token", "t1"),
            ("vacio", ""),
            ("archivo", "archivo Y6087828106.p7m"),
            ("anexo", "sin archivo"),
            ("registro_patronal", "1"),
            ("tipoMovimiento", "B"),
            ("Huella", &huella),
            ("notas", ""),
            ("clave", ""),
            ("ok", "Enviar lote"),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(filled, expected);
    }

    #[test]
    fn without_a_file_field_the_message_goes_as_text() {
        let filled = fill_in("<input type=hidden name=pkcs7>").unwrap();
        assert_eq!(filled, [("pkcs7".to_owned(), STANDARD.encode(b"cms"))]);
    }

    #[test]
    fn what_nobody_knows_stops_the_sending() {
        let file = "<input type=file name=archivo>";
        for (fields, words) in [
            ("<input name=nota>", "no tiene un campo"),
            (
                "<input type=file name=a><input type=file name=b>",
                "no tiene un campo",
            ),
            (
                &format!("{file}<input name=delegacion required>"),
                "«delegacion»",
            ),
            (
                &format!("{file}<input type=checkbox name=acepto required>"),
                "«acepto»",
            ),
            (
                &format!("{file}<input type=password name=clave required>"),
                "contraseña",
            ),
            (
                &format!("{file}<input type=file name=anexo required>"),
                "«anexo»",
            ),
            (
                &format!("{file}<select name=rp><option>H4621428146</select>"),
                "«rp»",
            ),
            (
                &format!("{file}<select name=tipo><option>Bajas<option>Bajas por pensión</select>"),
                "«tipo»",
            ),
            (
                &format!("{file}<input type=hidden name=rp value=H4621428146>"),
                "otro envío",
            ),
            (
                &format!("{file}<select name=zona required><option>A<option>B</select>"),
                "«zona»",
            ),
            (
                &format!(
                    "{file}<select name=zona required><option value=''>Elige<option>A</select>"
                ),
                "«zona»",
            ),
        ] {
            let why = fill_in(fields).unwrap_err();
            assert!(why.contains(words), "{fields}: {why}");
        }
    }
}
