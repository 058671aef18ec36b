//! The shape of the guides: paths of steps, the tools that steps use, and the address of each.

use jiff::civil::Date;
use model::CertificatePath;

/// The day on which the facts behind the texts were last compared with their sources.
pub const CHECKED_ON: Date = Date::constant(2026, 11, 22);

/// Something that is done in this page, in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tool {
    /// What is this file?
    WhatIsThis,
    /// Does this password open the key?
    TryPassword,
    /// Certificate and key into a .pfx.
    Join,
    /// Another password for the same key.
    ChangePassword,
    /// Are this user and password as IMSS asks?
    CheckRequest,
    /// Until when must the request be finished?
    Deadline,
    /// The address of a certificate, from its serial number.
    Serial,
}

/// A page of the certificate's life: a path, or a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A path.
    Path(CertificatePath),
    /// A tool on a page of its own.
    Tool(Tool),
}

/// A path, in the words that the person reads.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// Which.
    pub id: CertificatePath,
    /// Heading.
    pub title: &'static str,
    /// When it is the right path.
    pub when: &'static str,
    /// The steps in order.
    pub steps: &'static [GuideStep],
    /// What the sources do not say alike, or do not say at all.
    pub doubts: &'static [&'static str],
}

/// One step. Lists are empty where there is nothing to say.
#[derive(Clone, Copy, Debug)]
pub struct GuideStep {
    /// Stable within the path: progress is kept by it.
    pub id: &'static str,
    /// What to do.
    pub title: &'static str,
    /// How, and why; one paragraph each.
    pub text: &'static [&'static str],
    /// What to have at hand.
    pub bring: &'static [&'static str],
    /// What to look for in IMSS's page, since its buttons may have moved.
    pub look_for: &'static [&'static str],
    /// What can be done here.
    pub tools: &'static [Tool],
    /// Other pages that go on from here.
    pub links: &'static [Link],
    /// What happens if a date is missed; empty where there is none.
    pub if_missed: &'static str,
}

/// A page that a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the person reads.
    pub label: &'static str,
    /// Where it leads.
    pub to: Destination,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Another path.
    Path(CertificatePath),
    /// The company's certificates, for those who have an account.
    Certificates,
    /// A page of IMSS's or SAT's, opened in a new tab.
    Outside(&'static str),
}

/// IDSE's own page \[A\].
pub const IDSE: &str = "https://idse.imss.gob.mx/imss/";
/// IMSS's site.
pub const IMSS: &str = "https://www.imss.gob.mx/";
/// SAT's site.
pub const SAT: &str = "https://www.sat.gob.mx/";

impl GuideStep {
    /// A step with nothing in its lists, to be filled in.
    pub const EMPTY: Self = Self {
        id: "",
        title: "",
        text: &[],
        bring: &[],
        look_for: &[],
        tools: &[],
        links: &[],
        if_missed: "",
    };
}

impl Tool {
    /// The tools that have a page of their own.
    pub const PAGES: [Self; 4] = [
        Self::WhatIsThis,
        Self::TryPassword,
        Self::Join,
        Self::ChangePassword,
    ];

    /// Returns the last part of its address; `None` for a tool that stands in its step alone.
    #[must_use]
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Self::WhatIsThis => Some("que-es-este-archivo"),
            Self::TryPassword => Some("probar-contrasena"),
            Self::Join => Some("unir"),
            Self::ChangePassword => Some("cambiar-contrasena"),
            Self::CheckRequest | Self::Deadline | Self::Serial => None,
        }
    }

    /// Returns its page, where it has one of its own.
    #[must_use]
    pub fn page(self) -> Option<Page> {
        self.slug().map(|_| Page::Tool(self))
    }

    /// Returns its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::WhatIsThis => "¿Qué es este archivo?",
            Self::TryPassword => "Probar la contraseña de una llave",
            Self::Join => "Unir certificado y llave en un .pfx",
            Self::ChangePassword => "Cambiar la contraseña de una llave",
            Self::CheckRequest => "Revisar tu usuario y tu contraseña",
            Self::Deadline => "Contar los 10 días hábiles",
            Self::Serial => "Armar la dirección de tu certificado",
        }
    }

    /// Returns what it does, in one sentence.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::WhatIsThis => {
                "Elige cualquier archivo y te decimos qué es, de quién, hasta cuándo sirve y qué hacer con él."
            }
            Self::TryPassword => {
                "Comprueba si recuerdas la contraseña de tu .key o .pfx, las veces que quieras. No se bloquea ni se envía a nadie."
            }
            Self::Join => {
                "Con el .cer, el .key y su contraseña se escribe el .pfx que IDSE pide. Se descarga en tu equipo."
            }
            Self::ChangePassword => "Escribe tu .key otra vez con otra contraseña, en tu equipo.",
            Self::CheckRequest => "Lo que el IMSS acepta como usuario y contraseña.",
            Self::Deadline => "Hasta qué día puedes terminar el trámite en la subdelegación.",
            Self::Serial => "Con el número de serie se abre el certificado que no se descargó.",
        }
    }
}

impl Page {
    /// Returns the last part of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Path(path) => path.slug(),
            Self::Tool(tool) => tool.slug().unwrap_or_default(),
        }
    }

    /// Returns the page at the last part of an address.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        let path = CertificatePath::ALL
            .into_iter()
            .find(|path| path.slug() == slug);
        let tool = Tool::PAGES
            .into_iter()
            .find(|tool| tool.slug() == Some(slug));
        path.map(Self::Path).or(tool.map(Self::Tool))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::certificate_life::guide_of;

    #[test]
    fn every_address_leads_to_one_page() {
        let mut slugs = BTreeSet::new();
        for path in CertificatePath::ALL {
            assert!(slugs.insert(path.slug()));
            assert_eq!(Page::parse(path.slug()), Some(Page::Path(path)));
            assert_eq!(guide_of(path).id, path);
        }
        for tool in Tool::PAGES {
            let slug = tool.slug().unwrap();
            assert!(slugs.insert(slug));
            assert_eq!(Page::parse(slug), Some(Page::Tool(tool)));
        }
        assert_eq!(Page::parse("otra"), None);
    }

    #[test]
    fn every_step_says_what_to_do_and_has_its_own_name() {
        for path in CertificatePath::ALL {
            let guide = guide_of(path);
            assert!(guide.steps.len() >= 3, "{path:?}");
            let names: BTreeSet<&str> = guide.steps.iter().map(|step| step.id).collect();
            assert_eq!(names.len(), guide.steps.len(), "{path:?}");
            for step in guide.steps {
                assert!(!step.id.is_empty() && !step.title.is_empty(), "{path:?}");
                assert!(!step.text.is_empty(), "{path:?}: {}", step.title);
            }
        }
    }

    #[test]
    fn the_request_has_its_deadline_and_what_follows_from_missing_it() {
        let last = |path: CertificatePath| {
            let steps = guide_of(path).steps.iter();
            steps
                .filter(|step| step.tools.contains(&Tool::Deadline))
                .collect::<Vec<_>>()
        };
        for path in CertificatePath::ALL {
            let steps = last(path);
            let names: Vec<&str> = steps.iter().map(|step| step.id).collect();
            assert_eq!(
                names.first().copied(),
                path.step_with_deadline(),
                "{path:?}"
            );
            assert!(names.len() <= 1, "{path:?}");
            for step in steps {
                assert!(step.if_missed.contains("se cancela"), "{}", step.if_missed);
            }
        }
    }

    #[test]
    fn cancelling_names_the_three_documents() {
        for path in [CertificatePath::Lost, CertificatePath::ForgottenPassword] {
            let bring: Vec<&str> = guide_of(path)
                .steps
                .iter()
                .flat_map(|step| step.bring.iter().copied())
                .collect();
            for document in [
                "tarjeta de identificación patronal",
                "identificación oficial",
                "carta de términos y condiciones",
            ] {
                assert!(
                    bring.iter().any(|line| line.contains(document)),
                    "{path:?}: {document}"
                );
            }
        }
    }

    #[test]
    fn the_missed_download_goes_from_serial_to_pfx() {
        let guide = guide_of(CertificatePath::MissedDownload);
        let tools: Vec<Tool> = guide
            .steps
            .iter()
            .flat_map(|step| step.tools.iter().copied())
            .collect();
        let at = |tool| tools.iter().position(|one| *one == tool);
        assert!(at(Tool::Serial).unwrap() < at(Tool::Join).unwrap());
    }
}
