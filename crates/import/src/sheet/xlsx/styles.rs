//! Which styles show a number as a day.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::next;
use crate::error::ReadError;
use crate::limits::{MAX_PART, MAX_STYLES};
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
    let mut formats: HashMap<u32, bool> = HashMap::new();
    let mut in_styles = false;
    let mut buffer = Vec::new();
    while styles.len() < MAX_STYLES && formats.len() < MAX_STYLES {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"numFmt" => {
                let id = attribute(&e, b"numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(&e, b"formatCode").unwrap_or_default();
                if let Some(id) = id {
                    formats.entry(id).or_insert_with(|| is_date_format(&code));
                }
            }
            Event::Start(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = true,
            Event::End(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = false,
            Event::Start(e) if in_styles && e.local_name().as_ref() == b"xf" => {
                let id: u32 = attribute(&e, b"numFmtId")
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(0);
                let own = formats.get(&id).copied();
                styles.push(own.unwrap_or_else(|| is_built_in_date(id)));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(styles)
}
