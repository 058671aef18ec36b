//! A form of the portal's, filled in, as the request that a browser would make of it.

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder, Url};
use sha2::{Digest as _, Sha256};

use crate::html::Encoding;

/// Where it goes, how, and with what.
#[derive(Debug)]
pub(crate) struct FilledForm {
    pub(crate) url: Url,
    pub(crate) post: bool,
    pub(crate) encoding: Encoding,
    pub(crate) parts: Vec<Part>,
}

/// One field with what it sends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) value: Value,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    File {
        filename: String,
        content_type: &'static str,
        bytes: Vec<u8>,
    },
    /// A file field that nobody picked a file for.
    NoFile,
}

impl FilledForm {
    pub(crate) fn request(&self, http: &Client) -> RequestBuilder {
        if !self.post {
            // A browser puts the fields in the place of whatever query the address had.
            let mut url = self.url.clone();
            url.query_pairs_mut().clear().extend_pairs(self.texts());
            return http.get(url);
        }
        let request = http.post(self.url.clone());
        match self.encoding {
            Encoding::UrlEncoded => request.form(&self.texts()),
            Encoding::Multipart => {
                let boundary = self.boundary();
                let content_type = format!("multipart/form-data; boundary={boundary}");
                request
                    .header(CONTENT_TYPE, content_type)
                    .body(self.multipart(&boundary))
            }
        }
    }

    /// Without a multipart body, of a file a browser sends its name alone.
    fn texts(&self) -> Vec<(&str, &str)> {
        let parts = self.parts.iter();
        parts
            .map(|part| (part.name.as_str(), part.value.as_text()))
            .collect()
    }

    /// A line that stands in none of the parts: it is made of what they hold.
    fn boundary(&self) -> String {
        let mut hash = Sha256::new();
        for part in &self.parts {
            hash.update(part.name.as_bytes());
            hash.update(part.value.bytes());
        }
        let digest = hash.finalize();
        let hex: String = digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("----Rubrica{hex}")
    }

    fn multipart(&self, boundary: &str) -> Vec<u8> {
        let mut body = Vec::new();
        for part in &self.parts {
            let name = quoted(&part.name);
            let head = match &part.value {
                Value::Text(_) => String::new(),
                Value::File {
                    filename,
                    content_type,
                    ..
                } => format!(
                    "; filename=\"{}\"\r\nContent-Type: {content_type}",
                    quoted(filename)
                ),
                Value::NoFile => {
                    "; filename=\"\"\r\nContent-Type: application/octet-stream".to_owned()
                }
            };
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{head}\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(part.value.bytes());
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        body
    }
}

impl Value {
    fn bytes(&self) -> &[u8] {
        match self {
            Value::Text(text) => text.as_bytes(),
            Value::File { bytes, .. } => bytes,
            Value::NoFile => &[],
        }
    }

    fn as_text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            Value::File { filename, .. } => filename,
            Value::NoFile => "",
        }
    }
}

/// As browsers write a name within quotes.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(encoding: Encoding) -> FilledForm {
        FilledForm {
            url: Url::parse("https://idse.imss.gob.mx/imss/E.idse?x=1").unwrap(),
            post: true,
            encoding,
            parts: vec![
                Part {
                    name: "to\"ken".to_owned(),
                    value: Value::Text("ñ&1".to_owned()),
                },
                Part {
                    name: "archivo".to_owned(),
                    value: Value::File {
                        filename: "lote.p7m".to_owned(),
                        content_type: "application/pkcs7-mime",
                        bytes: vec![0, 13, 10],
                    },
                },
                Part {
                    name: "otro".to_owned(),
                    value: Value::NoFile,
                },
            ],
        }
    }

    #[test]
    fn a_multipart_body_is_as_browsers_write_it() {
        let form = form(Encoding::Multipart);
        let boundary = form.boundary();
        assert_eq!(boundary, form.boundary());
        let body = String::from_utf8(form.multipart(&boundary)).unwrap();
        let expected = "--B\r\nContent-Disposition: form-data; name=\"to%22ken\"\r\n\r\nñ&1\r\n\
            --B\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"lote.p7m\"\r\n\
            Content-Type: application/pkcs7-mime\r\n\r\n\0\r\n\r\n\
            --B\r\nContent-Disposition: form-data; name=\"otro\"; filename=\"\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n--B--\r\n";
        assert_eq!(body, expected.replace("--B", &format!("--{boundary}")));
    }

    #[test]
    fn a_get_has_its_fields_in_its_address() {
        let get = FilledForm {
            post: false,
            ..form(Encoding::UrlEncoded)
        };
        let http = Client::builder().build().unwrap();
        let request = get.request(&http).build().unwrap();
        assert_eq!(
            request.url().query(),
            Some("to%22ken=%C3%B1%261&archivo=lote.p7m&otro=")
        );
    }
}
