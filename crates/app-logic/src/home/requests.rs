//! Requests of certificates that must be finished, as things to do.

use api::view::certificate_life::PathProgressView;
use imss::calendar::Calendar;
use jiff::civil::Date;

use crate::address::{Address, with_query};
use crate::certificate_life::Page;
use crate::certificate_life::progress::open_request;
use crate::messages::certificate_life as text;
use crate::shown::TaskItem;

/// Días hábiles left from which a request is urgent.
const SOON: u32 = 3;

/// Returns the requests that were made and are not finished, the first to lapse first. One that lapsed
/// stays until its day is taken away, or its step ticked.
#[must_use]
pub fn request_tasks(
    progress: &[PathProgressView],
    today: Date,
    calendar: &Calendar,
) -> Vec<TaskItem> {
    let mut open: Vec<_> = progress
        .iter()
        .filter_map(|one| Some((one, calendar.request_deadline(open_request(one)?, today))))
        .collect();
    open.sort_by_key(|(_, deadline)| deadline.last_day);
    open.into_iter()
        .map(|(one, deadline)| {
            let page = Page::Path(one.path);
            let href = Address::CertificateLifePage { page }.href();
            let href = with_query(&href, &[("registro", &one.registro)]);
            TaskItem::new(text::finish_request(&one.numero), href)
                .due(text::request_due(&deadline), deadline.days_left <= SOON)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use imss::calendar::Holiday;
    use jiff::civil::date;
    use model::CertificatePath;

    use super::*;

    fn asked(day: Date) -> PathProgressView {
        PathProgressView {
            registro: "r1".to_owned(),
            numero: "Y6087828106".to_owned(),
            path: CertificatePath::First,
            version: 1,
            done: Vec::new(),
            asked_on: Some(day),
        }
    }

    #[test]
    fn a_request_is_due_on_its_tenth_business_day() {
        let own = Holiday {
            date: date(2026, 1, 19),
            name: "Aniversario".to_owned(),
        };
        let calendar = Calendar::lft().with([own]);
        let open = [asked(date(2026, 1, 12)), asked(date(2026, 1, 5))];
        let tasks = request_tasks(&open, date(2026, 1, 16), &calendar);
        let due: Vec<_> = tasks
            .iter()
            .map(|task| (task.due.as_str(), task.urgent))
            .collect();
        assert_eq!(
            due,
            [
                ("Vence el 20/01/2026 (quedan 2 días hábiles)", true),
                ("Vence el 27/01/2026 (quedan 7 días hábiles)", false),
            ]
        );
        assert_eq!(tasks[0].href, "/certificado-imss/primera-vez?registro=r1");
        let late = request_tasks(&open, date(2026, 2, 20), &calendar);
        assert!(
            late.iter()
                .all(|task| task.urgent && task.due.contains("otra vez"))
        );
    }
}
