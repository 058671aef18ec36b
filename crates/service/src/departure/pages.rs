//! What an export reads, page by page, in the order of the archive.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::archive::Archive;
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::{AuditId, EmpresaId, ReceiptId, RegistroId};
use crate::lotes::Receipt;
use crate::records::{Evidence, LoteRecord};
use crate::store::{
    DirectoryCursor, DirectoryQuery, HistoryCursor, HistoryQuery, LoteQuery, SearchText,
};

/// Records of one page.
const AT_ONCE: u32 = 500;
/// Lotes of one page: each may carry a receipt.
const LOTES_AT_ONCE: u32 = 50;
/// Files of IDSE's of one page: each has some megabytes at most.
const FILES_AT_ONCE: u32 = 4;

/// What is at the head of the archive, for people.
const README: &str = "Todo lo que Rúbrica guarda de una empresa.\n\
    \n\
    manifest.json dice qué hay y cuánto; SHA256SUMS se comprueba con «sha256sum --check».\n\
    Los archivos .ndjson llevan un registro JSON por renglón, en UTF-8.\n\
    lotes/NÚMERO/intento-N/ trae el archivo DISPMAG que se firmó, su firma (.p7m, CMS) y el certificado de quien firmó;\n\
    lotes/NÚMERO/ trae el recibo del IMSS, como llegó.\n\
    recibos-idse/ trae los archivos de IDSE que alguien cargó.\n\
    No hay contraseñas, llaves ni sesiones: Rúbrica no guarda llaves.\n";

/// What is read from.
pub(super) struct Source<'a> {
    pub(super) service: &'a Service,
    pub(super) empresa: EmpresaId,
}

/// Where an export is.
pub(super) enum Page {
    /// What is read whole: the company, its people, its settings.
    Head,
    Trabajadores(Option<DirectoryCursor>),
    Movements(Option<HistoryCursor>),
    Deleted,
    Lotes(Option<u32>),
    /// The files of lotes: those of a page that are left, and where to go on.
    LoteFiles(VecDeque<LoteRecord>, Option<u32>, bool),
    IdseFiles(Option<ReceiptId>),
    Audit(Option<AuditId>),
    Manifest,
    Done,
}

impl Page {
    /// Reads a page and writes it; what follows.
    pub(super) async fn write(
        self,
        from: &Source<'_>,
        archive: &mut Archive,
    ) -> Result<Self, CommonError> {
        match self {
            Self::Head => head(from, archive).await,
            Self::Trabajadores(cursor) => trabajadores(from, archive, cursor).await,
            Self::Movements(cursor) => movements(from, archive, cursor).await,
            Self::Deleted => deleted(from, archive).await,
            Self::Lotes(below) => lotes(from, archive, below).await,
            Self::LoteFiles(left, below, more) => {
                lote_files(from, archive, left, below, more).await
            }
            Self::IdseFiles(after) => idse_files(from, archive, after).await,
            Self::Audit(before) => audit(from, archive, before).await,
            end @ (Self::Manifest | Self::Done) => Ok(end),
        }
    }
}

async fn head(from: &Source<'_>, archive: &mut Archive) -> Result<Page, CommonError> {
    let id = from.empresa;
    archive.file("LEEME.txt", README.as_bytes().to_vec());
    let store = from.service.store();
    let empresa = store.empresa(id).await?;
    let settings = store.company_settings(id).await?;
    let users = store.users(id).await?;
    let registros = store.registros(id).await?;
    let certificados = store.certificados(id).await?;
    let progress = store.path_progresses(id).await?;
    let parts = store.import_parts(id).await?;
    let links = store.links(id).await?;
    archive.value("empresa.json", &json!(empresa))?;
    archive.value("ajustes.json", &json!(settings))?;
    let users = users
        .iter()
        .map(|user| without(&json!(user), &["password"]));
    archive.lines("usuarios.ndjson", users)?;
    archive.lines("registros.ndjson", registros)?;
    archive.lines("certificados.ndjson", certificados)?;
    archive.lines("tramites.ndjson", progress)?;
    archive.lines("importaciones.ndjson", parts)?;
    let links = links
        .iter()
        .map(|link| without(&json!(link), &["id", "pin"]));
    archive.lines("enlaces.ndjson", links)?;
    Ok(Page::Trabajadores(None))
}

/// A record without the fields that open something.
fn without(record: &Value, fields: &[&str]) -> Value {
    let mut record = record.clone();
    if let Some(record) = record.as_object_mut() {
        for field in fields {
            record.remove(*field);
        }
    }
    record
}

async fn trabajadores(
    from: &Source<'_>,
    archive: &mut Archive,
    cursor: Option<DirectoryCursor>,
) -> Result<Page, CommonError> {
    let query = DirectoryQuery {
        empresa: from.empresa,
        registro: None,
        vigentes: false,
        texto: SearchText::default(),
        cursor,
        limit: AT_ONCE,
    };
    let page = from.service.store().directory(&query).await?;
    archive.lines("trabajadores.ndjson", page.trabajadores)?;
    Ok(match page.next {
        Some(next) => Page::Trabajadores(Some(next)),
        None => Page::Movements(None),
    })
}

async fn movements(
    from: &Source<'_>,
    archive: &mut Archive,
    cursor: Option<HistoryCursor>,
) -> Result<Page, CommonError> {
    let registros = registros(from).await?;
    let query = HistoryQuery {
        cursor,
        ..HistoryQuery::of(from.empresa, registros, AT_ONCE)
    };
    let store = from.service.store();
    let page = store.history(&query).await?;
    let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    let found = store.movements(from.empresa, &ids).await?;
    archive.lines("movimientos.ndjson", found)?;
    Ok(match page.next {
        Some(next) => Page::Movements(Some(next)),
        None => Page::Deleted,
    })
}

async fn registros(from: &Source<'_>) -> Result<Vec<RegistroId>, CommonError> {
    let registros = from.service.store().registros(from.empresa).await?;
    Ok(registros.into_iter().map(|registro| registro.id).collect())
}

async fn deleted(from: &Source<'_>, archive: &mut Archive) -> Result<Page, CommonError> {
    let (id, now) = (from.empresa, from.service.now());
    let ids = from.service.store().deleted_ids(id, now).await?;
    archive.lines("eliminados.ndjson", Vec::<Value>::new())?;
    for part in ids.chunks(AT_ONCE as usize) {
        let found = from.service.store().deleted_movements(id, part).await?;
        archive.lines("eliminados.ndjson", found)?;
    }
    Ok(Page::Lotes(None))
}

async fn lotes(
    from: &Source<'_>,
    archive: &mut Archive,
    below: Option<u32>,
) -> Result<Page, CommonError> {
    let (lotes, next) = page_of_lotes(from, below).await?;
    archive.lines("lotes.ndjson", lotes)?;
    Ok(match next {
        Some(next) => Page::Lotes(Some(next)),
        None => Page::LoteFiles(VecDeque::new(), None, true),
    })
}

async fn page_of_lotes(
    from: &Source<'_>,
    below: Option<u32>,
) -> Result<(Vec<LoteRecord>, Option<u32>), CommonError> {
    let query = LoteQuery {
        empresa: from.empresa,
        registros: registros(from).await?,
        below,
        limit: LOTES_AT_ONCE,
    };
    let page = from.service.store().lotes(&query).await?;
    Ok((page.lotes, page.next))
}

/// Writes the files of one lote; reads a page of lotes where none is left.
async fn lote_files(
    from: &Source<'_>,
    archive: &mut Archive,
    mut left: VecDeque<LoteRecord>,
    below: Option<u32>,
    more: bool,
) -> Result<Page, CommonError> {
    let Some(lote) = left.pop_front() else {
        if !more {
            return Ok(Page::IdseFiles(None));
        }
        let (lotes, next) = page_of_lotes(from, below).await?;
        return Ok(Page::LoteFiles(lotes.into(), next, next.is_some()));
    };
    let folder = format!("lotes/{}", lote.numero);
    for attempt in 1..=lote.attempt {
        let folder = format!("{folder}/intento-{attempt}");
        let store = from.service.store();
        let contents = store.lote_contents(lote.empresa, lote.id, attempt).await?;
        let evidence = store.evidence(lote.empresa, lote.id, attempt).await?;
        if let Some(contents) = contents {
            let name = safe(&contents.filename, "dispmag.txt");
            archive.file(format!("{folder}/{name}"), contents.dispmag.0);
        }
        if let Some(evidence) = evidence {
            let facts = facts(&evidence)?;
            archive.file(format!("{folder}/firma.json"), facts);
            archive.file(format!("{folder}/firma.p7m"), evidence.cms.0);
            archive.file(format!("{folder}/firmante.cer"), evidence.signer.0);
        }
    }
    if let Some(receipt) = Receipt::of(&lote) {
        let name = safe(&receipt.file_name, "recibo.bin");
        archive.file(format!("{folder}/{name}"), receipt.bytes);
    }
    Ok(Page::LoteFiles(left, below, more))
}

/// What is known of a signature beside its bytes.
fn facts(evidence: &Evidence) -> Result<Vec<u8>, CommonError> {
    let facts = without(&json!(evidence), &["cms", "dispmag", "signer"]);
    serde_json::to_vec_pretty(&facts).map_err(CommonError::internal)
}

/// A name that is a file's, and nothing else.
fn safe(name: &str, otherwise: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = name.chars().filter(allowed).collect();
    let name = name.trim_start_matches('.');
    match name.is_empty() {
        true => otherwise.to_owned(),
        false => name.to_owned(),
    }
}

async fn idse_files(
    from: &Source<'_>,
    archive: &mut Archive,
    after: Option<ReceiptId>,
) -> Result<Page, CommonError> {
    let store = from.service.store();
    let files = store
        .receipt_files(from.empresa, after, FILES_AT_ONCE)
        .await?;
    let last = files.last().map(|file| file.id);
    archive.count(
        "recibos-idse",
        u64::try_from(files.len()).unwrap_or(u64::MAX),
    );
    for file in files {
        let facts = without(&json!(file), &["content"]);
        let facts = serde_json::to_vec_pretty(&facts).map_err(CommonError::internal)?;
        archive.file(format!("recibos-idse/{}.json", file.id), facts);
        archive.file(format!("recibos-idse/{}.original", file.id), file.content.0);
    }
    Ok(match last {
        Some(last) => Page::IdseFiles(Some(last)),
        None => Page::Audit(None),
    })
}

async fn audit(
    from: &Source<'_>,
    archive: &mut Archive,
    before: Option<AuditId>,
) -> Result<Page, CommonError> {
    let store = from.service.store();
    let entries = store.audit(from.empresa, before, AT_ONCE).await?;
    let last = entries.last().map(|entry| entry.id);
    archive.lines("bitacora.ndjson", entries)?;
    Ok(match last {
        Some(last) => Page::Audit(Some(last)),
        None => Page::Manifest,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{safe, without};

    #[test]
    fn a_name_never_leaves_its_folder() {
        assert_eq!(safe("DISPMAG-1.txt", "x"), "DISPMAG-1.txt");
        assert_eq!(safe("../../etc/passwd", "x"), "etcpasswd");
        assert_eq!(safe("ñ", "recibo.bin"), "recibo.bin");
    }

    #[test]
    fn what_opens_something_stays_here() {
        let user = json!({ "nombre": "Ana", "password": "$argon2id$" });
        assert_eq!(without(&user, &["password"]), json!({ "nombre": "Ana" }));
    }
}
