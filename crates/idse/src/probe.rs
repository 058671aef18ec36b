//! How the portal differs from what this release assumes, as lines to attach to a bug report: the forms, the
//! names of their fields, the headings of tables; never a value, a cookie or anybody's number.

use crate::client::{Body, Client, Step};
use crate::error::IdseError;
use crate::html::{Form, Page};
use crate::module::{AFILIACION, Opened};
use crate::results::listed_lotes;
use crate::session::SessionCookie;
use crate::unpublished::{takes_a_lote, unknown_fields};

/// Begins a line that names a difference.
const DIFFERS: &str = "DIFIERE";

impl Client {
    /// Looks at every page on the way of a lote, within a session, and sends none.
    pub async fn probe(&self, session: &SessionCookie) -> Vec<String> {
        let mut report = Report(Vec::new());
        report.home(self).await;
        let menu = match self.link("Menu.idse") {
            Ok(url) => self.open(Step::Get(url), session).await,
            Err(error) => Err(error),
        };
        if let Some(opened) = report.page("menú (Menu.idse)", menu) {
            let leads = |form: &Form| form.fields.iter().any(|field| field.name == "irA");
            if !opened.page.forms.iter().any(leads) {
                report.differs("el menú no tiene un formulario con el campo irA");
            }
        }
        let module = self.open_module(session, AFILIACION).await;
        if let Some(opened) = report.page("módulo de afiliación", module) {
            report.sending_form(self, session, opened).await;
        }
        report.results(self, session).await;
        report.0
    }
}

struct Report(Vec<String>);

impl Report {
    fn say(&mut self, line: String) {
        self.0.push(line);
    }

    fn differs(&mut self, what: &str) {
        self.say(format!("{DIFFERS}: {what}"));
    }

    async fn home(&mut self, client: &Client) {
        self.say("== página inicial".to_owned());
        match client.get(client.base().clone(), None, Body::Page).await {
            Ok(answer) => {
                self.say(format!("respuesta {}", answer.status.as_u16()));
                self.outline(&answer.page());
            }
            Err(error) => self.differs(&error.to_string()),
        }
    }

    /// Notes a page; `None` where there is none.
    fn page(&mut self, name: &str, opened: Result<Opened, IdseError>) -> Option<Opened> {
        self.say(format!("== {name}"));
        match opened {
            Ok(opened) => {
                self.outline(&opened.page);
                Some(opened)
            }
            // Its words may name somebody; its kind does not.
            Err(IdseError::Refused { .. }) => {
                self.differs("IDSE contestó con un mensaje de error");
                None
            }
            Err(error) => {
                self.differs(&error.to_string());
                None
            }
        }
    }

    fn outline(&mut self, page: &Page) {
        self.0.extend(page.outline.iter().cloned());
    }

    async fn sending_form(&mut self, client: &Client, session: &SessionCookie, module: Opened) {
        let address = module.url.clone();
        match client.find_form(session, module, takes_a_lote).await {
            Ok(Ok((opened, form))) => {
                if opened.url != address {
                    self.say("== página de envío".to_owned());
                    self.outline(&opened.page);
                }
                for unknown in unknown_fields(&form) {
                    self.differs(&unknown);
                }
            }
            Ok(Err(_)) => self.differs("ninguna página lleva a un formulario que tome un archivo"),
            Err(error) => self.differs(&error.to_string()),
        }
    }

    async fn results(&mut self, client: &Client, session: &SessionCookie) {
        let form = [
            ("loteID", ""),
            ("loteFecha", ""),
            ("act", "encuesta"),
            ("paginacion", "50"),
        ];
        self.say("== resultados (AfiliaResultados.idse)".to_owned());
        let answer = client
            .post("AfiliaResultados.idse", &form, Some(session), Body::Page)
            .await;
        match answer.and_then(|answer| answer.session_page()) {
            Ok(page) => {
                self.outline(&page);
                match listed_lotes(&page) {
                    Ok(lotes) => self.say(format!("{} lotes leídos", lotes.len())),
                    Err(error) => self.differs(&error.to_string()),
                }
            }
            Err(IdseError::Refused { .. }) => {
                self.differs("IDSE contestó con un mensaje de error");
            }
            Err(error) => self.differs(&error.to_string()),
        }
    }
}
