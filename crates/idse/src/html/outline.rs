//! What a page is made of, without what it says of anybody: kept where the portal differs from what this
//! program knows, for the people who maintain it.
//!
//! Names of forms and fields, headings of tables, titles. Never a value, a cell, a cookie or a query. A word
//! with digits in it may be a number of somebody's, and is masked.

use html_tree::{NodeId, Tree};

use super::form::{self, Encoding, FieldKind, Form};
use super::{is_visible, words};
use crate::text::shorten;

/// More lines than any page of forms has; what is beyond is counted.
const LINES: usize = 80;
const WORDS: usize = 120;

/// One line for each thing that the page has.
pub(super) fn of(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |kind: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{kind}: {text}"));
        }
    };
    for node in tree.walk(Tree::ROOT, is_visible) {
        match tree.name(node) {
            Some("title") => add("título", masked(&words(tree, node))),
            Some("h1" | "h2" | "h3" | "h4" | "caption" | "legend") => {
                add("encabezado", masked(&words(tree, node)));
            }
            Some("table") => add("tabla", headings(tree, node)),
            Some("a") => add("enlace", link(tree, node)),
            Some("iframe" | "frame") => {
                let place = tree.attribute(node, "src").unwrap_or_default();
                add("marco", address(place));
            }
            _ => {}
        }
    }
    lines.extend(form::forms(tree).iter().flat_map(described));
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        lines.truncate(LINES);
        lines.push(format!("y {more} líneas más"));
    }
    lines
}

/// The first row of a table, if all its cells are headings.
fn headings(tree: &Tree, table: NodeId) -> String {
    let nodes = tree.walk(table, |name| name != "table");
    let Some(row) = nodes.into_iter().find(|n| tree.name(*n) == Some("tr")) else {
        return String::new();
    };
    let cells = tree.children(row).iter().copied();
    let cells: Vec<NodeId> = cells.filter(|n| tree.name(*n).is_some()).collect();
    if cells.iter().any(|cell| tree.name(*cell) != Some("th")) {
        return format!("{} columnas sin encabezado", cells.len());
    }
    let words: Vec<String> = cells
        .iter()
        .map(|cell| masked(&words(tree, *cell)))
        .collect();
    words.join(" | ")
}

fn link(tree: &Tree, node: NodeId) -> String {
    let Some(href) = tree.attribute(node, "href") else {
        return String::new();
    };
    format!("{} → {}", masked(&words(tree, node)), address(href))
}

fn described(form: &Form) -> Vec<String> {
    let method = if form.post { "POST" } else { "GET" };
    let encoding = match form.encoding {
        Encoding::UrlEncoded => "",
        Encoding::Multipart => ", multipart",
    };
    let mut lines = vec![format!(
        "formulario: {} {method} {}{encoding}",
        masked(&form.name),
        address(&form.action)
    )];
    lines.extend(form.fields.iter().map(|field| {
        let kind = match &field.kind {
            FieldKind::Hidden => "oculto".to_owned(),
            FieldKind::Text => "texto".to_owned(),
            FieldKind::Password => "contraseña".to_owned(),
            FieldKind::File => "archivo".to_owned(),
            FieldKind::Choice(options) => format!("lista de {}", options.len()),
            FieldKind::Tick => "casilla".to_owned(),
            FieldKind::Button => "botón".to_owned(),
        };
        let required = if field.required { ", obligatorio" } else { "" };
        format!("campo: {} ({kind}{required})", masked(&field.name))
    }));
    lines
}

/// An address without its query; of a script no more than the function that it calls.
fn address(href: &str) -> String {
    let end = if href
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("javascript:")
    {
        href.find('(')
    } else {
        href.find(['?', '#', ';'])
    };
    masked(&href[..end.unwrap_or(href.len())])
}

/// Words with a digit in them, or an at sign, may name somebody.
fn masked(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            // "pkcs7" is a name; "EKU9003173C9" is somebody's.
            if digits > 2 || word.contains('@') {
                "•"
            } else {
                word
            }
        })
        .collect();
    shorten(&words.join(" "), WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_names_what_there_is_and_nobody() {
        let lines = of(&Tree::parse(
            "<title>IDSE</title><h2>Envío de EKU9003173C9</h2><p>Bienvenida, Karla</p>\
             <table><tr><th>Lote<th>Fecha<tr><td>700000001<td>hoy</table>\
             <a href='javascript:irA(1);'>Afiliación</a><a href='Ver.idse?rfc=EKU9003173C9'>Ver</a>\
             <form name=frm method=post action='E.idse;jsessionid=s3cret?x=1'>\
             <input type=hidden name=token value=s3cret><input type=file name=archivo required></form>",
        ));
        assert_eq!(
            lines,
            [
                "título: IDSE",
                "encabezado: Envío de •",
                "tabla: Lote | Fecha",
                "enlace: Afiliación → javascript:irA",
                "enlace: Ver → Ver.idse",
                "formulario: frm POST E.idse",
                "campo: token (oculto)",
                "campo: archivo (archivo, obligatorio)",
            ]
        );
    }

    #[test]
    fn a_long_page_is_cut_and_counted() {
        let page = "<h1>Uno</h1>".repeat(100);
        let lines = of(&Tree::parse(&page));
        assert_eq!(lines.len(), 81);
        assert_eq!(lines[80], "y 20 líneas más");
    }
}
