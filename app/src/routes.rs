//! Every page's address, and who may open it.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;

use crate::pages::{
    assistants, bulk, capture, certificates, entry, history, home, import, keys, links, lotes,
    not_found, registros, settings, trabajadores,
};
use crate::shell::gate::{Need, gate};

/// The routes, once the server is known.
#[component]
pub(crate) fn AllRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <not_found::NotFound /> }>
            <Route path=path!("/entrar") view=entry::Login />
            <Route path=path!("/registrar-empresa") view=entry::Register />
            <Route path=path!("/consulta") view=entry::Consult />
            <Route path=path!("/") view=|| gate(Need::Reads, home::Home) />
            <Route path=path!("/registros") view=|| gate(Need::Reads, registros::List) />
            <Route
                path=path!("/registros/nuevo")
                view=|| gate(Need::Administers, registros::New)
            />
            <Route path=path!("/registros/:id") view=|| gate(Need::Administers, registros::Edit) />
            <Route path=path!("/empresa") view=|| gate(Need::Works, settings::Empresa) />
            <Route
                path=path!("/asistentes")
                view=|| gate(Need::Captures, assistants::Assistants)
            />
            <Route
                path=path!("/asistentes/:which")
                view=|| gate(Need::Captures, assistants::Assistant)
            />
            <Route path=path!("/enlaces") view=|| gate(Need::Administers, links::List) />
            <Route path=path!("/enlaces/nuevo") view=|| gate(Need::Administers, links::New) />
            <Route
                path=path!("/certificados")
                view=|| gate(Need::Works, certificates::Certificates)
            />
            <Route
                path=path!("/certificados/convertir")
                view=|| gate(Need::Works, keys::Convert)
            />
            <Route path=path!("/capturar") view=|| gate(Need::Captures, capture::Choose) />
            <Route
                path=path!("/capturar/varios/:what")
                view=|| gate(Need::Captures, bulk::Many)
            />
            <Route path=path!("/capturar/:tipo") view=|| gate(Need::Captures, capture::Capture) />
            <Route
                path=path!("/capturar/:tipo/:id")
                view=|| gate(Need::Captures, capture::Capture)
            />
            <Route
                path=path!("/importar")
                view=|| gate(Need::Captures, import::ImportMovements)
            />
            <Route
                path=path!("/importar/plantilla")
                view=|| gate(Need::Captures, import::ImportPlantilla)
            />
            <Route path=path!("/trabajadores") view=|| gate(Need::Works, trabajadores::Trabajadores) />
            <Route path=path!("/trabajadores/:nss") view=|| gate(Need::Works, trabajadores::TrabajadorPage) />
            <Route path=path!("/historial") view=|| gate(Need::Reads, history::History) />
            <Route path=path!("/historial/:tab") view=|| gate(Need::Reads, history::History) />
            <Route path=path!("/lotes") view=|| gate(Need::SeesLotes, lotes::Lotes) />
            <Route path=path!("/lotes/firmar") view=|| gate(Need::SeesLotes, lotes::Sitting) />
            <Route path=path!("/lotes/:id") view=|| gate(Need::SeesLotes, lotes::Lote) />
        </FlatRoutes>
    }
}
