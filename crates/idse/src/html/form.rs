//! The forms of a page, as a browser would send them.

use html_tree::{NodeId, Tree};

use crate::text::{fold, one_line};

/// One form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Where it goes, as written; empty: to its own page.
    pub(crate) action: String,
    /// By POST; otherwise its fields are the query of a GET.
    pub(crate) post: bool,
    pub(crate) encoding: Encoding,
    /// Its `name`, or its `id`.
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
}

/// How the fields of a form are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    UrlEncoded,
    Multipart,
}

/// One field with a name. A group of radio buttons is one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// What a browser would send if nobody touched it; `None`: nothing.
    pub(crate) value: Option<String>,
    pub(crate) required: bool,
    pub(crate) kind: FieldKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Hidden,
    Text,
    Password,
    File,
    /// One of these values, each with the words beside it.
    Choice(Vec<(String, String)>),
    /// Sent or not.
    Tick,
    /// Sent by who presses it.
    Button,
}

/// Every form of a page, in its order.
pub(super) fn forms(tree: &Tree) -> Vec<Form> {
    let nodes = tree.walk(Tree::ROOT, |name| name != "template");
    let of_name = |node: NodeId, wanted: &str| tree.name(node) == Some(wanted);
    let heads: Vec<NodeId> = nodes
        .iter()
        .copied()
        .filter(|node| of_name(*node, "form"))
        .collect();
    let mut forms: Vec<Form> = heads.iter().map(|head| Form::head(tree, *head)).collect();
    for node in nodes {
        let Some(owner) = owner(tree, node, &heads) else {
            continue;
        };
        if let Some(field) = Field::read(tree, node) {
            forms[owner].add(field);
        }
    }
    forms
}

/// The form of a field, by its place among the forms.
fn owner(tree: &Tree, node: NodeId, heads: &[NodeId]) -> Option<usize> {
    let form = match tree.attribute(node, "form") {
        Some(id) => heads
            .iter()
            .copied()
            .find(|head| tree.attribute(*head, "id") == Some(id)),
        None => tree.form_of(node),
    };
    heads.iter().position(|head| Some(*head) == form)
}

impl Form {
    fn head(tree: &Tree, node: NodeId) -> Self {
        let value = |name| {
            tree.attribute(node, name)
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let multipart = value("enctype").eq_ignore_ascii_case("multipart/form-data");
        let name = value("name");
        Self {
            action: value("action"),
            post: value("method").eq_ignore_ascii_case("post"),
            encoding: if multipart {
                Encoding::Multipart
            } else {
                Encoding::UrlEncoded
            },
            name: if name.is_empty() { value("id") } else { name },
            fields: Vec::new(),
        }
    }

    /// Takes a field; a radio button joins its group.
    fn add(&mut self, field: Field) {
        let group = self.fields.iter_mut().find(|known| {
            let radios = matches!(
                (&known.kind, &field.kind),
                (FieldKind::Choice(_), FieldKind::Choice(_))
            );
            radios && known.name == field.name
        });
        let Some(group) = group else {
            self.fields.push(field);
            return;
        };
        if let (FieldKind::Choice(known), FieldKind::Choice(more)) = (&mut group.kind, field.kind) {
            known.extend(more);
        }
        group.required |= field.required;
        group.value = field.value.or(group.value.take());
    }
}

impl Field {
    /// `None` for what sends nothing.
    fn read(tree: &Tree, node: NodeId) -> Option<Self> {
        let element = tree.name(node)?;
        if !matches!(element, "input" | "select" | "textarea" | "button") {
            return None;
        }
        let attribute = |name| tree.attribute(node, name);
        let name = attribute("name")
            .map(str::trim)
            .filter(|name| !name.is_empty())?
            .to_owned();
        if attribute("disabled").is_some() {
            return None;
        }
        let required = is_required(tree, node);
        let value = attribute("value").map(str::to_owned);
        let kind = attribute("type").unwrap_or_default().to_ascii_lowercase();
        let (kind, value) = match (element, kind.as_str()) {
            ("select", _) => choice(tree, node),
            ("textarea", _) => {
                let text = tree.text_below(node, |_| true);
                (FieldKind::Text, Some(text.trim().to_owned()))
            }
            ("button", "button" | "reset") | (_, "reset") => return None,
            ("button", _) | ("input", "submit" | "image") => (FieldKind::Button, value),
            ("input", "button") => return None,
            ("input", "file") => (FieldKind::File, None),
            ("input", "hidden") => (FieldKind::Hidden, Some(value.unwrap_or_default())),
            ("input", "password") => (FieldKind::Password, Some(value.unwrap_or_default())),
            ("input", "checkbox") => {
                let ticked = attribute("checked").is_some();
                let sent = value.unwrap_or_else(|| "on".to_owned());
                (FieldKind::Tick, ticked.then_some(sent))
            }
            ("input", "radio") => {
                let sent = value.unwrap_or_else(|| "on".to_owned());
                let chosen = attribute("checked").is_some().then(|| sent.clone());
                let words = attribute("title").or_else(|| attribute("aria-label"));
                let words = words.unwrap_or_default().to_owned();
                (FieldKind::Choice(vec![(sent, words)]), chosen)
            }
            _ => (FieldKind::Text, Some(value.unwrap_or_default())),
        };
        Some(Self {
            name,
            value,
            required,
            kind,
        })
    }
}

fn is_required(tree: &Tree, node: NodeId) -> bool {
    let attribute = |name| tree.attribute(node, name);
    let class = fold(attribute("class").unwrap_or_default());
    attribute("required").is_some()
        || attribute("aria-required") == Some("true")
        || class
            .split(' ')
            .any(|word| matches!(word, "required" | "obligatorio" | "requerido"))
}

/// The options of a list, and the one that a browser shows.
fn choice(tree: &Tree, node: NodeId) -> (FieldKind, Option<String>) {
    let mut options = Vec::new();
    let mut chosen = None;
    for option in tree.walk(node, |_| true) {
        let gone = tree.attribute(option, "disabled").is_some();
        if tree.name(option) != Some("option") || gone {
            continue;
        }
        let words = one_line(&tree.text_below(option, |_| true));
        let value = tree.attribute(option, "value").unwrap_or(&words).to_owned();
        if tree.attribute(option, "selected").is_some() {
            chosen = Some(value.clone());
        }
        options.push((value, words));
    }
    let shown = chosen.or_else(|| options.first().map(|(value, _)| value.clone()));
    (FieldKind::Choice(options), shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(html: &str) -> Form {
        let forms = forms(&Tree::parse(html));
        assert_eq!(forms.len(), 1);
        forms.into_iter().next().unwrap()
    }

    #[test]
    fn a_form_is_read_as_a_browser_would_send_it() {
        let form = only(
            "<form id=f action=' Envio.idse?x=1 ' METHOD=Post enctype='multipart/form-data'>\
             <input type=hidden name=token value='a&amp;b'><input type=file name=archivo required>\
             <select name=tipo class='form-control obligatorio'><option value=''>Elige<option value=08 selected>Alta</select>\
             <input type=radio name=r value=1><input type=radio name=r value=2 checked>\
             <input type=checkbox name=acepto required><input name=gone disabled><input type=button name=b>\
             <textarea name=nota> hola </textarea><button name=enviar value=1>Enviar</button></form>\
             <input name=lejos form=f value=9>",
        );
        assert_eq!(
            (form.action.as_str(), form.post, form.encoding),
            ("Envio.idse?x=1", true, Encoding::Multipart)
        );
        let sent: Vec<(&str, Option<&str>, bool)> = form
            .fields
            .iter()
            .map(|f| (f.name.as_str(), f.value.as_deref(), f.required))
            .collect();
        assert_eq!(
            sent,
            [
                ("token", Some("a&b"), false),
                ("archivo", None, true),
                ("tipo", Some("08"), true),
                ("r", Some("2"), false),
                ("acepto", None, true),
                ("nota", Some("hola"), false),
                ("enviar", Some("1"), false),
                ("lejos", Some("9"), false),
            ]
        );
    }

    #[test]
    fn a_list_shows_its_first_option() {
        let form = only("<form><select name=a><option>Uno<option>Dos</select></form>");
        assert_eq!(form.fields[0].value.as_deref(), Some("Uno"));
        assert!(!form.post);
    }
}
