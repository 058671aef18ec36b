//! The sections of Rúbrica: a rail beside the page where there is width, a bar at the thumbs where a
//! tablet or phone is held upright.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::address::{Address, SectionName};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: SectionName,
    pub(super) address: Address,
    pub(super) label: &'static str,
    short: &'static str,
    /// Drawn on 24 × 24, as strokes.
    icon: &'static str,
    pub(super) usage: Usage,
}

const HOME: Section = Section {
    name: SectionName::Home,
    address: Address::Home,
    label: text::HOME,
    short: text::HOME,
    icon: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
    usage: Usage::Daily,
};
const CAPTURE: Section = Section {
    name: SectionName::Capture,
    address: Address::Capture,
    label: text::CAPTURE,
    short: text::CAPTURE,
    icon: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    usage: Usage::Daily,
};
const HISTORY: Section = Section {
    name: SectionName::History,
    address: Address::FIRST_HISTORY,
    label: text::HISTORY,
    short: text::HISTORY,
    icon: "M5 5h14M5 10h14M5 15h9M5 20h6",
    usage: Usage::Daily,
};
const LOTES: Section = Section {
    name: SectionName::Lotes,
    address: Address::Lotes,
    label: text::LOTES,
    short: text::LOTES,
    icon: "M4 8l8-4 8 4-8 4zM4 12l8 4 8-4M4 16l8 4 8-4",
    usage: Usage::Daily,
};
const TRABAJADORES: Section = Section {
    name: SectionName::Trabajadores,
    address: Address::Trabajadores,
    label: text::TRABAJADORES,
    short: text::TRABAJADORES,
    icon: "M9 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 1 3 3 3 6",
    usage: Usage::Rare,
};
const ASSISTANTS: Section = Section {
    name: SectionName::Assistants,
    address: Address::Assistants,
    label: text::ASSISTANTS,
    short: text::ASSISTANTS,
    icon: "M5 19L15 9M13 7l4 4M18 3v4M16 5h4M7 4v3M5.5 5.5h3M19 14v3M17.5 15.5h3",
    usage: Usage::Seldom,
};
const CERTIFICATES: Section = Section {
    name: SectionName::Certificates,
    address: Address::Certificates,
    label: text::CERTIFICATES,
    short: text::CERTIFICATES,
    icon: "M14 14a5 5 0 1 1 0-1M14 12h7v4M18 12v3",
    usage: Usage::Rare,
};
const REGISTROS: Section = Section {
    name: SectionName::Registros,
    address: Address::Registros,
    label: text::REGISTROS,
    short: text::REGISTROS_SHORT,
    icon: "M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3",
    usage: Usage::Rare,
};
const LINKS: Section = Section {
    name: SectionName::Links,
    address: Address::Links,
    label: text::LINKS,
    short: text::LINKS_SHORT,
    icon: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    usage: Usage::Rare,
};
const AUDIT: Section = Section {
    name: SectionName::Audit,
    address: Address::Audit,
    label: text::AUDIT,
    short: text::AUDIT,
    icon: "M6 4h12v16H6zM9 8h6M9 12h6M9 16h4",
    usage: Usage::Seldom,
};
const USERS: Section = Section {
    name: SectionName::Users,
    address: Address::Users,
    label: text::USERS,
    short: text::USERS,
    icon: "M12 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM4 21c0-4.5 3.5-7 8-7 1.6 0 3 .3 4.2 1M19 15v6M16 18h6",
    usage: Usage::Seldom,
};
const COMPANY: Section = Section {
    name: SectionName::Empresa,
    address: Address::Empresa,
    label: text::COMPANY,
    short: text::COMPANY,
    icon: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
    usage: Usage::Seldom,
};

/// The sections this session has a use for, in their order.
pub(super) fn sections(may: Permissions) -> Vec<Section> {
    let wanted = [
        (HOME, may.works),
        (CAPTURE, may.captures),
        (HISTORY, true),
        (LOTES, may.sees_lotes),
        (TRABAJADORES, may.works),
        (ASSISTANTS, may.captures),
        (CERTIFICATES, may.works),
        (REGISTROS, may.works),
        (LINKS, may.administers),
        (AUDIT, may.administers),
        (USERS, may.administers),
        (COMPANY, may.administers),
    ];
    wanted
        .into_iter()
        .filter_map(|(section, wanted)| wanted.then_some(section))
        .collect()
}

/// The section that a path belongs to.
fn current(path: &str) -> Option<SectionName> {
    Address::parse(path)?.section()
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
                                        href=section.address.href()
                                        class="sections__link"
                                        aria-current=move || {
                                            (open.get() == Some(section.name)).then_some("page")
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
        ASSISTANTS, AUDIT, CAPTURE, CERTIFICATES, COMPANY, HISTORY, HOME, LINKS, LOTES, REGISTROS,
        TRABAJADORES, USERS, current, sections,
    };
    use crate::client::Permissions;

    #[test]
    fn a_reader_has_the_history_alone() {
        assert_eq!(sections(Permissions::default()), [HISTORY]);
    }

    #[test]
    fn an_administrator_has_every_section() {
        let all = Permissions {
            works: true,
            captures: true,
            signs: true,
            administers: true,
            sees_lotes: true,
            reads_idse_files: true,
            exports: true,
            own_account: true,
        };
        let sections = sections(all);
        assert_eq!(sections.len(), 12);
        for one in [
            LOTES,
            TRABAJADORES,
            ASSISTANTS,
            CERTIFICATES,
            LINKS,
            USERS,
            COMPANY,
        ] {
            assert!(sections.contains(&one));
        }
    }

    #[test]
    fn every_section_holds_its_own_address() {
        for section in [
            HOME,
            CAPTURE,
            HISTORY,
            LOTES,
            TRABAJADORES,
            ASSISTANTS,
            CERTIFICATES,
            REGISTROS,
            LINKS,
            AUDIT,
            USERS,
            COMPANY,
        ] {
            assert_eq!(current(&section.address.href()), Some(section.name));
        }
    }

    #[test]
    fn a_path_below_a_section_belongs_to_it() {
        assert_eq!(current("/historial/lotes"), Some(HISTORY.name));
        assert_eq!(current("/lotes/01J"), Some(LOTES.name));
        assert_eq!(current("/importar"), Some(CAPTURE.name));
        assert_eq!(current("/registros-x"), None);
    }
}
