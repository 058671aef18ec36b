//! Refuses the words that docs/glossary.md lists under "Words we do not write".
//!
//! The table there is the only list. It applies to identifiers, comments, test names and documents;
//! rows of the table itself are the one exception.
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::report::{Count, Outcome};
use crate::paths::Paths;
use crate::process::say;

/// Where the table is, below the checkout.
const GLOSSARY: &str = "docs/glossary.md";

/// The heading above the table.
const HEADING: &str = "## Words we do not write";

/// What is searched, by the end of the file name.
const EXTENSIONS: [&str; 4] = ["rs", "ts", "scss", "md"];

/// Folders that hold nothing we wrote. Hidden folders are skipped too.
const SKIPPED: [&str; 4] = ["target", "node_modules", "dist", "data"];

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
struct Banned {
    /// The words of the phrase, in lower case.
    phrase: Vec<String>,
    /// What to write in its place.
    instead: String,
    /// How many uses the whole tree may have.
    at_most: usize,
}

/// A use of a banned phrase.
#[derive(Debug, PartialEq, Eq)]
struct Use {
    file: String,
    line: usize,
}

/// Searches the checkout. Each row of the table counts as a test.
///
/// # Errors
/// The table is missing or malformed, or a file cannot be read.
pub(crate) fn check(paths: &Paths) -> Result<Outcome> {
    let glossary = read(&paths.root.join(GLOSSARY))?;
    let banned = table(&glossary)?;
    let mut uses: Vec<Vec<Use>> = banned.iter().map(|_| Vec::new()).collect();
    for file in files(&paths.root)? {
        let text = read(&paths.root.join(&file))?;
        let text = if file == GLOSSARY {
            without_table(&text)
        } else {
            text
        };
        let words = words(&text);
        for (banned, uses) in banned.iter().zip(&mut uses) {
            uses.extend(lines_with(&words, &banned.phrase).map(|line| Use {
                file: file.clone(),
                line,
            }));
        }
    }
    let mut count = Count::default();
    for (banned, uses) in banned.iter().zip(&uses) {
        if uses.len() <= banned.at_most {
            count.passed += 1;
            continue;
        }
        count.failed += 1;
        let phrase = banned.phrase.join(" ");
        for Use { file, line } in uses {
            println!("{file}:{line}: {phrase}");
        }
        say(format!(
            "WRONG: \"{phrase}\" has {} uses, {} allowed. Write: {}",
            uses.len(),
            banned.at_most,
            banned.instead
        ));
    }
    Ok(Outcome::Tested(count))
}

/// Parses the table below [`HEADING`].
fn table(glossary: &str) -> Result<Vec<Banned>> {
    let rows = table_lines(glossary)
        .filter_map(|(_, line)| row(line).transpose())
        .collect::<Result<Vec<_>>>()?;
    ensure!(!rows.is_empty(), "{GLOSSARY} has no \"{HEADING}\" table");
    Ok(rows)
}

/// Parses one row; `None` for the heading row and the rule below it.
fn row(line: &str) -> Result<Option<Banned>> {
    let cells: Vec<&str> = line
        .trim()
        .trim_matches('|')
        .split('|')
        .map(str::trim)
        .collect();
    let [phrase, instead, at_most] = cells[..] else {
        bail!("three cells expected in {GLOSSARY}: {line}");
    };
    if phrase == "not" || phrase.starts_with('-') {
        return Ok(None);
    }
    let at_most = match at_most {
        "" => 0,
        number => number
            .parse()
            .with_context(|| format!("not a number in {GLOSSARY}: {line}"))?,
    };
    Ok(Some(Banned {
        phrase: words(phrase).into_iter().map(|word| word.text).collect(),
        instead: instead.to_owned(),
        at_most,
    }))
}

/// The lines of the table, each with its index in the document.
fn table_lines(glossary: &str) -> impl Iterator<Item = (usize, &str)> {
    glossary
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != HEADING)
        .skip(1)
        .take_while(|(_, line)| !line.starts_with('#'))
        .filter(|(_, line)| line.starts_with('|'))
}

/// The glossary with the rows of the table left empty, so that line numbers stay.
fn without_table(glossary: &str) -> String {
    let table: Vec<usize> = table_lines(glossary).map(|(index, _)| index).collect();
    let kept = glossary.lines().enumerate().map(
        |(index, line)| {
            if table.contains(&index) { "" } else { line }
        },
    );
    kept.collect::<Vec<_>>().join("\n")
}

/// A word of a file.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    /// In lower case.
    text: String,
    /// From 1.
    line: usize,
    /// Whether nothing but space, an underscore or a comment's mark is between it and the word before.
    follows: bool,
}

/// Splits a file into words. Identifiers are split at underscores and at capitals.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut follows = true;
        let mut word = String::new();
        let mut characters = line.chars().peekable();
        let mut before = ' ';
        while let Some(character) = characters.next() {
            let begins = character.is_uppercase()
                && (before.is_lowercase()
                    || before.is_uppercase()
                        && characters.peek().is_some_and(|next| next.is_lowercase()));
            if !word.is_empty() && (begins || !character.is_alphabetic()) {
                let text = std::mem::take(&mut word);
                words.push(Word {
                    text,
                    line: index + 1,
                    follows,
                });
                follows = true;
            }
            if character.is_alphabetic() {
                word.extend(character.to_lowercase());
            } else {
                follows &= matches!(character, ' ' | '\t' | '_' | '/' | '!' | '*');
            }
            before = character;
        }
        if !word.is_empty() {
            words.push(Word {
                text: word,
                line: index + 1,
                follows,
            });
            follows = true;
        }
        // A sentence that ends with the line does not go on in the next one.
        if !follows {
            words.push(Word {
                text: String::new(),
                line: index + 1,
                follows,
            });
        }
    }
    words
}

/// The lines on which a phrase begins.
fn lines_with<'a>(words: &'a [Word], phrase: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    words
        .windows(phrase.len())
        .filter(move |window| {
            window.iter().map(|word| &word.text).eq(phrase)
                && window.iter().skip(1).all(|word| word.follows)
        })
        .filter_map(|window| window.first().map(|word| word.line))
}

/// Every file to search, below the root, with `/` between folders.
fn files(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        let entries =
            fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let below = if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            };
            if entry.file_type()?.is_dir() {
                if !name.starts_with('.') && !SKIPPED.contains(&name) {
                    folders.push(below);
                }
            } else if Path::new(name)
                .extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| EXTENSIONS.contains(&extension))
            {
                found.push(below);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# Glossary\n\n## Words we do not write\nWhy.\n\n| not | but | at most |\n|---|---|---|\n| spake | says | 2 |\n| woe of | trouble with | |\n\n## After\n| a | b |\n";

    fn found(text: &str, phrase: &str) -> Vec<usize> {
        let phrase: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        lines_with(&words(text), &phrase).collect()
    }

    #[test]
    fn reads_words_replacements_and_limits() {
        let table = table(TABLE).unwrap();
        assert_eq!(table.len(), 2);
        assert_eq!(
            (table[0].phrase.as_slice(), table[0].at_most),
            (&["spake".to_owned()][..], 2)
        );
        assert_eq!(
            (table[1].phrase.join(" "), table[1].at_most),
            ("woe of".to_owned(), 0)
        );
        assert_eq!(table[1].instead, "trouble with");
    }

    #[test]
    fn refuses_a_missing_or_malformed_table() {
        assert!(table("# Glossary\n").is_err());
        assert!(table(&TABLE.replace("| 2 |", "| many |")).is_err());
        assert!(table(&TABLE.replace("| says | 2 |", "| says |")).is_err());
    }

    #[test]
    fn leaves_out_only_the_rows_of_the_table() {
        assert!(found(&without_table(TABLE), "spake").is_empty());
        let elsewhere = format!("It spake.\n{TABLE}");
        assert_eq!(found(&without_table(&elsewhere), "spake"), [1]);
    }

    #[test]
    fn finds_words_in_every_kind_of_identifier() {
        for text in [
            "he spake",
            "fn is_spake()",
            "struct PageSpake;",
            "SPAKE",
            "HTTPSpake",
            "mod spake;",
        ] {
            assert_eq!(found(text, "spake"), [1], "{text}");
        }
        for text in ["bespake", "spakes", "he speaks"] {
            assert!(found(text, "spake").is_empty(), "{text}");
        }
    }

    #[test]
    fn finds_a_phrase_across_comment_lines() {
        assert_eq!(found("/// a woe\n    /// of kings", "woe of"), [1]);
        assert_eq!(found("fn woe_of_kings()", "woe of"), [1]);
        assert_eq!(found("\n * the woe\n * of kings", "woe of"), [2]);
    }

    #[test]
    fn a_phrase_does_not_reach_over_punctuation() {
        for text in [
            "woe. Of kings",
            "// woe,\n// of kings",
            "woe: of",
            "let woe = of;",
        ] {
            assert!(found(text, "woe of").is_empty(), "{text}");
        }
    }

    #[test]
    fn every_word_of_the_real_table_is_found_in_a_comment() {
        let paths = Paths::find().unwrap();
        let table = table(&read(&paths.root.join(GLOSSARY)).unwrap()).unwrap();
        for banned in table {
            let phrase = banned.phrase.join(" ");
            assert_eq!(found(&format!("// It {phrase} it."), &phrase), [1]);
        }
    }

    #[test]
    fn searches_code_styles_stories_and_documents() {
        let paths = Paths::find().unwrap();
        let files = files(&paths.root).unwrap();
        for known in [
            "CONTRIBUTING.md",
            "xtask/src/test/words.rs",
            "docs/glossary.md",
            "end2end/support/test.ts",
        ] {
            assert!(files.iter().any(|file| file == known), "{known}");
        }
        assert!(files.iter().any(|file| file.ends_with(".scss")));
        assert!(!files.iter().any(|file| file.contains("node_modules/")));
    }
}
