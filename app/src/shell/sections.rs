//! The sections of Rúbrica: a rail beside the page where there is width, a bar at the thumbs where a
//! tablet or phone is held upright.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::client::{Permissions, use_portal};
use crate::messages::shell as text;

/// How often a section is opened: what a narrow bar keeps, and what moves to the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// In every bar.
    Daily,
    /// In a tablet's bar, and in a phone's menu.
    Rare,
    /// In the menu wherever there is no rail.
    Seldom,
}

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) href: &'static str,
    pub(super) label: &'static str,
    short: &'static str,
    /// Drawn on 24 × 24, as strokes.
    icon: &'static str,
    pub(super) usage: Usage,
    /// Addresses that belong to it, with everything below them.
    holds: &'static [&'static str],
}

const HOME: Section = Section {
    href: "/",
    label: text::HOME,
    short: text::HOME,
    icon: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
    usage: Usage::Daily,
    holds: &[],
};
const CAPTURE: Section = Section {
    href: "/capturar",
    label: text::CAPTURE,
    short: text::CAPTURE,
    icon: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    usage: Usage::Daily,
    holds: &["/capturar", "/importar"],
};
const HISTORY: Section = Section {
    href: "/historial/todos",
    label: text::HISTORY,
    short: text::HISTORY,
    icon: "M5 5h14M5 10h14M5 15h9M5 20h6",
    usage: Usage::Daily,
    holds: &["/historial"],
};
const LOTES: Section = Section {
    href: "/lotes",
    label: text::LOTES,
    short: text::LOTES,
    icon: "M4 8l8-4 8 4-8 4zM4 12l8 4 8-4M4 16l8 4 8-4",
    usage: Usage::Daily,
    holds: &["/lotes"],
};
const WORKERS: Section = Section {
    href: "/trabajadores",
    label: text::WORKERS,
    short: text::WORKERS,
    icon: "M9 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 1 3 3 3 6",
    usage: Usage::Rare,
    holds: &["/trabajadores"],
};
const ASSISTANTS: Section = Section {
    href: "/asistentes",
    label: text::ASSISTANTS,
    short: text::ASSISTANTS,
    icon: "M5 19L15 9M13 7l4 4M18 3v4M16 5h4M7 4v3M5.5 5.5h3M19 14v3M17.5 15.5h3",
    usage: Usage::Seldom,
    holds: &["/asistentes"],
};
const CERTIFICATES: Section = Section {
    href: "/certificados",
    label: text::CERTIFICATES,
    short: text::CERTIFICATES,
    icon: "M14 14a5 5 0 1 1 0-1M14 12h7v4M18 12v3",
    usage: Usage::Rare,
    holds: &["/certificados"],
};
const REGISTROS: Section = Section {
    href: "/registros",
    label: text::REGISTROS,
    short: text::REGISTROS_SHORT,
    icon: "M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3",
    usage: Usage::Rare,
    holds: &["/registros"],
};
const LINKS: Section = Section {
    href: "/enlaces",
    label: text::LINKS,
    short: text::LINKS_SHORT,
    icon: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    usage: Usage::Rare,
    holds: &["/enlaces"],
};
const COMPANY: Section = Section {
    href: "/empresa",
    label: text::COMPANY,
    short: text::COMPANY,
    icon: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
    usage: Usage::Seldom,
    holds: &["/empresa"],
};

/// The sections this session has a use for, in their order.
pub(super) fn sections(may: Permissions) -> Vec<Section> {
    let wanted = [
        (HOME, true),
        (CAPTURE, may.captures),
        (HISTORY, true),
        (LOTES, may.sees_lotes),
        (WORKERS, may.works),
        (ASSISTANTS, may.captures),
        (CERTIFICATES, may.works),
        (REGISTROS, true),
        (LINKS, may.administers),
        (COMPANY, may.administers),
    ];
    wanted
        .into_iter()
        .filter_map(|(section, wanted)| wanted.then_some(section))
        .collect()
}

/// Which section a path belongs to: the one that holds the longest part of it.
fn current(path: &str) -> &'static str {
    let length = |section: &Section| {
        let held = section.holds.iter().filter(|held| below(path, held));
        held.map(|held| held.len()).max()
    };
    [
        CAPTURE,
        HISTORY,
        LOTES,
        WORKERS,
        ASSISTANTS,
        CERTIFICATES,
        REGISTROS,
        LINKS,
        COMPANY,
    ]
    .into_iter()
    .filter_map(|section| length(&section).map(|length| (length, section.href)))
    .max()
    .map_or(if path == "/" { HOME.href } else { "" }, |(_, href)| href)
}

fn below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The navigation.
#[component]
pub(super) fn Sections() -> impl IntoView {
    let may = use_portal().may();
    let path = use_location().pathname;
    let open = Memo::new(move |_| path.with(|path| current(path)));
    view! {
        <nav class="sections" aria-label=text::NAVIGATION>
            <ul class="sections__list">
                {move || {
                    sections(may.get())
                        .into_iter()
                        .map(|section| {
                            view! {
                                <li
                                    class="sections__item"
                                    class:sections__item--rare={section.usage == Usage::Rare}
                                    class:sections__item--seldom={section.usage == Usage::Seldom}
                                >
                                    <a
                                        href=section.href
                                        class="sections__link"
                                        aria-current=move || {
                                            (open.get() == section.href).then_some("page")
                                        }
                                    >
                                        <svg
                                            class="sections__icon"
                                            viewBox="0 0 24 24"
                                            aria-hidden="true"
                                            focusable="false"
                                        >
                                            <path d=section.icon></path>
                                        </svg>
                                        <span class="sections__label">{section.label}</span>
                                        <span class="sections__short" aria-hidden="true">
                                            {section.short}
                                        </span>
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{
        ASSISTANTS, CAPTURE, CERTIFICATES, COMPANY, HISTORY, HOME, LINKS, LOTES, REGISTROS,
        WORKERS, current, sections,
    };
    use crate::client::Permissions;

    #[test]
    fn a_reader_has_no_lotes_and_nothing_to_write() {
        assert_eq!(sections(Permissions::default()), [HOME, HISTORY, REGISTROS]);
    }

    #[test]
    fn an_administrator_has_every_section() {
        let all = Permissions {
            works: true,
            captures: true,
            signs: true,
            administers: true,
            sees_lotes: true,
        };
        let sections = sections(all);
        assert_eq!(sections.len(), 10);
        for one in [LOTES, WORKERS, ASSISTANTS, CERTIFICATES, LINKS, COMPANY] {
            assert!(sections.contains(&one));
        }
    }

    #[test]
    fn a_path_belongs_to_one_section() {
        assert_eq!(current("/"), HOME.href);
        assert_eq!(current("/historial/bajas"), HISTORY.href);
        assert_eq!(current("/historial/lotes"), HISTORY.href);
        assert_eq!(current("/lotes"), LOTES.href);
        assert_eq!(current("/lotes/01J"), LOTES.href);
        assert_eq!(current("/capturar/baja/01J"), CAPTURE.href);
        assert_eq!(current("/registros-x"), "");
    }
}
