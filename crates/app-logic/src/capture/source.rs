//! What a new form begins with, as its address says.

/// Where the first values of a new form come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormSource {
    /// What the person used last.
    Usual,
    /// Another movement, by its id.
    Copy(String),
    /// A trabajador of the directory.
    Trabajador {
        /// The NSS.
        nss: String,
        /// Id of the registro patronal, where the address names one.
        registro: Option<String>,
    },
}

impl FormSource {
    /// Reads the query of an address: `query` returns the value of a name.
    pub fn parse(query: impl Fn(&str) -> Option<String>) -> Self {
        match (query("copia"), query("trabajador")) {
            (Some(id), _) => Self::Copy(id),
            (None, Some(nss)) => Self::Trabajador {
                nss,
                registro: query("registro"),
            },
            (None, None) => Self::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FormSource;

    #[test]
    fn reads_source_from_address() {
        let query = |pairs: &'static [(&'static str, &'static str)]| {
            FormSource::parse(|name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(query(&[]), FormSource::Usual);
        assert_eq!(query(&[("copia", "1")]), FormSource::Copy("1".to_owned()));
        assert_eq!(
            query(&[("trabajador", "2"), ("registro", "r")]),
            FormSource::Trabajador {
                nss: "2".to_owned(),
                registro: Some("r".to_owned())
            }
        );
    }
}
