//! One setting as it was written: its text, or a value of a type, or why not, by the setting's name.

use std::path::PathBuf;
use std::str::FromStr;

use super::ConfigError;
use super::catalog;
use super::sources::Sources;

pub(super) fn text(sources: &Sources, name: &str) -> Option<String> {
    sources
        .find(name)
        .map(|written| written.value.trim().to_owned())
}

pub(super) fn path(sources: &Sources, name: &str) -> Option<PathBuf> {
    text(sources, name).map(PathBuf::from)
}

pub(super) fn bad(sources: &Sources, name: &str, reason: &str) -> ConfigError {
    let secret = catalog::find(name).is_none_or(|setting| setting.secret);
    let (origin, value) = match sources.find(name) {
        Some(written) => (written.origin.clone(), written.value.as_str()),
        None => (format!("RUBRICA_{name}"), ""),
    };
    let reason = if secret || value.is_empty() {
        reason.to_owned()
    } else {
        format!("{value:?} is {reason}")
    };
    ConfigError::Bad { origin, reason }
}

pub(super) fn parsed<T: FromStr>(
    sources: &Sources,
    name: &str,
    reason: &str,
) -> Result<Option<T>, ConfigError> {
    match text(sources, name) {
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|_| bad(sources, name, reason)),
        None => Ok(None),
    }
}

pub(super) fn choice<T: Copy>(
    sources: &Sources,
    name: &str,
    choices: &[(&str, T)],
) -> Result<Option<T>, ConfigError> {
    let Some(text) = text(sources, name) else {
        return Ok(None);
    };
    match choices.iter().find(|(word, _)| *word == text) {
        Some((_, value)) => Ok(Some(*value)),
        None => {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            Err(bad(
                sources,
                name,
                &format!("none of: {}", words.join(", ")),
            ))
        }
    }
}
