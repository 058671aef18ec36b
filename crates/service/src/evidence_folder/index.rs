//! The index of the folder: a page without scripts that says what lies where, what each movement came to, and
//! how a signature is verified without Rúbrica.

use std::fmt::Write as _;

use imss::time::mexico_city;
use jiff::Timestamp;

use super::EvidenceOf;
use super::gather::{Attempt, Gathered};
use super::layout::{CHAIN, CMS, DISPMAG, attempt_folder, brought_path, lote_folder};
use crate::records::{MovementRecord, MovementState, ResultSource};

/// The whole page.
pub(super) fn page(of: &EvidenceOf, lotes: &[Gathered], chain: bool, now: Timestamp) -> String {
    let title = match of {
        EvidenceOf::Lote(_) => "Expediente de un lote".to_owned(),
        EvidenceOf::Month(first) => format!("Expediente del mes {}", first.strftime("%Y-%m")),
        EvidenceOf::Trabajador(nss) => format!("Expediente del trabajador {nss}"),
    };
    let mut body = format!(
        "<h1>{title}</h1>\n<p>Escrito el {}, hora de la Ciudad de México. {CONTENTS}</p>\n",
        moment(now)
    );
    body.push_str(if chain { WITH_CHAIN } else { WITHOUT_CHAIN });
    for gathered in lotes {
        lote(&mut body, gathered, chain);
    }
    format!(
        "<!doctype html>\n<html lang=\"es-MX\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:16px/1.5 sans-serif;margin:2rem;max-width:75rem}}td,th{{padding:.2rem .7rem;\
         text-align:left;border-bottom:1px solid #ccc}}code{{white-space:pre-wrap;word-break:break-all}}</style>\
         </head>\n<body>\n{body}</body></html>\n"
    )
}

const CONTENTS: &str = "Cada lote tiene su carpeta; dentro, una por intento, con el archivo de movimientos \
    (DISPMAG) y, si se firmó, la firma (CMS) y el certificado. Al lado está lo que contestó el IMSS. \
    SHA256SUMS tiene la huella de cada archivo.";

const WITH_CHAIN: &str = "<p>Para comprobar una firma no hace falta Rúbrica: basta openssl. El comando de \
    cada intento usa el momento de la firma (<code>-attime</code>), así que sirve también cuando el certificado \
    ya venció. Si dice «CMS Verification successful» y los dos archivos son iguales, nadie cambió nada desde \
    que se firmó.</p>\n";

const WITHOUT_CHAIN: &str = "<p>Para comprobar una firma no hace falta Rúbrica: basta openssl. Este servidor \
    no tiene configurados los certificados de las autoridades del SAT o del IMSS: el comando comprueba la \
    firma, pero no quién emitió el certificado (<code>-noverify</code>).</p>\n";

const BY_HAND: &str = "<p><strong>Este lote se presentó por fuera: una persona subió el archivo a IDSE. El \
    IMSS no recibió la firma (CMS) que pueda haber aquí; lo que acredita la presentación es la constancia o \
    los archivos de IDSE.</strong></p>\n";

fn lote(body: &mut String, gathered: &Gathered, chain: bool) {
    let record = &gathered.lote;
    let registro = &gathered.registro;
    put(
        body,
        format_args!(
            "<h2>Lote {}: {} de {} ({})</h2>\n<p>Estado: {}. ",
            record.numero,
            escaped(record.tipo.label()),
            registro.numero,
            escaped(&registro.razon_social),
            escaped(record.state.status().label()),
        ),
    );
    match record.state.recibo() {
        Some(recibo) => put(
            body,
            format_args!(
                "Folio del IMSS {}, lote {} de IDSE, recibido {}.</p>\n",
                escaped(&recibo.folio),
                escaped(&recibo.id_lote),
                escaped(&recibo.fecha)
            ),
        ),
        None => body.push_str("Sin recibo del IMSS.</p>\n"),
    }
    if gathered.by_hand() {
        body.push_str(BY_HAND);
    }
    body.push_str("<ul>\n");
    for attempt in &gathered.attempts {
        attempt_line(body, gathered, attempt, chain);
    }
    if let Some(receipt) = &gathered.receipt {
        let path = format!("{}/{}", lote_folder(gathered), receipt.file_name);
        put(
            body,
            format_args!("<li>Lo que contestó el IMSS: {}</li>\n", link(&path)),
        );
    }
    for file in &gathered.brought {
        let path = brought_path(file);
        put(
            body,
            format_args!(
                "<li>Archivo de IDSE que alguien trajo: {}</li>\n",
                link(&path)
            ),
        );
    }
    body.push_str("</ul>\n");
    movements(body, gathered);
}

fn attempt_line(body: &mut String, gathered: &Gathered, attempt: &Attempt, chain: bool) {
    let folder = attempt_folder(gathered, attempt);
    put(
        body,
        format_args!(
            "<li>Intento {}: {}",
            attempt.contents.attempt,
            link(&format!("{folder}/{DISPMAG}"))
        ),
    );
    if let Some(evidence) = &attempt.evidence {
        let anchors = if chain {
            format!("-CAfile {CHAIN} -partial_chain -purpose any")
        } else {
            "-noverify".to_owned()
        };
        put(
            body,
            format_args!(
                ", firmado el {}.<br><code>openssl cms -verify -binary -inform DER -in {folder}/{CMS} \
                 {anchors} -attime {} -out comprobado.txt &amp;&amp; cmp comprobado.txt {folder}/{DISPMAG}</code>",
                moment(evidence.signed_at),
                evidence.signed_at.as_second(),
            ),
        );
    } else {
        body.push_str(", sin firma.");
    }
    body.push_str("</li>\n");
}

fn movements(body: &mut String, gathered: &Gathered) {
    body.push_str(
        "<table><tr><th>Renglón</th><th>NSS</th><th>Nombre</th><th>Fecha</th><th>Resultado</th>\
         <th>Según</th><th>Folio</th></tr>\n",
    );
    let folio = gathered.lote.state.recibo().map(|recibo| &recibo.folio);
    for (row, movement) in gathered.movements.iter().enumerate() {
        let draft = movement.movimiento();
        let nss = draft.map(|m| m.nss().to_string()).unwrap_or_default();
        let nombre = draft.map(|m| m.nombre().to_string()).unwrap_or_default();
        let fecha = draft.map(|m| m.fecha().to_string()).unwrap_or_default();
        put(
            body,
            format_args!(
                "<tr><td>{}</td><td>{nss}</td><td>{}</td><td>{fecha}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                row + 1,
                escaped(&nombre),
                escaped(&outcome(movement)),
                said_by(movement),
                folio.map(|folio| escaped(folio)).unwrap_or_default(),
            ),
        );
    }
    body.push_str("</table>\n");
}

fn outcome(movement: &MovementRecord) -> String {
    match &movement.state {
        MovementState::Operado {
            extemporaneo: true, ..
        } => "Operado, extemporáneo".to_owned(),
        MovementState::Rechazado { codigo, texto, .. } => format!("Rechazado: {codigo} {texto}"),
        state => state.status().label().to_owned(),
    }
}

/// Whose word the result is.
fn said_by(movement: &MovementRecord) -> String {
    match &movement.source {
        _ if !movement.state.status().is_final() => String::new(),
        None => "IDSE".to_owned(),
        Some(ResultSource::Receipt { receipt }) => format!("archivo {receipt}"),
        Some(ResultSource::Person { reason }) => format!("una persona: {}", escaped(reason)),
    }
}

fn link(path: &str) -> String {
    let path = escaped(path);
    format!("<a href=\"{path}\">{path}</a>")
}

fn moment(at: Timestamp) -> String {
    mexico_city(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn put(body: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = body.write_fmt(text);
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
