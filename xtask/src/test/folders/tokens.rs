//! As much of Rust's syntax as is needed to find paths in it: identifiers and signs, without comments,
//! strings and test code.

/// A token of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// From 1.
    pub(super) line: usize,
}

/// Splits a source file. `::` is one token; strings, characters and comments are none.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut cursor = Cursor {
        rest: text,
        line: 1,
    };
    let mut tokens = Vec::new();
    while let Some(character) = cursor.rest.chars().next() {
        let line = cursor.line;
        if cursor.rest.starts_with("//") {
            cursor.skip(cursor.rest.find('\n').unwrap_or(cursor.rest.len()));
        } else if cursor.rest.starts_with("/*") {
            cursor.skip_block_comment();
        } else if let Some(hashes) = raw_string(cursor.rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let opening = cursor.rest.find('"').unwrap_or(0) + 1;
            cursor.skip(opening);
            cursor.skip_past(&end);
        } else if character == '"' {
            cursor.skip_string();
        } else if character == '\'' {
            cursor.skip(character_literal(cursor.rest).unwrap_or(1));
        } else if is_word(character) {
            let end = cursor.rest.find(|c| !is_word(c));
            let word = &cursor.rest[..end.unwrap_or(cursor.rest.len())];
            tokens.push(Token {
                text: word.to_owned(),
                line,
            });
            cursor.skip(word.len());
        } else {
            let sign = if cursor.rest.starts_with("::") {
                2
            } else {
                character.len_utf8()
            };
            if !character.is_whitespace() {
                tokens.push(Token {
                    text: cursor.rest[..sign].to_owned(),
                    line,
                });
            }
            cursor.skip(sign);
        }
    }
    tokens
}

/// Removes attributes, and the items that only tests compile with theirs.
pub(super) fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        match attribute(rest) {
            Some((attribute, mut after)) => {
                if is_for_tests(attribute) {
                    while let Some((_, further)) = self::attribute(after) {
                        after = further;
                    }
                    after = after_item(after);
                }
                rest = after;
            }
            None => {
                kept.push(first.clone());
                rest = after;
            }
        }
    }
    kept
}

/// Splits `#[…]` or `#![…]` from the tokens after it.
fn attribute(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let after_hash = tokens.strip_prefix_text("#")?;
    let bracket = after_hash.strip_prefix_text("!").unwrap_or(after_hash);
    if bracket.first()?.text != "[" {
        return None;
    }
    Some(bracket.split_at(end_of_group(bracket)))
}

/// Whether an attribute is a `cfg` that names `test`. One that negates anything is not.
fn is_for_tests(attribute: &[Token]) -> bool {
    let has = |text: &str| attribute.iter().any(|token| token.text == text);
    has("cfg") && has("test") && !has("not")
}

/// What comes after an item: after its block, or after its semicolon.
fn after_item(tokens: &[Token]) -> &[Token] {
    let is_use = tokens.iter().take(5).any(|token| token.text == "use");
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        match first.text.as_str() {
            ";" => return after,
            "{" if !is_use => return &rest[end_of_group(rest)..],
            "{" | "(" | "[" => rest = &rest[end_of_group(rest)..],
            _ => rest = after,
        }
    }
    rest
}

/// How many tokens the group at the start has, with its brackets.
fn end_of_group(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

trait StripPrefix {
    fn strip_prefix_text(&self, text: &str) -> Option<&[Token]>;
}

impl StripPrefix for [Token] {
    fn strip_prefix_text(&self, text: &str) -> Option<&[Token]> {
        let (first, after) = self.split_first()?;
        (first.text == text).then_some(after)
    }
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl Cursor<'_> {
    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at(bytes);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn skip_past(&mut self, end: &str) {
        let bytes = self.rest.find(end).map(|start| start + end.len());
        self.skip(bytes.unwrap_or(self.rest.len()));
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.skip(2);
            } else if let Some(character) = self.rest.chars().next() {
                self.skip(character.len_utf8());
            }
            if depth == 0 || self.rest.is_empty() {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, character)| {
            let ends = *character == '"' && !escaped;
            escaped = *character == '\\' && !escaped;
            ends
        });
        self.skip(end.map_or(self.rest.len(), |(index, _)| index + 1));
    }
}

/// How many `#` a raw string at the start has.
fn raw_string(text: &str) -> Option<usize> {
    let after = ["r", "br", "cr"].iter().find_map(|prefix| {
        text.strip_prefix(prefix)
            .filter(|rest| rest.starts_with(['#', '"']))
    })?;
    let string = after.trim_start_matches('#');
    string.starts_with('"').then(|| after.len() - string.len())
}

/// How long a character literal at the start is; `None` for a lifetime.
fn character_literal(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    let (_, first) = characters.next()?;
    if first == '\\' {
        let (_, _escaped) = characters.next()?;
        return characters
            .find(|(_, character)| *character == '\'')
            .map(|(index, _)| index + 1);
    }
    let (index, after) = characters.next()?;
    (after == '\'').then_some(index + 1)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn leaves_out_comments_strings_and_characters() {
        assert_eq!(texts("a // b\n/* c /* d */ e */ f"), ["a", "f"]);
        assert_eq!(
            texts(r##"x("a::b \" c", r#"d " e"#, b"f") y"##).join(" "),
            "x ( , , b ) y"
        );
        assert_eq!(texts(r"'a' '\'' '\u{e9}' z"), ["z"]);
        assert_eq!(texts("&'a str"), ["&", "a", "str"]);
    }

    #[test]
    fn counts_lines() {
        let tokens = tokens("a\n/*\n*/ b \"\n\" c");
        let lines: Vec<usize> = tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 3, 4]);
    }

    #[test]
    fn removes_test_items_and_keeps_what_follows() {
        let kept = |source: &str| {
            let kept = without_tests(&tokens(source));
            let kept: Vec<_> = kept.into_iter().map(|token| token.text).collect();
            kept.join(" ")
        };
        assert_eq!(kept("#[cfg(test)] use a::{b, c}; d"), "d");
        assert_eq!(kept("#[cfg(test)] #[x] mod t { e } f"), "f");
        assert_eq!(
            kept("#[cfg(any(test, feature = \"x\"))] fn g() -> [u8; 2] { } h"),
            "h"
        );
        assert_eq!(kept("#[cfg(not(test))] mod i;"), "mod i ;");
        assert_eq!(kept("#![deny(x)] #[inline] fn j() {}"), "fn j ( ) { }");
    }
}
