//! What is derived from records: where each stands in the ordered look-ups.
//!
//! A look-up row is `table:[…]`; the id carries the order, the content what lists filter by.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use service::ids::MovementId;
use service::records::{
    AuditEntry, ConsultLink, Empresa, HistoryRow, Job, LoteRecord, Trabajador, User,
};
use service::store::{Edit, Plain, Record as _, Write, directory_place, directory_words, is_open};
use service::values::folded_email;

/// Where a lote comes whose deadline nobody can tell: after every date.
const NO_DEADLINE: &str = "9999-12-31";

/// A row of a look-up.
#[derive(Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) id: Json,
    pub(crate) content: Json,
}

/// What one write takes away from the look-ups and puts into them.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) removed: Vec<Row>,
    pub(crate) added: Vec<Row>,
}

/// The id of a record.
pub(crate) fn record_id(plain: &Plain) -> Json {
    if found_by_digest(plain.table) {
        json!([plain.key])
    } else {
        json!([plain.empresa, plain.key])
    }
}

/// What is read before a company is known: sessions and links by their token, counts of attempts by what
/// they count.
fn found_by_digest(table: &str) -> bool {
    matches!(table, "session" | "link" | "mailed_link" | "attempts")
}

/// The columns a record has beside its body.
pub(crate) fn columns(write: &Write) -> Json {
    fn new<R>(edit: &Edit<R>) -> Option<&R> {
        match edit {
            Edit::Create(new) | Edit::Update { new, .. } => Some(new),
            Edit::Delete(_) => None,
        }
    }
    let ends = match write {
        Write::Session(edit) => new(edit).map(|session| session.ends_at),
        Write::ChallengeRecord(edit) => new(edit).map(|challenge| challenge.expires_at),
        Write::PortalSession(edit) => new(edit).map(|session| session.expires_at),
        Write::DeletedMovement(edit) => new(edit).map(|deleted| deleted.until),
        Write::ImportPart(edit) => new(edit).map(|part| part.until),
        Write::MailedLink(edit) => new(edit).map(|link| link.expires_at),
        Write::AccessRequest(edit) => new(edit).map(|request| request.expires_at),
        Write::Attempts(edit) => new(edit).map(|attempts| attempts.ends_at),
        Write::UndeliveredMail(edit) => new(edit).map(|mail| mail.ends_at),
        _ => None,
    };
    ends.map_or_else(|| json!({}), |at| json!({ "ends": at.as_microsecond() }))
}

/// The look-up rows of one write.
pub(crate) fn rows(write: &Write, plain: &Plain) -> Rows {
    let mut rows = Rows::default();
    if let Some(row) = &plain.row_removed {
        rows.removed.extend(of_history(row));
    }
    if let Some(row) = &plain.row_added {
        rows.added.extend(of_history(row));
    }
    match write {
        Write::LoteRecord(edit) => each(edit, of_lote, &mut rows),
        Write::Job(edit) => each(edit, |job| vec![of_job(job)], &mut rows),
        Write::ConsultLink(edit) => each(edit, |link| vec![of_link(link)], &mut rows),
        Write::Trabajador(edit) => each(edit, of_trabajador, &mut rows),
        Write::User(edit) => each(edit, of_user, &mut rows),
        Write::Empresa(edit) => each(edit, of_empresa, &mut rows),
        _ => {}
    }
    // A movement or worker that changes leaves most of its rows as they are.
    let before = std::mem::take(&mut rows.removed);
    let (same, new): (Vec<Row>, Vec<Row>) = std::mem::take(&mut rows.added)
        .into_iter()
        .partition(|row| before.contains(row));
    // Movements of before carry the name of before, and are found by it.
    let renamed = matches!(write, Write::Trabajador(Edit::Update { .. }));
    rows.removed = before
        .into_iter()
        .filter(|row| !same.contains(row))
        .filter(|row| !renamed || row.table != BY_WORD)
        .collect();
    rows.added = new;
    rows
}

fn each<R>(edit: &Edit<R>, derive: impl Fn(&R) -> Vec<Row>, rows: &mut Rows) {
    let (old, new) = match edit {
        Edit::Create(new) => (None, Some(new)),
        Edit::Update { old, new } => (Some(old), Some(new)),
        Edit::Delete(old) => (Some(old), None),
    };
    rows.removed.extend(old.map(&derive).into_iter().flatten());
    rows.added.extend(new.map(&derive).into_iter().flatten());
}

fn of_history(row: &HistoryRow) -> Vec<Row> {
    let (empresa, registro) = (row.empresa, row.registro);
    let (day, movement) = (newest_first(row.fecha), latest_first(row.id));
    let content = json!({ "row": row });
    let mut rows = vec![
        Row {
            table: BY_DATE,
            id: json!([empresa, registro, day, movement]),
            content: content.clone(),
        },
        Row {
            table: BY_AGE,
            id: json!([empresa, registro, oldest_first(row.fecha), row.id]),
            content: json!({ "at": [empresa, registro, day, movement] }),
        },
        Row {
            table: BY_STATE,
            id: json!([empresa, registro, row.tipo, row.estado, day, movement]),
            content: content.clone(),
        },
    ];
    rows.extend(row.nss.map(|nss| Row {
        table: BY_TRABAJADOR,
        id: json!([empresa, nss, day, movement]),
        content,
    }));
    rows
}

/// Returns a number that is the smaller, the later the date: ranges are read forward alone.
pub(crate) fn newest_first(date: Date) -> i64 {
    99_991_231 - oldest_first(date)
}

/// Returns a number that is the smaller, the earlier the date.
pub(crate) fn oldest_first(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Returns an identifier with every character replaced by its counterpart from the other end of the
/// alphabet, so that later ones come first.
pub(crate) fn latest_first(id: MovementId) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let counterpart = |character: u8| {
        let place = ALPHABET.iter().position(|one| *one == character);
        place.map_or('0', |place| char::from(ALPHABET[31 - place]))
    };
    id.to_string().bytes().map(counterpart).collect()
}

/// Returns a number that is the smaller, the higher the lote's.
pub(crate) fn highest_first(numero: u32) -> u32 {
    u32::MAX - numero
}

fn of_lote(lote: &LoteRecord) -> Vec<Row> {
    let mut rows = vec![Row {
        table: "lote_by_number",
        id: json!([lote.empresa, highest_first(lote.numero)]),
        content: json!({
            "numero": lote.numero,
            "lote": lote.id,
            "registro": lote.registro,
        }),
    }];
    rows.extend(lote.folios().into_iter().map(|folio| Row {
        table: "lote_by_folio",
        id: json!([lote.empresa, folio, lote.id]),
        content: json!({ "lote": lote.id }),
    }));
    if is_open(lote.state.status()) {
        rows.push(Row {
            table: "by_deadline",
            id: json!([lote.empresa, deadline(lote.vence), lote.numero]),
            content: json!({
                "lote": lote.id,
                "registro": lote.registro,
                "estado": lote.state.status(),
                "vence": lote.vence,
                "numero": lote.numero,
            }),
        });
    }
    rows
}

/// Returns the text of a last day in the order of the deadlines.
pub(crate) fn deadline(vence: Option<Date>) -> String {
    vence.map_or_else(|| NO_DEADLINE.to_owned(), |day| day.to_string())
}

fn of_link(link: &ConsultLink) -> Row {
    Row {
        table: "by_empresa",
        id: json!(["link", link.empresa, link.key()]),
        content: json!({ "key": link.key() }),
    }
}

/// A user is found by the address that her mail goes to, before a company is known.
fn of_user(user: &User) -> Vec<Row> {
    let email = user.email.as_deref().map(folded_email);
    let row = |email| Row {
        table: "by_email",
        id: json!([email, user.empresa, user.id]),
        content: json!({ "empresa": user.empresa, "user": user.id }),
    };
    email.map(row).into_iter().collect()
}

/// A company is found by its RFC, before it is known who asks.
fn of_empresa(empresa: &Empresa) -> Vec<Row> {
    let row = |rfc| Row {
        table: "by_rfc",
        id: json!([rfc, empresa.id]),
        content: json!({ "empresa": empresa.id }),
    };
    empresa.rfc.map(row).into_iter().collect()
}

/// A search by a worker's name or number reads `by_word`; a list reads `by_name`.
fn of_trabajador(trabajador: &Trabajador) -> Vec<Row> {
    let (empresa, nss) = (trabajador.empresa, trabajador.nss);
    let nombre = directory_place(trabajador).nombre;
    let named = |scope: Json, vigente: bool| Row {
        table: "by_name",
        id: json!([empresa, scope, nombre, nss]),
        content: json!({ "nombre": nombre, "nss": nss, "vigente": vigente }),
    };
    let anywhere = trabajador.relaciones.iter().any(|r| r.vigente);
    let mut rows = vec![named(json!(""), anywhere)];
    rows.extend(
        trabajador
            .relaciones
            .iter()
            .map(|r| named(json!(r.registro), r.vigente)),
    );
    rows.extend(directory_words(trabajador).into_iter().map(|word| Row {
        table: BY_WORD,
        id: json!([empresa, word, nss]),
        content: json!({ "nss": nss }),
    }));
    rows
}

fn of_job(job: &Job) -> Row {
    let from = takeable_from(job);
    Row {
        table: "by_due",
        id: json!([from.as_microsecond(), job.empresa, job.id]),
        content: json!({
            "at": from,
            "empresa": job.empresa,
            "job": job.id,
            "lane": job.work.lane().as_str(),
        }),
    }
}

/// When a job may be taken: once it is due, and nobody's lease on it lives.
pub(crate) fn takeable_from(job: &Job) -> Timestamp {
    job.lease
        .as_ref()
        .map_or(job.due_at, |lease| lease.until.max(job.due_at))
}

/// The tables of the history.
pub(crate) const BY_DATE: &str = "history_by_date";
pub(crate) const BY_AGE: &str = "history_by_age";
pub(crate) const BY_STATE: &str = "history_by_state";
pub(crate) const BY_TRABAJADOR: &str = "history_by_worker";
/// What a worker is, or was, found by.
pub(crate) const BY_WORD: &str = "by_word";

/// The audit log is read day by day; the day is UTC's, as it only bounds windows.
pub(crate) fn of_audit(entry: &AuditEntry) -> (Row, Json) {
    let day = entry.at.strftime("%Y-%m-%d").to_string();
    let row = Row {
        table: "audit",
        id: json!([entry.empresa, day, entry.id]),
        content: json!({ "empresa": entry.empresa, "entry": entry.id, "body": entry }),
    };
    (row, json!(["audit", entry.empresa, "", day]))
}
