//! Every page's address, and who may open it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use crate::address::Need;
use crate::pages::{entry, not_found};
use crate::parts::{
    CapturingPage, CompanyPage, ImportingPage, ReadingPage, SigningPage, capturing, company,
    importing, load_first, reading, signing,
};
use crate::shell::gate::gate;

/// The login, which loads the first part of the page while a password is typed.
fn log_in() -> impl IntoView {
    let on_typing = Callback::new(|()| spawn_local(load_first()));
    view! { <entry::Login on_typing /> }
}

/// The routes, once the server is known.
#[component]
pub(crate) fn AllRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <not_found::NotFound /> }>
            <Route path=path!("/entrar") view=log_in />
            <Route path=path!("/registrar-empresa") view=entry::Register />
            <Route path=path!("/consulta") view=entry::Consult />
            <Route path=path!("/") view=|| gate(Need::Reads, || reading(ReadingPage::Home)) />
            <Route path=path!("/registros") view=|| gate(Need::Reads, || reading(ReadingPage::Registros)) />
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
            <Route path=path!("/lotes") view=|| gate(Need::SeesLotes, || signing(SigningPage::Lotes)) />
            <Route path=path!("/lotes/firmar") view=|| gate(Need::SeesLotes, || signing(SigningPage::Sitting)) />
            <Route path=path!("/lotes/:id") view=|| gate(Need::SeesLotes, || signing(SigningPage::Lote)) />
        </FlatRoutes>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::address::{Address, Need};

    /// What this file declares: pattern and need of each route, as they are spelled above.
    fn declared() -> BTreeSet<(String, String)> {
        let (routes, _) = include_str!("routes.rs")
            .split_once("#[cfg(test)]")
            .unwrap();
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
