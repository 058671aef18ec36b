//! Which parts of the workbook are its sheets.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::next;
use crate::error::ReadError;
use crate::limits::{MAX_PART, MAX_PARTS};
use crate::sheet::Sheet;
use crate::sheet::parts::{Parts, attribute};

/// The part that is the workbook itself (ECMA-376, part 2, 9.3).
pub(super) fn workbook_part<R: Read + Seek>(parts: &mut Parts<R>) -> Result<String, ReadError> {
    if !parts.has("_rels/.rels") {
        return Err(ReadError::NotATable(what_zip(parts)));
    }
    if parts.has("word/document.xml") {
        return Err(ReadError::NotATable("un documento de Word"));
    }
    if parts.has("ppt/presentation.xml") {
        return Err(ReadError::NotATable("una presentación de PowerPoint"));
    }
    let relations = relations(parts, "_rels/.rels", "")?;
    relations
        .into_iter()
        .find(|one| one.kind == "officeDocument")
        .map(|one| one.target)
        .ok_or(ReadError::NotATable("un archivo comprimido"))
}

/// What a zip is that is no workbook of Excel's.
fn what_zip<R: Read + Seek>(parts: &Parts<R>) -> &'static str {
    if parts.has("Index/Document.iwa") || parts.has("Index.zip") {
        "un libro de Numbers; en Numbers elige Archivo > Exportar a > Excel"
    } else if parts.has_one_ending(".xlsx") || parts.has_one_ending(".xls") {
        "un archivo comprimido (.zip) con libros de Excel; sácalos y elige uno"
    } else {
        "un archivo comprimido"
    }
}

pub(super) struct Relation {
    id: String,
    /// The last segment of its type.
    pub(super) kind: String,
    pub(super) target: String,
}

pub(super) fn relations<R: Read + Seek>(
    parts: &mut Parts<R>,
    part: &str,
    folder: &str,
) -> Result<Vec<Relation>, ReadError> {
    let mut found = Vec::new();
    let Some(mut xml) = parts.xml(part, MAX_PART)? else {
        return Ok(found);
    };
    let mut buffer = Vec::new();
    while found.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"Relationship" => {
                let target = attribute(&e, b"Target").unwrap_or_default();
                let kind = attribute(&e, b"Type").unwrap_or_default();
                found.push(Relation {
                    id: attribute(&e, b"Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: if target.starts_with(['/', '\\']) {
                        target
                    } else {
                        format!("{folder}{target}")
                    },
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

/// What the workbook says of itself.
#[derive(Default)]
pub(super) struct WorkbookRead {
    /// Every sheet of cells, and its part.
    pub(super) sheets: Vec<(Sheet, String)>,
    pub(super) since_1904: bool,
    /// Whether its formulas are to be computed when it is opened.
    pub(super) is_uncomputed: bool,
}

pub(super) fn workbook<R: Read + Seek>(
    parts: &mut Parts<R>,
    book: &str,
    relations: &[Relation],
) -> Result<WorkbookRead, ReadError> {
    let mut read = WorkbookRead::default();
    let Some(mut xml) = parts.xml(book, MAX_PART)? else {
        return Err(ReadError::NotATable("un archivo comprimido"));
    };
    let mut buffer = Vec::new();
    let mut namespaces = Namespaces::default();
    while read.sheets.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) => {
                namespaces.look(&e);
                if !namespaces.is_main(&e) {
                    continue;
                }
                match e.local_name().as_ref() {
                    b"workbookPr" => {
                        let set = attribute(&e, b"date1904");
                        // A second one that does not say so takes nothing back.
                        read.since_1904 |= is_true(set.as_deref());
                    }
                    b"calcPr" => {
                        let set = attribute(&e, b"fullCalcOnLoad");
                        read.is_uncomputed |= is_true(set.as_deref());
                    }
                    b"sheet" => {
                        let id = attribute(&e, b"id").unwrap_or_default();
                        let state = attribute(&e, b"state");
                        let part = relations
                            .iter()
                            .find(|one| one.id == id && one.kind == "worksheet");
                        if let Some(part) = part {
                            let sheet = Sheet {
                                name: attribute(&e, b"name").unwrap_or_default(),
                                is_hidden: state.is_some_and(|state| state != "visible"),
                            };
                            read.sheets.push((sheet, part.target.clone()));
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(read)
}

fn is_true(value: Option<&str>) -> bool {
    value.is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// Which prefixes name the namespace of the document's first element.
#[derive(Default)]
struct Namespaces {
    main: Option<String>,
    declared: Vec<(Vec<u8>, String)>,
}

impl Namespaces {
    fn look(&mut self, element: &BytesStart<'_>) {
        // Those of inner elements are few, and rarely hide one of an outer element.
        if self.declared.len() < MAX_PARTS {
            for attribute in element.attributes().with_checks(false).flatten() {
                let key = attribute.key.as_ref();
                let prefix = match key.strip_prefix(b"xmlns") {
                    Some(b"") => b"",
                    Some([b':', prefix @ ..]) => prefix,
                    _ => continue,
                };
                let is_own = prefix.is_empty() && self.main.is_some();
                // A default of an inner element is its own alone.
                if !is_own {
                    let uri = String::from_utf8_lossy(&attribute.value).into_owned();
                    self.declared.push((prefix.to_vec(), uri));
                }
            }
        }
        if self.main.is_none() {
            self.main = Some(self.uri(element).unwrap_or_default());
        }
    }

    fn is_main(&self, element: &BytesStart<'_>) -> bool {
        self.uri(element).unwrap_or_default() == self.main.clone().unwrap_or_default()
    }

    fn uri(&self, element: &BytesStart<'_>) -> Option<String> {
        let prefix = element.name().prefix();
        let prefix = prefix.as_ref().map_or(&b""[..], |prefix| prefix.as_ref());
        if prefix.is_empty()
            && let Some(own) = element
                .attributes()
                .with_checks(false)
                .flatten()
                .find(|attribute| attribute.key.as_ref() == b"xmlns")
        {
            return Some(String::from_utf8_lossy(&own.value).into_owned());
        }
        let declared = self
            .declared
            .iter()
            .rev()
            .find(|(known, _)| known == prefix);
        match declared {
            Some((_, uri)) => Some(uri.clone()),
            // A prefix that is not declared is no part of the namespace without one.
            None if prefix.is_empty() => None,
            None => Some(format!("?{}", String::from_utf8_lossy(prefix))),
        }
    }
}
