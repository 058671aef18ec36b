//! The pages, one folder each. A page is made of `components`, says what `messages` says, loads and
//! acts through `client`, signs through `signer`. Ids cross routes, signals never do.
//!
//! A page is listed here twice: in the part of the program that it comes in ([`part`]), and with its route.

pub mod account;
pub mod assistants;
pub mod audit;
mod bars;
pub mod bulk;
pub mod capture;
pub mod certificate_life;
pub mod certificates;
pub mod deleted;
pub mod entry;
mod gate;
pub mod history;
pub mod home;
pub mod import;
pub(crate) mod keys;
pub mod links;
pub mod lotes;
pub(crate) mod movement;
pub mod not_found;
pub mod registros;
pub mod settings;
pub(crate) mod sheet;
pub mod trabajadores;
pub mod users;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use crate::address::Need;
use crate::client::Permissions;
use crate::parts::{part, show_once_here};
use gate::gate;

part!(
    /// What every session reads.
    reading, load_reading, open_reading, ReadingPage {
        Home => home::Home,
        Registros => registros::List,
        History => history::History,
        Movement => movement::MovementPage,
        ConsultStart => entry::ConsultStart,
        Bars => bars::Bars,
    }
);

part!(
    /// Movements made by hand, and the trabajadores they are of.
    capturing, load_capturing, open_capturing, CapturingPage {
        Choose => capture::Choose,
        Capture => capture::Capture,
        Bulk => bulk::Many,
        Trabajadores => trabajadores::Trabajadores,
        Trabajador => trabajadores::TrabajadorPage,
        Assistants => assistants::Assistants,
        Assistant => assistants::Assistant,
        Deleted => deleted::Deleted,
    }
);

part!(
    /// Files of movements and plantillas.
    importing, load_importing, open_importing, ImportingPage {
        Movements => import::ImportMovements,
        Plantilla => import::ImportPlantilla,
    }
);

part!(
    /// Lotes, and the keys that sign them.
    signing, load_signing, open_signing, SigningPage {
        Lotes => lotes::Lotes,
        Sitting => lotes::Sitting,
        Lote => lotes::Lote,
        Constancia => lotes::Constancia,
        BringResults => lotes::BringResults,
        Certificates => certificates::Certificates,
        Convert => keys::Convert,
        KeysBar => keys::KeysBar,
        CertificateLife => certificate_life::Index,
        CertificateLifePage => certificate_life::Named,
    }
);

part!(
    /// What an administrator sets, and the registration of a company.
    company, load_company, open_company, CompanyPage {
        Register => entry::Register,
        AskAccess => entry::AskAccess,
        NewRegistro => registros::New,
        Registro => registros::Edit,
        Empresa => settings::Empresa,
        Links => links::List,
        NewLink => links::New,
        Audit => audit::Audit,
    }
);

part!(
    /// Who may enter: recovery, invitations, the company's people, a person's own account.
    accounts, load_accounts, open_accounts, AccountsPage {
        Recover => account::Recover,
        NewPassword => account::NewPassword,
        Invitation => account::Invitation,
        ConfirmAddress => account::ConfirmAddress,
        Profile => account::Profile,
        Users => users::List,
        InviteUser => users::Invite,
        User => users::One,
    }
);

/// Loads the part that every session begins with.
pub(crate) async fn load_first() {
    // A part that did not come is loaded again, with a word about it, when its page is opened.
    let _ = load_reading().await;
}

/// Loads the parts that this person is likely to open next, one after the other.
pub(crate) async fn load_ahead(may: Permissions) {
    load_first().await;
    if may.captures && has_network() {
        let _ = load_capturing().await;
    }
    if (may.sees_lotes || may.works) && has_network() {
        let _ = load_signing().await;
    }
    if may.captures && has_network() {
        let _ = load_importing().await;
    }
    if may.administers && has_network() {
        let _ = load_company().await;
        let _ = load_accounts().await;
    }
}

/// Whether the browser has a network. Without one no part is loaded ahead.
fn has_network() -> bool {
    window().navigator().on_line()
}

/// The login, which loads the first part of the page while a password is typed.
fn log_in() -> impl IntoView {
    let on_typing = Callback::new(|()| spawn_local(load_first()));
    view! { <entry::Login on_typing /> }
}

/// The bars below every page of a session, once their part is here.
pub(crate) fn bars() -> AnyView {
    show_once_here(load_reading, || open_reading(ReadingPage::Bars))
}

/// The signer's state in the top bar. Its part is here wherever a key was opened.
pub(crate) fn keys_bar() -> AnyView {
    show_once_here(load_signing, || open_signing(SigningPage::KeysBar))
}

/// The routes, once the server is known.
#[component]
pub(crate) fn AllRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <not_found::NotFound /> }>
            <Route path=path!("/entrar") view=log_in />
            <Route path=path!("/registrar-empresa") view=|| company(CompanyPage::Register) />
            <Route path=path!("/pedir-acceso") view=|| company(CompanyPage::AskAccess) />
            <Route path=path!("/consulta") view=entry::Consult />
            <Route path=path!("/recuperar") view=|| accounts(AccountsPage::Recover) />
            <Route path=path!("/contrasena-nueva") view=|| accounts(AccountsPage::NewPassword) />
            <Route path=path!("/invitacion") view=|| accounts(AccountsPage::Invitation) />
            <Route path=path!("/confirmar-correo") view=|| accounts(AccountsPage::ConfirmAddress) />
            <Route path=path!("/mi-cuenta") view=|| gate(Need::OwnAccount, || accounts(AccountsPage::Profile)) />
            <Route path=path!("/usuarios") view=|| gate(Need::Administers, || accounts(AccountsPage::Users)) />
            <Route
                path=path!("/usuarios/invitar")
                view=|| gate(Need::Administers, || accounts(AccountsPage::InviteUser))
            />
            <Route path=path!("/usuarios/:id") view=|| gate(Need::Administers, || accounts(AccountsPage::User)) />
            <Route path=path!("/") view=|| gate(Need::Reads, || reading(ReadingPage::Home)) />
            <Route path=path!("/registros") view=|| gate(Need::Works, || reading(ReadingPage::Registros)) />
            <Route
                path=path!("/registros/nuevo")
                view=|| gate(Need::Administers, || company(CompanyPage::NewRegistro))
            />
            <Route path=path!("/registros/:id") view=|| gate(Need::Administers, || company(CompanyPage::Registro)) />
            <Route path=path!("/empresa") view=|| gate(Need::Works, || company(CompanyPage::Empresa)) />
            <Route
                path=path!("/asistentes")
                view=|| gate(Need::Captures, || capturing(CapturingPage::Assistants))
            />
            <Route
                path=path!("/asistentes/:which")
                view=|| gate(Need::Captures, || capturing(CapturingPage::Assistant))
            />
            <Route path=path!("/enlaces") view=|| gate(Need::Administers, || company(CompanyPage::Links)) />
            <Route path=path!("/enlaces/nuevo") view=|| gate(Need::Administers, || company(CompanyPage::NewLink)) />
            <Route path=path!("/bitacora") view=|| gate(Need::Administers, || company(CompanyPage::Audit)) />
            <Route
                path=path!("/certificados")
                view=|| gate(Need::Works, || signing(SigningPage::Certificates))
            />
            <Route
                path=path!("/certificados/convertir")
                view=|| gate(Need::Works, || signing(SigningPage::Convert))
            />
            <Route path=path!("/certificado-imss") view=|| signing(SigningPage::CertificateLife) />
            <Route
                path=path!("/certificado-imss/:camino")
                view=|| signing(SigningPage::CertificateLifePage)
            />
            <Route path=path!("/capturar") view=|| gate(Need::Captures, || capturing(CapturingPage::Choose)) />
            <Route
                path=path!("/capturar/varios/:what")
                view=|| gate(Need::Captures, || capturing(CapturingPage::Bulk))
            />
            <Route path=path!("/capturar/:tipo") view=|| gate(Need::Captures, || capturing(CapturingPage::Capture)) />
            <Route
                path=path!("/capturar/:tipo/:id")
                view=|| gate(Need::Captures, || capturing(CapturingPage::Capture))
            />
            <Route
                path=path!("/importar")
                view=|| gate(Need::Captures, || importing(ImportingPage::Movements))
            />
            <Route
                path=path!("/importar/plantilla")
                view=|| gate(Need::Captures, || importing(ImportingPage::Plantilla))
            />
            <Route path=path!("/trabajadores") view=|| gate(Need::Works, || capturing(CapturingPage::Trabajadores)) />
            <Route path=path!("/trabajadores/:nss") view=|| gate(Need::Works, || capturing(CapturingPage::Trabajador)) />
            <Route path=path!("/historial") view=|| gate(Need::Reads, || reading(ReadingPage::History)) />
            <Route path=path!("/historial/:tab") view=|| gate(Need::Reads, || reading(ReadingPage::History)) />
            <Route path=path!("/eliminados") view=|| gate(Need::Captures, || capturing(CapturingPage::Deleted)) />
            <Route path=path!("/movimientos/:id") view=|| gate(Need::Reads, || reading(ReadingPage::Movement)) />
            <Route path=path!("/lotes") view=|| gate(Need::SeesLotes, || signing(SigningPage::Lotes)) />
            <Route path=path!("/lotes/firmar") view=|| gate(Need::SeesLotes, || signing(SigningPage::Sitting)) />
            <Route
                path=path!("/lotes/resultados")
                view=|| gate(Need::Captures, || signing(SigningPage::BringResults))
            />
            <Route path=path!("/lotes/:id") view=|| gate(Need::SeesLotes, || signing(SigningPage::Lote)) />
            <Route
                path=path!("/lotes/:id/constancia")
                view=|| gate(Need::SeesLotes, || signing(SigningPage::Constancia))
            />
        </FlatRoutes>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::address::{Address, Need};

    /// What this file declares: pattern and need of each route, as they are spelled above.
    fn declared() -> BTreeSet<(String, String)> {
        let (routes, _) = include_str!("mod.rs").split_once("#[cfg(test)]").unwrap();
        let routes: String = routes.split_whitespace().collect();
        let each = routes.split("<Routepath=path!(\"").skip(1).map(|route| {
            let (pattern, rest) = route.split_once('"').unwrap();
            let (view, _) = rest.split_once("/>").unwrap();
            let need = view
                .split_once("Need::")
                .map_or("Nothing", |(_, rest)| rest.split_once(',').unwrap().0);
            (pattern.to_owned(), need.to_owned())
        });
        each.collect()
    }

    #[test]
    fn every_address_has_its_route_and_need() {
        let need = |need: Need| format!("{need:?}");
        let addresses = Address::one_of_each();
        let expected: BTreeSet<_> = addresses
            .iter()
            .map(|address| (address.pattern().to_owned(), need(address.needs())))
            .collect();
        assert_eq!(declared(), expected);
    }
}
