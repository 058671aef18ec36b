//! Which parts of the workbook are its sheets.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::next;
use crate::error::ReadError;
use crate::limits::{MAX_PART, MAX_PARTS};
use crate::sheet::parts::{Parts, attribute};

/// The part that is the workbook itself (ECMA-376, part 2, 9.3).
pub(super) fn workbook_part<R: Read + Seek>(parts: &mut Parts<R>) -> Result<String, ReadError> {
    if !parts.has("_rels/.rels") {
        return Err(ReadError::NotATable("un archivo comprimido"));
    }
    let relations = relations(parts, "_rels/.rels", "")?;
    relations
        .into_iter()
        .find(|one| one.kind == "officeDocument")
        .map(|one| one.target)
        .ok_or(ReadError::NotATable("un archivo comprimido"))
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
                    target: match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("{folder}{target}"),
                    },
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

/// Name and part of every sheet of cells, and whether days count from 1904.
pub(super) fn sheets<R: Read + Seek>(
    parts: &mut Parts<R>,
    book: &str,
    relations: &[Relation],
) -> Result<(Vec<(String, String)>, bool), ReadError> {
    let mut found = Vec::new();
    let mut since_1904 = false;
    let Some(mut xml) = parts.xml(book, MAX_PART)? else {
        return Err(ReadError::NotATable("un archivo comprimido"));
    };
    let mut buffer = Vec::new();
    while found.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"workbookPr" => {
                let set = attribute(&e, b"date1904");
                since_1904 = matches!(set.as_deref(), Some("1" | "true"));
            }
            Event::Start(e) if e.local_name().as_ref() == b"sheet" => {
                let name = attribute(&e, b"name").unwrap_or_default();
                let id = attribute(&e, b"id").unwrap_or_default();
                let part = relations
                    .iter()
                    .find(|one| one.id == id && one.kind == "worksheet");
                if let Some(part) = part {
                    found.push((name, part.target.clone()));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok((found, since_1904))
}
