//! XML as nearly every program writes it, read straight from the text: one space before an attribute,
//! its value in double quotes, no entity, no comment, no prefix. What is written in any other way is no
//! error here but `None`, and goes to the parser of XML. Whatever is read comes to what that parser
//! would have made of it (a property test holds the two beside each other).

use super::cell_type::CellType;

/// The plain beginning of a text.
pub(super) struct Plain<'a> {
    text: &'a str,
    at: usize,
}

/// A tag that was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// `<c>`: its content follows.
    Filled,
    /// `<c/>`.
    Empty,
}

impl<'a> Plain<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub(super) fn read(&self) -> usize {
        self.at
    }

    /// Passes over spaces and ends of lines.
    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Passes over exactly this, or over nothing.
    pub(super) fn take(&mut self, expected: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.starts_with(expected.as_bytes())
            .then(|| self.at += expected.len())
    }

    /// What is left of a tag whose name was read: name and value of each attribute, in order.
    pub(super) fn attributes(&mut self, mut each: impl FnMut(&[u8], &[u8])) -> Option<Opened> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(Opened::Filled);
                }
                b'/' if bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(Opened::Empty);
                }
                b' ' => {}
                _ => return None,
            }
            let name = self.at + 1;
            let mut at = name;
            while matches!(bytes.get(at)?, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b':' | b'_') {
                at += 1;
            }
            if at == name || bytes[at] != b'=' || *bytes.get(at + 1)? != b'"' {
                return None;
            }
            let value = at + 2;
            let mut end = value;
            loop {
                match bytes.get(end)? {
                    b'"' => break,
                    b'<' | b'>' | b'&' | b'\'' => return None,
                    _ => end += 1,
                }
            }
            each(&bytes[name..at], &bytes[value..end]);
            self.at = end + 1;
        }
    }

    /// Text up to the next tag.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| matches!(byte, b'<' | b'&'))?;
        if rest[length] == b'&' {
            return None;
        }
        let text = &self.text[self.at..self.at + length];
        self.at += length;
        Some(text)
    }

    /// The text of a `<t>`, without its rich and phonetic kin, up to behind its end.
    pub(super) fn t(&mut self) -> Option<&'a str> {
        self.take("<t>")
            .or_else(|| self.take("<t xml:space=\"preserve\">"))?;
        let text = self.text()?;
        self.take("</t>")?;
        Some(text)
    }

    /// The content of a `<c>` whose tag was read, up to behind its end: its value, as written.
    pub(super) fn value(&mut self, kind: CellType) -> Option<&'a str> {
        self.skip_space();
        let mut value = "";
        if kind == CellType::Inline {
            if self.take("<is>").is_some() {
                value = self.t()?;
                self.take("</is>")?;
            }
        } else if self.take("<v>").is_some() {
            value = self.text()?;
            self.take("</v>")?;
        }
        self.skip_space();
        self.take("</c>")?;
        Some(value)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was found, `name=value`, and how the tag ended.
    fn attributes(text: &str) -> Option<(Vec<String>, bool)> {
        let mut found = Vec::new();
        let opened = Plain::of(text).attributes(|name, value| {
            let [name, value] = [name, value].map(|bytes| std::str::from_utf8(bytes).unwrap());
            found.push(format!("{name}={value}"));
        })?;
        Some((found, opened == Opened::Empty))
    }

    #[test]
    fn plain_attributes_are_read_and_others_are_left_to_the_parser() {
        let (found, empty) = attributes(r#" r="B2" xml:space="">…"#).unwrap();
        assert_eq!(
            (found, empty),
            (vec!["r=B2".into(), "xml:space=".into()], false)
        );
        assert_eq!(attributes("/>"), Some((Vec::new(), true)));
        for other in [
            r#" r='B2'>"#,
            r#"  r="B2">"#,
            r#" r = "B2">"#,
            r#" r="&#66;2">"#,
            r#" r="a>b">"#,
            r#" r="B2"s="1">"#,
            r#" r="B2""#,
            "x>",
            "",
        ] {
            assert!(attributes(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_value_is_read_where_nothing_else_stands_in_its_cell() {
        let value = |text, kind| Plain::of(text).value(kind);
        assert_eq!(value("<v>12</v></c>", CellType::Number), Some("12"));
        assert_eq!(value("</c>", CellType::Inline), Some(""));
        let spaced = "\n <is><t xml:space=\"preserve\"> Ñ </t></is>\n</c>";
        assert_eq!(value(spaced, CellType::Inline), Some(" Ñ "));
        for other in [
            "<f>A1</f><v>12</v></c>",
            "<v>1</v><v>2</v></c>",
            "<v>A &amp; B</v></c>",
            "<is><t>x</t></is></c>",
            "<v>12",
            "<v/></c>",
        ] {
            assert_eq!(value(other, CellType::Text), None, "{other}");
        }
        assert_eq!(value("<v>12</v></c>", CellType::Inline), None);
    }
}
