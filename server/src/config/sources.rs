//! Collects what was written where, and refuses names that are no setting.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ConfigError;
use super::catalog;

/// The file that is read when `RUBRICA_CONFIG` names none and it exists.
const DEFAULT_FILE: &str = "rubrica.toml";
const PREFIX: &str = "RUBRICA_";

/// A value with where it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// The value, as text.
    pub value: String,
    /// `RUBRICA_LISTEN`, or `rubrica.toml: listen`.
    pub origin: String,
}

/// Everything that was written, by setting.
#[derive(Default)]
pub struct Sources(BTreeMap<&'static str, Written>);

impl Sources {
    /// Reads variables (any that do not begin with `RUBRICA_` are passed over) and the file.
    ///
    /// # Errors
    /// An unknown name, or a file that cannot be read.
    pub fn collect(
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut from_variables = Self::default();
        for (variable, value) in variables {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            let Some(setting) = catalog::find(name) else {
                return Err(ConfigError::Unknown { origin: variable });
            };
            let written = Written {
                value,
                origin: variable,
            };
            from_variables.0.insert(setting.name, written);
        }
        let mut all = match from_variables.file()? {
            Some(path) => Self::from_file(&path)?,
            None => Self::default(),
        };
        all.0.extend(from_variables.0);
        Ok(all)
    }

    fn file(&self) -> Result<Option<PathBuf>, ConfigError> {
        if let Some(named) = self.0.get("CONFIG") {
            return Ok(Some(PathBuf::from(&named.value)));
        }
        let default = Path::new(DEFAULT_FILE);
        let exists = default
            .try_exists()
            .map_err(|source| ConfigError::Unreadable {
                path: default.to_owned(),
                source,
            })?;
        Ok(exists.then(|| default.to_owned()))
    }

    fn from_file(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        // The parser's own Display quotes the line, which may hold a password.
        let table: toml::Table =
            text.parse()
                .map_err(|e: toml::de::Error| ConfigError::NotToml {
                    path: path.to_owned(),
                    reason: e.message().to_owned(),
                })?;
        let mut sources = Self::default();
        for (key, value) in table {
            let origin = format!("{}: {key}", path.display());
            let setting = catalog::find(&key.to_ascii_uppercase())
                .filter(|setting| setting.name != "CONFIG" && key == key.to_ascii_lowercase())
                .ok_or_else(|| ConfigError::Unknown {
                    origin: origin.clone(),
                })?;
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(flag) => flag.to_string(),
                _ => {
                    let reason = "takes a text, a number or true/false".to_owned();
                    return Err(ConfigError::Bad { origin, reason });
                }
            };
            sources.0.insert(setting.name, Written { value, origin });
        }
        Ok(sources)
    }

    /// Returns what was written for a setting; an empty value counts as nothing.
    ///
    /// # Panics
    /// If `name` is not in the catalog.
    pub fn find(&self, name: &str) -> Option<&Written> {
        debug_assert!(
            catalog::find(name).is_some(),
            "{name} is not in the catalog"
        );
        self.0
            .get(name)
            .filter(|written| !written.value.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn an_unknown_variable_is_named() {
        let error = Sources::collect(variables(&[("RUBRICA_LISTN", "x")]))
            .err()
            .unwrap();
        assert!(error.to_string().contains("RUBRICA_LISTN"));
    }

    #[test]
    fn other_programs_variables_are_passed_over() {
        let sources = Sources::collect(variables(&[("PATH", "/bin")])).unwrap();
        assert!(sources.find("LISTEN").is_none());
    }

    #[test]
    fn a_variable_wins_over_the_file_and_an_unknown_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nidse_simulated = true\n").unwrap();
        let path = file.to_str().unwrap();
        let sources = Sources::collect(variables(&[
            ("RUBRICA_CONFIG", path),
            ("RUBRICA_LISTEN", "127.0.0.1:2"),
        ]))
        .unwrap();
        assert_eq!(sources.find("LISTEN").unwrap().value, "127.0.0.1:2");
        assert_eq!(sources.find("IDSE_SIMULATED").unwrap().value, "true");

        std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let error = Sources::collect(variables(&[("RUBRICA_CONFIG", path)]))
            .err()
            .unwrap();
        assert!(error.to_string().contains("lisen"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_toml_is_named_without_its_lines() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.toml");
        std::fs::write(&file, "smtp_url = smtp://u:hunter2@host\n").unwrap();
        let path = file.to_str().unwrap();
        let error = Sources::collect(variables(&[("RUBRICA_CONFIG", path)]))
            .err()
            .unwrap();
        assert!(error.to_string().contains("r.toml"), "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }

    #[test]
    fn a_file_that_is_named_must_exist() {
        let error = Sources::collect(variables(&[("RUBRICA_CONFIG", "no/such.toml")]))
            .err()
            .unwrap();
        assert!(error.to_string().contains("no/such.toml"), "{error}");
    }
}
