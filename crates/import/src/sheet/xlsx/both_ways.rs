//! Plain XML and the same with a prefix before every name, which only the parser takes: both must come
//! to the same cells and strings, whatever is wrong with the document.

use proptest::prelude::*;

use super::cells::Cells;
use super::strings::{Place, Strings};
use crate::row::RowBuf;

#[derive(Clone, Debug)]
enum Piece {
    Open(&'static str, Vec<(&'static str, &'static str)>),
    Empty(&'static str, Vec<(&'static str, &'static str)>),
    Shut(&'static str),
    Text(&'static str),
}

fn written(pieces: &[Piece], prefix: &str) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Open(name, attributes) | Piece::Empty(name, attributes) => {
                out.extend(["<", prefix, name]);
                for (name, value) in attributes {
                    out.extend([" ", name, "=\"", value, "\""]);
                }
                let empty = matches!(piece, Piece::Empty(..));
                out.push_str(if empty { "/>" } else { ">" });
            }
            Piece::Shut(name) => out.extend(["</", prefix, name, ">"]),
            Piece::Text(text) => out.push_str(text),
        }
    }
    out
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "0",
        "1",
        "2",
        "99",
        "46037",
        "46037.5",
        "0687.70",
        "687.7",
        "687.70000000000005",
        "1e3",
        " Ñandú ",
        "Peña &amp; Soto",
        "&#209;",
        "2026-01-15T00:00:00",
        "a > b",
        "\u{FEFF}",
        "]]>",
        "<![CDATA[en <bruto>]]>",
        "<!-- <v>7</v> -->",
        "\r\n ",
    ])
}

fn attributes() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let of = |name: &'static str, values: &[&'static str]| {
        prop::sample::select(values.to_vec()).prop_map(move |value| (name, value))
    };
    let one = prop_oneof![
        4 => of("r", &["A1", "B2", "C3", "AA9", "ZZZZ1", "3", "7", "9999999", ""]),
        2 => of("s", &["0", "1", "7", "x"]),
        3 => of("t", &["s", "str", "inlineStr", "b", "d", "e", "n", ""]),
        1 => of("spans", &["1:9", "a'b", "a&amp;b", "a>b"]),
        1 => of("hidden", &["1", "0", "true", ""]),
        1 => of("ht", &["0", "15", ""]),
        1 => of("xml:space", &["preserve"]),
    ];
    prop::collection::vec(one, 0..4)
}

const NAMES: [&str; 10] = [
    "row",
    "c",
    "v",
    "is",
    "t",
    "f",
    "r",
    "rPh",
    "si",
    "sheetData",
];

fn any_piece() -> impl Strategy<Value = Vec<Piece>> {
    let name = || prop::sample::select(NAMES.to_vec());
    prop_oneof![
        (name(), attributes()).prop_map(|(name, attributes)| vec![Piece::Open(name, attributes)]),
        (name(), attributes()).prop_map(|(name, attributes)| vec![Piece::Empty(name, attributes)]),
        name().prop_map(|name| vec![Piece::Shut(name)]),
        text().prop_map(|text| vec![Piece::Text(text)]),
    ]
}

/// Pieces as programs put them together, with one among them now and then that no program writes.
fn within(
    name: &'static str,
    content: impl Strategy<Value = Vec<Piece>> + 'static,
) -> impl Strategy<Value = Vec<Piece>> {
    let content = prop_oneof![30 => content.boxed(), 1 => any_piece().boxed()];
    let attributes = prop_oneof![Just(Vec::new()), attributes()];
    (attributes, prop::collection::vec(content, 0..4)).prop_map(move |(attributes, content)| {
        let mut pieces = vec![Piece::Open(name, attributes)];
        pieces.extend(content.into_iter().flatten());
        pieces.push(Piece::Shut(name));
        pieces
    })
}

fn texts() -> impl Strategy<Value = Vec<Piece>> {
    text().prop_map(|text| vec![Piece::Text(text)])
}

fn rows() -> impl Strategy<Value = Vec<Piece>> {
    let value = prop_oneof![
        4 => within("v", texts()),
        2 => within("is", within("t", texts())),
        1 => within("f", texts()),
    ];
    let row = within("row", within("c", value));
    let part = prop_oneof![12 => row.boxed(), 1 => any_piece().boxed()];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

fn strings() -> impl Strategy<Value = Vec<Piece>> {
    let string = prop_oneof![
        6 => within("si", within("t", texts())),
        1 => within("si", within("r", within("t", texts()))),
        1 => within("si", within("rPh", within("t", texts()))),
    ];
    let part = prop_oneof![12 => string.boxed(), 1 => any_piece().boxed()];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// The rows of a sheet; `None` where it cannot be read.
fn rows_of(xml: &str) -> Option<Vec<(u32, RowBuf)>> {
    let mut strings = Strings::default();
    let shared = b"<si><t>uno</t></si><si><t> dos </t></si>";
    strings.chunk(shared, &mut Place::default()).ok()?;
    let mut rows = Vec::new();
    let mut each = |line: u32, row: &RowBuf| {
        rows.push((line, row.clone()));
        Ok(true)
    };
    let read = Cells::new(&strings, &[false, true], false).chunk(xml.as_bytes(), &mut each);
    read.is_ok().then_some(rows)
}

/// The first strings of a workbook; `None` where they cannot be read.
fn strings_of(xml: &str) -> Option<Vec<String>> {
    let mut strings = Strings::default();
    strings.chunk(xml.as_bytes(), &mut Place::default()).ok()?;
    Some(
        (0..20)
            .filter_map(|at| strings.get(at).map(str::to_owned))
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_what_the_parser_makes_of_them(pieces in rows()) {
        let plain = rows_of(&written(&pieces, ""));
        prop_assert_eq!(plain, rows_of(&written(&pieces, "x:")));
    }

    #[test]
    fn strings_are_what_the_parser_makes_of_them(pieces in strings()) {
        let plain = strings_of(&written(&pieces, ""));
        prop_assert_eq!(plain, strings_of(&written(&pieces, "x:")));
    }
}

#[test]
fn a_plain_sheet_is_read_the_plain_way() {
    // Otherwise the two ways above would be one.
    let row = "<row r=\"2\" spans=\"1:3\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>46037</v></c><c r=\"C2\" s=\"4\"/></row>";
    let mut strings = Strings::default();
    let shared = b"<si><t>uno</t></si><si><t> dos </t></si>";
    strings.chunk(shared, &mut Place::default()).unwrap();
    let mut cells = Cells::new(&strings, &[false, true], false);
    assert_eq!(cells.plain_row(row), Some(row.len()));
    let mut expected = RowBuf::default();
    expected.push(0, "dos");
    expected.push_as(1, "15/01/2026", crate::row::CellKind::Day);
    assert_eq!(rows_of(row), Some(vec![(2, expected)]));
}
