//! The form of a registro patronal: its fields, what is typed, what is wrong with it.

use api::view::registros::RegistroData;
use imss::finding::{Code, Field, Finding, ParseError};
use imss::id::{RegistroPatronal, Rfc};
use imss::movimiento::{Guia, Umf};

use super::zona::{parse_zona, zona_choices, zona_value};
use crate::form::{FieldError, FieldSpec, Keyboard};
use crate::messages::registros as text;

/// The fields, in the order of the form.
pub const FIELDS: [FieldSpec; 8] = [
    FieldSpec::line("numero", text::NUMERO, 24)
        .keyboard(Keyboard::Capitals)
        .help(text::NUMERO_HELP),
    FieldSpec::line("rfc", text::RFC, 24)
        .keyboard(Keyboard::Capitals)
        .optional(),
    FieldSpec::line("razon_social", text::RAZON_SOCIAL, 255),
    FieldSpec::area("domicilio", text::DOMICILIO, 2).optional(),
    FieldSpec::line("subdelegacion", text::SUBDELEGACION, 255).optional(),
    FieldSpec::radios("zona", text::ZONA, zona_choices),
    FieldSpec::line("guia", text::GUIA, 12)
        .keyboard(Keyboard::Digits)
        .help(text::GUIA_HELP)
        .optional(),
    FieldSpec::line("umf", text::UMF, 10)
        .keyboard(Keyboard::Digits)
        .help(text::UMF_HELP)
        .optional(),
];

/// Their names.
pub const NAMES: &[&str] = &[
    "numero",
    "rfc",
    "razon_social",
    "domicilio",
    "subdelegacion",
    "zona",
    "guia",
    "umf",
];

/// Returns the field of IMSS's that a field of the form is, where its values are normalised.
pub fn field_of(name: &str) -> Option<Field> {
    match name {
        "numero" => Some(Field::RegistroPatronal),
        "rfc" => Some(Field::Rfc),
        "guia" => Some(Field::Guia),
        "umf" => Some(Field::Umf),
        _ => None,
    }
}

/// Returns the text of a field, as the form holds it.
pub fn field_text(data: &RegistroData, name: &str) -> String {
    match name {
        "numero" => data.numero.clone(),
        "rfc" => data.rfc.clone(),
        "razon_social" => data.razon_social.clone(),
        "domicilio" => data.domicilio.clone(),
        "subdelegacion" => data.subdelegacion.clone(),
        "zona" => zona_value(data.zona).to_owned(),
        "guia" => data.guia.clone(),
        "umf" => data.umf.clone(),
        _ => String::new(),
    }
}

/// Returns what is typed: `typed` gives the text of a field by its name.
pub fn read(typed: impl Fn(&str) -> String) -> RegistroData {
    RegistroData {
        numero: typed("numero"),
        razon_social: typed("razon_social"),
        rfc: typed("rfc"),
        domicilio: typed("domicilio"),
        subdelegacion: typed("subdelegacion"),
        guia: typed("guia"),
        zona: parse_zona(&typed("zona")),
        umf: typed("umf"),
    }
}

/// Returns every error of what is typed, at once. The server checks the same again.
pub fn errors(data: &RegistroData) -> Vec<FieldError> {
    let numero = RegistroPatronal::parse(&data.numero).map(|_| ());
    let rfc = optional(&data.rfc, |typed| Rfc::parse(typed).map(|_| ()));
    let guia = optional(&data.guia, |typed| Guia::parse(typed).map(|_| ()));
    let umf = optional(&data.umf, |typed| Umf::parse(typed).map(|_| ()));
    let named = data
        .razon_social
        .trim()
        .is_empty()
        .then(|| FieldError::new("razon_social", text::RAZON_SOCIAL_MISSING));
    let parsed = [
        ("numero", numero),
        ("rfc", rfc),
        ("guia", guia),
        ("umf", umf),
    ];
    let parsed = parsed.into_iter().filter_map(|(field, parsed)| {
        let error = parsed.err()?;
        Some(FieldError::new(field, error.into_finding().message))
    });
    parsed.chain(named).collect()
}

fn optional(typed: &str, parse: impl Fn(&str) -> Result<(), ParseError>) -> Result<(), ParseError> {
    if typed.trim().is_empty() {
        Ok(())
    } else {
        parse(typed)
    }
}

/// Returns the warning about a number whose check digit does not fit, or was added.
pub fn number_warning(numero: &str) -> Option<Finding> {
    let (registro_patronal, completed) = RegistroPatronal::parse_noting(numero).ok()?;
    completed.or_else(|| registro_patronal.findings().into_iter().next())
}

/// Whether the check digit of a number does not fit: a person is asked before it is saved.
pub fn has_wrong_check_digit(numero: &str) -> bool {
    number_warning(numero).is_some_and(|finding| finding.code == Code::RpCheckDigit)
}

#[cfg(test)]
mod tests {
    use api::view::registros::RegistroData;

    use super::{
        FIELDS, NAMES, errors, field_of, field_text, has_wrong_check_digit, number_warning, read,
    };
    use crate::typed_value::understood;

    fn data() -> RegistroData {
        RegistroData {
            numero: "Y6087828106".to_owned(),
            razon_social: "LA EMPRESA".to_owned(),
            rfc: "EKU9003173C9".to_owned(),
            domicilio: "CALLE 1".to_owned(),
            subdelegacion: "LEÓN".to_owned(),
            guia: "01400".to_owned(),
            zona: imss::wages::ZonaSalarial::FronteraNorte,
            umf: "021".to_owned(),
        }
    }

    #[test]
    fn every_field_survives_the_form() {
        let data = data();
        assert_eq!(read(|name| field_text(&data, name)), data);
        let names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names, NAMES);
        assert!(names.iter().all(|name| !field_text(&data, name).is_empty()));
    }

    #[test]
    fn what_spreadsheets_do_to_its_codes_is_undone() {
        let read = |name, typed| {
            let value = understood(field_of(name).unwrap(), typed).unwrap();
            (value.text, value.notes.len())
        };
        assert_eq!(read("guia", "1400.0"), ("1400".to_owned(), 1));
        assert_eq!(read("umf", "UMF 21"), ("21".to_owned(), 0));
        let hidden = read("rfc", "EKU9003173C9\u{200B}");
        assert_eq!(hidden, ("EKU9003173C9".to_owned(), 1));
        assert_eq!(field_of("razon_social"), None);
    }

    #[test]
    fn names_every_wrong_field_at_once() {
        assert!(errors(&data()).is_empty());
        let wrong = RegistroData {
            numero: "Y60".to_owned(),
            razon_social: " ".to_owned(),
            rfc: "EKU".to_owned(),
            guia: "ABC".to_owned(),
            umf: "ABC".to_owned(),
            ..data()
        };
        let fields: Vec<_> = errors(&wrong).iter().map(|error| error.field).collect();
        assert_eq!(fields, ["numero", "rfc", "guia", "umf", "razon_social"]);
        let bare = RegistroData {
            rfc: String::new(),
            guia: String::new(),
            umf: String::new(),
            ..data()
        };
        assert!(errors(&bare).is_empty(), "these may stay empty");
    }

    #[test]
    fn warns_of_wrong_check_digit() {
        assert!(!has_wrong_check_digit("Y6087828106"));
        assert!(has_wrong_check_digit("Y6087828107"));
        assert!(!has_wrong_check_digit("Y608782810"), "it is completed");
        assert!(number_warning("Y608782810").is_some());
        assert_eq!(number_warning("Y6087828106"), None);
    }
}
