//! Which styles show a number as a day.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::next;
use crate::error::ReadError;
use crate::limits::{MAX_PART, MAX_PARTS};
use crate::sheet::parts::{Parts, attribute};
use crate::sheet::shown::{is_built_in_date, is_date_format};

/// By style (`cellXfs`), whether its numbers are dates.
pub(super) fn dates<R: Read + Seek>(
    parts: &mut Parts<R>,
    part: &str,
) -> Result<Vec<bool>, ReadError> {
    let mut styles = Vec::new();
    let Some(mut xml) = parts.xml(part, MAX_PART)? else {
        return Ok(styles);
    };
    let mut formats: Vec<(u32, bool)> = Vec::new();
    let mut in_styles = false;
    let mut buffer = Vec::new();
    while styles.len() < MAX_PARTS && formats.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"numFmt" => {
                let id = attribute(&e, b"numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(&e, b"formatCode").unwrap_or_default();
                if let Some(id) = id {
                    formats.push((id, is_date_format(&code)));
                }
            }
            Event::Start(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = true,
            Event::End(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = false,
            Event::Start(e) if in_styles && e.local_name().as_ref() == b"xf" => {
                let id: u32 = attribute(&e, b"numFmtId")
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(0);
                let own = formats.iter().find(|(known, _)| *known == id);
                styles.push(own.map_or_else(|| is_built_in_date(id), |(_, date)| *date));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(styles)
}
