//! The parts of a zipped workbook as XML, each inflated no further than it may be.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::chunks::Chunks;
use super::metered::{Metered, Part};
use crate::error::ReadError;
use crate::limits::MAX_PARTS;

/// A workbook's zip.
pub(crate) struct Parts<R> {
    zip: ZipArchive<R>,
    /// Parts by the name that they are known by.
    places: HashMap<String, usize>,
}

/// The XML of one part.
pub(super) type Xml<'a, R> = quick_xml::Reader<Part<'a, R>>;

impl<R: Read + Seek> Parts<R> {
    pub(super) fn open(reader: R) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(reader)?;
        let mut places = HashMap::with_capacity(zip.len().min(MAX_PARTS));
        for place in 0..zip.len().min(MAX_PARTS) {
            if let Some(Ok(name)) = zip.name_for_index(place) {
                places.entry(known_name(&name)).or_insert(place);
            }
        }
        Ok(Self { zip, places })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&known_name(name))
    }

    /// Whether the name of some part ends so.
    pub(super) fn has_one_ending(&self, end: &str) -> bool {
        self.places.keys().any(|name| name.ends_with(end))
    }

    /// A part, and how many bytes of it were read; `None` where there is none of the name.
    pub(super) fn xml(&mut self, name: &str, most: u64) -> Result<Option<Xml<'_, R>>, ReadError> {
        let Some(metered) = self.part(name, most)? else {
            return Ok(None);
        };
        let mut xml = quick_xml::Reader::from_reader(metered);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.trim_text_start = false;
        config.trim_text_end = false;
        Ok(Some(xml))
    }

    /// A long part, in chunks that end behind elements of a name.
    pub(super) fn chunks(
        &mut self,
        name: &str,
        most: u64,
        element: &'static [u8],
    ) -> Result<Option<Chunks<'_, R>>, ReadError> {
        let part = self.part(name, most)?;
        Ok(part.map(|part| Chunks::of(part, element)))
    }

    fn part(&mut self, name: &str, most: u64) -> Result<Option<Part<'_, R>>, ReadError> {
        let Some(at) = self.places.get(&known_name(name)) else {
            return Ok(None);
        };
        let part = self.zip.by_index(*at)?;
        // The size is only what the zip says of itself: the meter decides.
        if part.size() > most {
            return Err(ReadError::TooLarge(
                "lo que trae dentro pasa de lo que podemos leer",
            ));
        }
        let size = part.size();
        let buffered = BufReader::with_capacity(64 << 10, part);
        Ok(Some(Metered::new(buffered, most, size)))
    }
}

/// The name that a part is known by: without case (ECMA-376, part 2, 6.2.2), with `/` for `\`, without
/// `/` before it, and with its dots followed.
fn known_name(name: &str) -> String {
    let lower = name.to_lowercase().replace('\\', "/");
    let mut segments: Vec<&str> = Vec::new();
    for segment in lower.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// The value of an attribute, its prefix aside; entities as they are written in names of sheets.
pub(super) fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| unescape(&attribute.value))
}

/// The text of an attribute or element with the five entities of XML and numbers replaced. No other
/// entity is known: what a document declares is never expanded.
pub(super) fn unescape(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let name = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        match name {
            Some(end) if rest[1 + end..].starts_with(';') && end > 0 => {
                out.extend(entity(&rest[1..=end]));
                rest = &rest[end + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character of an entity, without `&` and `;`.
pub(super) fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = match name.strip_prefix("#x") {
                Some(digits) => number(digits, 16),
                None => number(name.strip_prefix('#')?, 10),
            };
            char::from_u32(number?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entities_of_xml_are_read_and_no_other_is_expanded() {
        assert_eq!(unescape(b"A &amp; B &lt;&#209;&#xF1;&gt;"), "A & B <Ññ>");
        assert_eq!(unescape(b"&lol9;x & y &; &#x110000;"), "x & y &; ");
    }

    #[test]
    fn parts_are_known_whatever_their_case_and_slashes() {
        for name in [
            "xl/sharedStrings.xml",
            "/XL/SharedStrings.xml",
            "xl\\sharedstrings.xml",
            "xl/worksheets/../sharedStrings.xml",
            "./xl/sharedStrings.xml",
        ] {
            assert_eq!(known_name(name), "xl/sharedstrings.xml", "{name}");
        }
    }
}
