//! The sections of Rúbrica: a rail beside the page where there is width, a bar at the thumbs where a
//! tablet or phone is held upright.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::client::{Permissions, use_portal};
use crate::messages::shell as text;

/// A section. The daily ones stay in the bar of a phone; the others move to its menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) href: &'static str,
    pub(super) label: &'static str,
    short: &'static str,
    /// Drawn on 24 × 24, as strokes.
    icon: &'static str,
    pub(super) daily: bool,
    /// Addresses that belong to it, with everything below them.
    holds: &'static [&'static str],
}

const HOME: Section = Section {
    href: "/",
    label: text::HOME,
    short: text::HOME,
    icon: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
    daily: true,
    holds: &[],
};
const CAPTURE: Section = Section {
    href: "/capturar",
    label: text::CAPTURE,
    short: text::CAPTURE,
    icon: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    daily: true,
    holds: &["/capturar", "/importar"],
};
const HISTORY: Section = Section {
    href: "/historial/todos",
    label: text::HISTORY,
    short: text::HISTORY,
    icon: "M5 5h14M5 10h14M5 15h9M5 20h6",
    daily: true,
    holds: &["/historial"],
};
const LOTES: Section = Section {
    href: "/lotes",
    label: text::LOTES,
    short: text::LOTES,
    icon: "M4 8l8-4 8 4-8 4zM4 12l8 4 8-4M4 16l8 4 8-4",
    daily: true,
    holds: &["/lotes"],
};
const WORKERS: Section = Section {
    href: "/trabajadores",
    label: text::WORKERS,
    short: text::WORKERS,
    icon: "M9 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 1 3 3 3 6",
    daily: false,
    holds: &["/trabajadores"],
};
const CERTIFICATES: Section = Section {
    href: "/certificados",
    label: text::CERTIFICATES,
    short: text::CERTIFICATES,
    icon: "M14 14a5 5 0 1 1 0-1M14 12h7v4M18 12v3",
    daily: false,
    holds: &["/certificados"],
};
const REGISTROS: Section = Section {
    href: "/registros",
    label: text::REGISTROS,
    short: text::REGISTROS_SHORT,
    icon: "M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3",
    daily: false,
    holds: &["/registros"],
};
const LINKS: Section = Section {
    href: "/enlaces",
    label: text::LINKS,
    short: text::LINKS_SHORT,
    icon: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    daily: false,
    holds: &["/enlaces"],
};

/// The sections this session has a use for, in their order.
pub(super) fn sections(may: Permissions) -> Vec<Section> {
    let wanted = [
        (HOME, true),
        (CAPTURE, may.captures),
        (HISTORY, true),
        (LOTES, may.sees_lotes),
        (WORKERS, may.works),
        (CERTIFICATES, may.works),
        (REGISTROS, true),
        (LINKS, may.administers),
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
        CERTIFICATES,
        REGISTROS,
        LINKS,
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
                                <li class="sections__item" class:sections__item--rare=!section.daily>
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
        CAPTURE, CERTIFICATES, HISTORY, HOME, LINKS, LOTES, REGISTROS, WORKERS, current, sections,
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
        assert_eq!(sections.len(), 8);
        for one in [LOTES, WORKERS, CERTIFICATES, LINKS] {
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
