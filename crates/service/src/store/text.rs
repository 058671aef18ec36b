//! The text of a search: bounded, folded, each word once.

use model::limits::{SEARCH_MAX_CHARACTERS, SEARCH_MAX_WORDS};

use crate::values::folded;

/// The words of a search, at most [`SEARCH_MAX_WORDS`]. Each must begin a word of what is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchText(Vec<String>);

/// The text is longer than a search may be, or has more words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more text than a search may hold")]
pub struct TooMuchText;

impl SearchText {
    /// Parses what was typed. Words that come twice count once.
    ///
    /// # Errors
    ///
    /// [`TooMuchText`] beyond 100 characters or 8 different words.
    pub fn parse(typed: &str) -> Result<Self, TooMuchText> {
        let typed = typed.trim();
        // Bytes first: counting the characters of a megabyte is work that nobody asked for.
        if typed.len() > 4 * SEARCH_MAX_CHARACTERS || typed.chars().count() > SEARCH_MAX_CHARACTERS
        {
            return Err(TooMuchText);
        }
        let mut words: Vec<String> = Vec::new();
        for word in search_words(typed) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if words.len() > SEARCH_MAX_WORDS {
            return Err(TooMuchText);
        }
        Ok(Self(words))
    }

    /// Returns the words, folded.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word begins one of `known`, which are folded.
    pub fn is_found_in<'a>(&self, known: impl IntoIterator<Item = &'a str>) -> bool {
        let known: Vec<&str> = known.into_iter().collect();
        self.0
            .iter()
            .all(|asked| known.iter().any(|word| word.starts_with(asked.as_str())))
    }
}

/// Returns the words of a text as a search compares them: folded, without the signs that people write
/// inside numbers.
pub fn search_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(|word| folded(&word.replace(['-', '.', ','], "")))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{SearchText, TooMuchText};

    #[test]
    fn folds_the_words_and_keeps_each_once() {
        let text = SearchText::parse(" Núñez  NUNEZ 9291-90-8443-1 ").unwrap();
        assert_eq!(text.words(), ["nunez", "92919084431"]);
        assert!(SearchText::parse(" - ").unwrap().is_empty());
    }

    #[test]
    fn takes_a_hundred_characters_and_eight_words() {
        assert!(SearchText::parse(&"ñ".repeat(100)).is_ok());
        assert_eq!(SearchText::parse(&"ñ".repeat(101)), Err(TooMuchText));
        assert!(SearchText::parse("a b c d e f g h h a").is_ok());
        assert_eq!(SearchText::parse("a b c d e f g h i"), Err(TooMuchText));
        assert_eq!(SearchText::parse(&"a".repeat(1_000_000)), Err(TooMuchText));
    }

    #[test]
    fn every_word_begins_a_known_one() {
        let known = ["nunez", "nolasco", "karla"];
        let found = |typed| {
            let text = SearchText::parse(typed).unwrap();
            text.is_found_in(known.iter().copied())
        };
        assert!(found("kar NUÑ"));
        assert!(!found("arla"));
        assert!(!found("karla gomez"));
        assert!(found(""));
    }
}
