//! The simulator's pages. Every one says in its first line that nothing reaches IMSS.

use axum::response::Html;

/// What every page says.
pub(crate) const NOTICE: &str = "Simulador de IDSE: nada llega al IMSS";

/// A whole page; `body` is markup.
pub(crate) fn page(title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!doctype html>\n<html lang=\"es-MX\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>body{{font:16px/1.5 sans-serif;margin:2rem;max-width:60rem}}\
         .aviso{{background:#fff3cd;color:#513c06;padding:.5rem 1rem}}\
         td,th{{padding:.25rem .75rem;text-align:left;border-bottom:1px solid #ccc}}</style></head>\n\
         <body>\n<p class=\"aviso\">{NOTICE}</p>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n",
        title = escape(title),
    ))
}

/// A table of two columns: name and value.
pub(crate) fn fields(rows: &[(&str, &str)]) -> String {
    let rows: String = rows
        .iter()
        .map(|(name, value)| {
            format!(
                "<tr><th>{}</th><td>{}</td></tr>\n",
                escape(name),
                escape(value)
            )
        })
        .collect();
    format!("<table>\n{rows}</table>\n")
}

/// A table with headings; the cells of `rows` are markup.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let headings: String = headings
        .iter()
        .map(|heading| format!("<th>{}</th>", escape(heading)))
        .collect();
    let rows: String = rows
        .iter()
        .map(|row| {
            let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<tr>{cells}</tr>\n")
        })
        .collect();
    format!("<table>\n<tr>{headings}</tr>\n{rows}</table>\n")
}

/// Text as markup.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_says_what_it_is_and_foreign_text_stays_text() {
        let Html(page) = page("<Lotes>", &fields(&[("a", "<b>&")]));
        assert!(page.contains(NOTICE));
        assert!(page.contains("&lt;Lotes&gt;") && page.contains("&lt;b&gt;&amp;"));
    }
}
