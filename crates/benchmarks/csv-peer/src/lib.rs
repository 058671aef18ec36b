//! The peer of DISPMAG's reader and writer: the csv crate, on the same records as CSV.

use std::hint::black_box;

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads every record into a [`ByteRecord`], the csv crate's fastest way. Returns how many there are.
///
/// # Panics
/// The bytes are not CSV with the same number of fields in every record.
#[wasm_bindgen]
pub fn read(csv: &[u8]) -> usize {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(csv);
    let mut record = ByteRecord::new();
    let (mut records, mut bytes) = (0, 0);
    while reader
        .read_byte_record(&mut record)
        .expect("the material is CSV")
    {
        records += 1;
        bytes += record.as_slice().len();
    }
    black_box(bytes);
    records
}

/// Writes records whose fields are text already.
///
/// # Panics
/// Never: memory takes every byte.
#[must_use]
pub fn write(records: &[ByteRecord]) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new());
    for record in records {
        writer
            .write_byte_record(record)
            .expect("memory takes every byte");
    }
    writer.into_inner().expect("memory takes every byte")
}
