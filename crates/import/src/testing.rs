//! Workbooks that nothing else here can write, for tests and for the fuzzer's first inputs.

/// A cell of [`xls`].
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Latin-1.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A day, as a number of Excel's.
    Day(f64),
    /// An error's code (MS-XLS 2.5.10).
    Error(u8),
    /// A formula whose text was never computed.
    Uncomputed,
    /// A place among shared strings, though there are none.
    Shared(u32),
}

/// What is odd with a workbook of [`workbook_with`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Odd<'a> {
    /// Days are counted from 1904.
    pub since_1904: bool,
    /// Rows of height zero, from 0.
    pub hidden_rows: &'a [u16],
    /// The sheet is hidden.
    pub is_hidden: bool,
    /// The sheet has no record that ends it.
    pub is_cut: bool,
    /// Merged ranges: first and last row, first and last column, from 0.
    pub merged: &'a [[u16; 4]],
}

/// Returns an `.xls` of one sheet: BIFF8 (MS-XLS) in a compound file (MS-CFB).
#[must_use]
pub fn xls(rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    compound("Workbook", &workbook(rows))
}

/// Returns the records of such a workbook.
#[must_use]
pub fn workbook(rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    workbook_with(rows, &Odd::default())
}

/// Returns the records of a workbook that is odd in some way.
#[must_use]
pub fn workbook_with(rows: &[Vec<Cell<'_>>], odd: &Odd<'_>) -> Vec<u8> {
    const NAME: &str = "Hoja1";
    let mut globals = Vec::new();
    record(&mut globals, 0x0809, &bof(0x0005));
    if odd.since_1904 {
        record(&mut globals, 0x0022, &[1, 0]);
    }
    // Two styles: general, and the built-in format of a day (14).
    for format in [0_u16, 14] {
        let mut style = [0; 20];
        style[2..4].copy_from_slice(&format.to_le_bytes());
        record(&mut globals, 0x00E0, &style);
    }
    // The sheet begins behind this record and the end of the globals.
    let sheet_at = (globals.len() + 4 + 8 + NAME.len() + 4) as u32;
    let mut bound = sheet_at.to_le_bytes().to_vec();
    bound.extend([u8::from(odd.is_hidden), 0, NAME.len() as u8, 0]);
    bound.extend(NAME.bytes());
    record(&mut globals, 0x0085, &bound);
    record(&mut globals, 0x000A, &[]);
    record(&mut globals, 0x0809, &bof(0x0010));
    for row in odd.hidden_rows {
        let mut data = row.to_le_bytes().to_vec();
        data.resize(16, 0);
        data[12] = 0x20;
        record(&mut globals, 0x0208, &data);
    }
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let style = u16::from(matches!(cell, Cell::Day(_)));
            let mut data: Vec<u8> = [row, column, style]
                .iter()
                .flat_map(|number| number.to_le_bytes())
                .collect();
            let kind = match cell {
                Cell::Number(value) | Cell::Day(value) => {
                    data.extend(value.to_le_bytes());
                    0x0203
                }
                Cell::Error(code) => {
                    data.extend([*code, 1]);
                    0x0205
                }
                Cell::Uncomputed => {
                    // Its value is a text, which no record brings.
                    data.extend([0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
                    data.resize(data.len() + 8, 0);
                    0x0006
                }
                Cell::Shared(place) => {
                    data.extend(place.to_le_bytes());
                    0x00FD
                }
                Cell::Text(text) => {
                    let text: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
                    data.extend((text.len() as u16).to_le_bytes());
                    data.push(0);
                    data.extend(text);
                    0x0204
                }
            };
            record(&mut globals, kind, &data);
        }
    }
    if !odd.merged.is_empty() {
        let mut data = (odd.merged.len() as u16).to_le_bytes().to_vec();
        data.extend(odd.merged.iter().flatten().flat_map(|at| at.to_le_bytes()));
        record(&mut globals, 0x00E5, &data);
    }
    if !odd.is_cut {
        record(&mut globals, 0x000A, &[]);
    }
    globals
}

/// The beginning of a stream of BIFF8, of a kind.
fn bof(kind: u16) -> Vec<u8> {
    let words = [0x0600, kind, 0x0DBB, 0x07CC, 0x00C1, 0, 0x0006, 0];
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
}

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const TABLE: u32 = 0xFFFF_FFFD;
/// Shorter streams would have to lie elsewhere.
const SHORTEST: usize = 4_096;

/// Returns a compound file that holds one stream.
#[must_use]
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(SHORTEST).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    // The table of sectors, the directory, the stream; the table lists itself too.
    let tables = (1..)
        .find(|tables| (sectors + 1 + tables) * 4 <= tables * SECTOR)
        .unwrap_or(1);
    let first = tables as u32 + 1;
    let mut table = vec![TABLE; tables];
    table.push(END);
    table.extend((1..sectors as u32).map(|next| first + next));
    table.push(END);
    table.resize(tables * SECTOR / 4, FREE);

    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(24, 0);
    for word in [0x003E_u16, 3, 0xFFFE, 9, 6] {
        file.extend(word.to_le_bytes());
    }
    file.resize(44, 0);
    let header = [
        tables as u32,
        tables as u32,
        0,
        SHORTEST as u32,
        END,
        0,
        END,
        0,
    ];
    file.extend(header.iter().flat_map(|word| word.to_le_bytes()));
    file.extend((0..109).flat_map(|at| {
        let at: u32 = if at < tables as u32 { at } else { FREE };
        at.to_le_bytes()
    }));
    file.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    file.extend(entry("Root Entry", 5, 1, END, 0));
    file.extend(entry(name, 2, FREE, first, stream.len() as u32));
    file.resize((tables + 2) * SECTOR, 0);
    file.extend(stream);
    file
}

fn entry(name: &str, kind: u8, child: u32, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = (entry.len() + 2) as u16;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(
        [FREE, FREE, child]
            .iter()
            .flat_map(|word| word.to_le_bytes()),
    );
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}
