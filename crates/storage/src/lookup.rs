//! What is derived from records: where each stands in the ordered look-ups.
//!
//! A look-up row is `table:[…]`; the id carries the order, the content what lists filter by.

use imss::movimiento::TipoMovimiento;
use jiff::Timestamp;
use model::MovementStatus;
use serde_json::{Value as Json, json};
use service::ids::{EmpresaId, RegistroId};
use service::records::{AuditEntry, ConsultLink, HistoryRow, Job, LoteRecord, Trabajador};
use service::store::{Edit, Plain, Record as _, Write, directory_place, directory_words, is_open};

/// Where a lote stands whose deadline nobody can tell: after every date.
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
    /// Ids of `window` rows that must exist afterwards. They are never taken away: an empty window
    /// costs a reader next to nothing, and counting its rows would make writers wait for each other.
    pub(crate) windows: Vec<Json>,
}

/// The id of a record.
pub(crate) fn record_id(plain: &Plain) -> Json {
    if found_by_digest(plain.table) {
        json!([plain.key])
    } else {
        json!([plain.empresa, plain.key])
    }
}

/// Sessions and links are read by their token, before a company is known.
fn found_by_digest(table: &str) -> bool {
    matches!(table, "session" | "link")
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
        rows.windows.push(window_of_history(row));
    }
    match write {
        Write::LoteRecord(edit) => each(edit, of_lote, &mut rows),
        Write::Job(edit) => each(edit, |job| vec![of_job(job)], &mut rows),
        Write::ConsultLink(edit) => each(edit, |link| vec![of_link(link)], &mut rows),
        Write::Trabajador(edit) => {
            each(edit, of_worker, &mut rows);
            if let Edit::Create(new) | Edit::Update { new, .. } = edit {
                rows.windows.extend(windows_of_worker(new));
            }
        }
        _ => {}
    }
    // A movement or worker that changes leaves most of its rows as they are.
    let before = std::mem::take(&mut rows.removed);
    let (same, new): (Vec<Row>, Vec<Row>) = std::mem::take(&mut rows.added)
        .into_iter()
        .partition(|row| before.contains(row));
    rows.removed = before
        .into_iter()
        .filter(|row| !same.contains(row))
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
    let estado = row.estado.as_str();
    let mut rows = vec![
        Row {
            table: "by_date",
            id: json!([row.empresa, row.registro, row.fecha, row.id]),
            content: json!({
                "fecha": row.fecha,
                "movement": row.id,
                "tipo": row.tipo,
                "estado": estado,
                "row": row,
            }),
        },
        Row {
            table: "by_state",
            id: json!([row.empresa, row.registro, row.tipo, estado, row.id]),
            content: json!({}),
        },
    ];
    rows.extend(row.nss.map(|nss| Row {
        table: "by_worker",
        id: json!([row.empresa, nss, row.fecha, row.id]),
        content: json!({ "row": row }),
    }));
    rows
}

fn of_lote(lote: &LoteRecord) -> Vec<Row> {
    let mut rows = vec![Row {
        table: "by_number",
        id: json!([lote.empresa, lote.numero]),
        content: json!({
            "numero": lote.numero,
            "lote": lote.id,
            "registro": lote.registro,
            "estado": lote.state.status(),
        }),
    }];
    if is_open(lote.state.status()) {
        let vence = lote
            .vence
            .map_or_else(|| NO_DEADLINE.to_owned(), |day| day.to_string());
        rows.push(Row {
            table: "by_deadline",
            id: json!([lote.empresa, vence, lote.numero]),
            content: json!({ "lote": lote.id, "registro": lote.registro }),
        });
    }
    rows
}

fn of_link(link: &ConsultLink) -> Row {
    Row {
        table: "by_empresa",
        id: json!(["link", link.empresa, link.key()]),
        content: json!({ "key": link.key() }),
    }
}

/// A search by a worker's name or number reads `by_word`; a list reads `by_name`.
fn of_worker(worker: &Trabajador) -> Vec<Row> {
    let (empresa, nss) = (worker.empresa, worker.nss);
    let nombre = directory_place(worker).nombre;
    let named = |scope: Json, vigente: bool| Row {
        table: "by_name",
        id: json!([empresa, scope, nombre, nss]),
        content: json!({ "nombre": nombre, "nss": nss, "vigente": vigente }),
    };
    let anywhere = worker.relaciones.iter().any(|r| r.vigente);
    let mut rows = vec![named(json!(""), anywhere)];
    rows.extend(
        worker
            .relaciones
            .iter()
            .map(|r| named(json!(r.registro), r.vigente)),
    );
    rows.extend(directory_words(worker).into_iter().map(|word| Row {
        table: "by_word",
        id: json!([empresa, word, nss]),
        content: json!({ "nombre": nombre, "nss": nss }),
    }));
    rows
}

/// The directory is read by the first letters of the names.
fn windows_of_worker(worker: &Trabajador) -> Vec<Json> {
    let initial = initial(&directory_place(worker).nombre);
    let scopes = worker.relaciones.iter().map(|r| json!(r.registro));
    std::iter::once(json!(""))
        .chain(scopes)
        .map(|scope| json!(["by_name", worker.empresa, scope, initial]))
        .collect()
}

/// `gu`, the name of the window a name falls in.
pub(crate) fn initial(nombre: &str) -> String {
    nombre.chars().take(2).collect()
}

fn of_job(job: &Job) -> Row {
    let from = takeable_from(job);
    Row {
        table: "by_due",
        id: json!([from.as_microsecond(), job.empresa, job.id]),
        content: json!({ "at": from, "empresa": job.empresa, "job": job.id }),
    }
}

/// When a job may be taken: once it is due, and nobody's lease on it lives.
pub(crate) fn takeable_from(job: &Job) -> Timestamp {
    job.lease
        .as_ref()
        .map_or(job.due_at, |lease| lease.until.max(job.due_at))
}

/// The prefix of the rows that are counted together.
pub(crate) fn counted(
    empresa: EmpresaId,
    registro: RegistroId,
    tipo: TipoMovimiento,
    estado: MovementStatus,
) -> Json {
    json!([empresa, registro, tipo, estado.as_str()])
}

/// The history is read month by month.
fn window_of_history(row: &HistoryRow) -> Json {
    json!(["by_date", row.empresa, row.registro, month(row.fecha)])
}

/// `2026-01`, the name of the window a date falls in.
pub(crate) fn month(date: jiff::civil::Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

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
