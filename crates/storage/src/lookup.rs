//! What is derived from records: where each stands in the ordered look-ups.
//!
//! A look-up row is `table:[…]`; the id carries the order, the content what lists filter by.

use imss::movimiento::TipoMovimiento;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use service::ids::{EmpresaId, RegistroId};
use service::records::{AuditEntry, Estado, HistoryRow, Job, LoteRecord};
use service::store::{Edit, Plain, Record as _, Write};

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

/// Sessions and links are asked for by whoever holds their token, before a company is known.
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
        Write::Job(edit) => each(edit, of_job, &mut rows),
        Write::ConsultLink(edit) => each(
            edit,
            |link| Row {
                table: "by_empresa",
                id: json!(["link", link.empresa, link.key()]),
                content: json!({ "key": link.key() }),
            },
            &mut rows,
        ),
        _ => {}
    }
    rows
}

fn each<R>(edit: &Edit<R>, row: impl Fn(&R) -> Row, rows: &mut Rows) {
    let (old, new) = match edit {
        Edit::Create(new) => (None, Some(new)),
        Edit::Update { old, new } => (Some(old), Some(new)),
        Edit::Delete(old) => (Some(old), None),
    };
    rows.removed.extend(old.map(&row));
    rows.added.extend(new.map(&row));
}

fn of_history(row: &HistoryRow) -> [Row; 2] {
    let estado = row.estado.as_str();
    [
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
    ]
}

fn of_lote(lote: &LoteRecord) -> Row {
    Row {
        table: "by_number",
        id: json!([lote.empresa, lote.numero]),
        content: json!({
            "numero": lote.numero,
            "lote": lote.id,
            "registro": lote.registro,
            "estado": lote.state.estado(),
        }),
    }
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
    estado: Estado,
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
