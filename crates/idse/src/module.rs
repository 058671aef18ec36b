//! From the menu to a module's page, the way a person clicks it (domain facts `[B]`): `Menu.idse` has a form
//! with a field `irA` that posts to `Modulos.idse?irA=NAME`.

use reqwest::Url;

use crate::client::{Client, Step};
use crate::error::IdseError;
use crate::filled::{FilledForm, Part, Value};
use crate::html::{Encoding, FieldKind, Form, Page};
use crate::session::SessionCookie;
use crate::text::fold;

/// A page of the portal, and where it is: its links and forms are relative to that.
pub(crate) struct Opened {
    pub(crate) page: Page,
    pub(crate) url: Url,
}

/// The module of movimientos afiliatorios; its number in the menu is 1.
pub(crate) const AFILIACION: &str = "afiliacion";

/// Words of a link that leads from a module's page to where a file is sent.
const LEADS_TO_SENDING: [&str; 4] = ["envio", "enviar", "presentar", "transmit"];

impl Client {
    /// Opens a module from the menu. A menu without its form is passed by: the module has an address.
    pub(crate) async fn open_module(
        &self,
        session: &SessionCookie,
        name: &str,
    ) -> Result<Opened, IdseError> {
        let menu = self.menu(session).await?;
        let form = menu.as_ref().and_then(|menu| {
            let mut forms = menu.page.forms.iter();
            let found = forms.find(|form| form.fields.iter().any(|field| field.name == "irA"))?;
            Some((menu, found))
        });
        let step = match &form {
            Some((menu, form)) => self.to_module(&menu.url, form, name)?,
            None => {
                let url = self.link(&format!("Modulos.idse?irA={name}"))?;
                FilledForm {
                    url,
                    post: true,
                    encoding: Encoding::UrlEncoded,
                    parts: vec![text("irA", name)],
                }
            }
        };
        self.open(Step::Post(&step), session).await
    }

    /// The page of a module's that has a form which `takes` a lote: the module's own, or one that it leads to.
    pub(crate) async fn find_form(
        &self,
        session: &SessionCookie,
        module: Opened,
        takes: impl Fn(&Form) -> bool,
    ) -> Result<Result<(Opened, Form), Opened>, IdseError> {
        if let Some(form) = form_that(&module.page, &takes) {
            return Ok(Ok((module, form)));
        }
        let leads = |text: &str| {
            let text = fold(text);
            LEADS_TO_SENDING.iter().any(|word| text.contains(word))
        };
        let links = module.page.links.iter();
        let mut links =
            links.filter(|link| leads(&link.text) && !link.href.contains("javascript:"));
        let Some(link) = links.next() else {
            return Ok(Err(module));
        };
        let url = self.link_from(&module.url, &link.href)?;
        let opened = self.open(Step::Get(url), session).await?;
        Ok(match form_that(&opened.page, &takes) {
            Some(form) => Ok((opened, form)),
            None => Err(opened),
        })
    }

    /// `None`: there is no such page.
    async fn menu(&self, session: &SessionCookie) -> Result<Option<Opened>, IdseError> {
        let menu = Step::Get(self.link("Menu.idse")?);
        match self.open(menu, session).await {
            Ok(opened) => Ok(Some(opened)),
            Err(IdseError::PortalFailure { status: 404 | 405 }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn open(
        &self,
        step: Step<'_>,
        session: &SessionCookie,
    ) -> Result<Opened, IdseError> {
        let (answer, url) = self.walk_to(step, session).await?;
        Ok(Opened {
            page: answer.session_page()?,
            url,
        })
    }

    /// The menu's form, as its script sends it: to its module, its fields as they are.
    fn to_module(&self, menu: &Url, form: &Form, name: &str) -> Result<FilledForm, IdseError> {
        let action = match form.action.as_str() {
            "" => "Modulos.idse",
            action => action,
        };
        let mut url = self.link_from(menu, action)?;
        url.query_pairs_mut().clear().append_pair("irA", name);
        let fields = form
            .fields
            .iter()
            .filter(|field| field.kind != FieldKind::Button);
        let parts = fields.filter_map(|field| match field.name.as_str() {
            "irA" => Some(text("irA", name)),
            other => Some(text(other, field.value.as_deref()?)),
        });
        Ok(FilledForm {
            url,
            post: true,
            encoding: Encoding::UrlEncoded,
            parts: parts.collect(),
        })
    }
}

/// The form of a page that is sent by POST and takes a lote; one for files before any other.
fn form_that(page: &Page, takes: impl Fn(&Form) -> bool) -> Option<Form> {
    let forms = page.forms.iter();
    let mut forms: Vec<&Form> = forms.filter(|form| form.post && takes(form)).collect();
    let is_for_files = |form: &&Form| {
        let mut fields = form.fields.iter();
        fields.any(|field| field.kind == FieldKind::File)
    };
    forms.sort_by_key(|form| !is_for_files(form));
    forms.first().map(|form| Form::clone(form))
}

fn text(name: &str, value: &str) -> Part {
    Part {
        name: name.to_owned(),
        value: Value::Text(value.to_owned()),
    }
}
