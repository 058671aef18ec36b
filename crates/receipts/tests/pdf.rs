//! Constancias written by another program: several patrones, scrambled order, fonts with maps of their own.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

use imss::receipt::{Counted, Receipt, ReceiptOutcome};
use pdf_writer::types::{CidFontType, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};
use proptest::prelude::*;
use receipts::{ReadError, read};

/// A piece of text and its place.
type Piece = (f32, f32, &'static str);

/// How the text is written.
#[derive(Clone, Copy)]
enum Written {
    /// One byte a letter, in the encoding of Windows.
    Simple,
    /// Two bytes a letter, by a map of the font's own: codes count down from 900.
    Mapped,
    /// Two bytes a letter, and no map.
    Unmapped,
}

fn code(letter: char) -> u16 {
    900 - u16::try_from(u32::from(letter)).unwrap()
}

fn encoded(text: &str, written: Written) -> Vec<u8> {
    match written {
        Written::Simple => text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect(),
        Written::Mapped | Written::Unmapped => {
            text.chars().flat_map(|c| code(c).to_be_bytes()).collect()
        }
    }
}

fn pdf(pages: &[Vec<Piece>], written: Written) -> Vec<u8> {
    let (catalog, tree, font, map, cid, descriptor) = (
        Ref::new(1),
        Ref::new(2),
        Ref::new(3),
        Ref::new(4),
        Ref::new(5),
        Ref::new(6),
    );
    let id = |at: usize, which: i32| Ref::new(10 + 2 * i32::try_from(at).unwrap() + which);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids((0..pages.len()).map(|at| id(at, 0)))
        .count(i32::try_from(pages.len()).unwrap());
    let system = SystemInfo {
        registry: Str(b"Adobe"),
        ordering: Str(b"Identity"),
        supplement: 0,
    };
    match written {
        Written::Simple => {
            pdf.type1_font(font)
                .base_font(Name(b"Helvetica"))
                .encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        Written::Mapped | Written::Unmapped => {
            let mut composite = pdf.type0_font(font);
            composite.base_font(Name(b"ABCDEF+Arial"));
            composite.encoding_predefined(Name(b"Identity-H"));
            composite.descendant_font(cid);
            if matches!(written, Written::Mapped) {
                composite.to_unicode(map);
            }
            composite.finish();
            let mut descendant = pdf.cid_font(cid);
            descendant.subtype(CidFontType::Type2);
            descendant.base_font(Name(b"ABCDEF+Arial"));
            descendant.system_info(system);
            descendant.font_descriptor(descriptor);
            descendant.default_width(520.0);
            descendant.finish();
            let mut cmap = UnicodeCmap::new(Name(b"Custom"), system);
            for letter in pages.iter().flatten().flat_map(|(_, _, text)| text.chars()) {
                cmap.pair(code(letter), letter);
            }
            pdf.stream(map, &cmap.finish());
        }
    }
    for (at, pieces) in pages.iter().enumerate() {
        let mut page = pdf.page(id(at, 0));
        page.media_box(Rect::new(0.0, 0.0, 792.0, 612.0))
            .parent(tree)
            .contents(id(at, 1));
        page.resources().fonts().pair(Name(b"F1"), font);
        page.finish();
        let mut content = Content::new();
        // Half size, twice as far: what counts is where it ends up.
        content
            .save_state()
            .transform([0.5, 0.0, 0.0, 0.5, 0.0, 0.0]);
        content.begin_text().set_font(Name(b"F1"), 16.0);
        for (x, y, text) in pieces {
            content.set_text_matrix([1.0, 0.0, 0.0, 1.0, 2.0 * x, 2.0 * y]);
            content.show(Str(&encoded(text, written)));
        }
        content.end_text().restore_state();
        pdf.stream(id(at, 1), &content.finish());
    }
    pdf.finish()
}

/// Two patrones on two pages; the second one's table goes on without a heading of its own.
fn two_patrones() -> Vec<Vec<Piece>> {
    vec![
        vec![
            (40.0, 400.0, "72795608040"),
            (40.0, 420.0, "92919084431"),
            (40.0, 440.0, "NSS"),
            (420.0, 440.0, "Fecha"),
            (420.0, 420.0, "15/01/2026"),
            (420.0, 400.0, "16/01/2026"),
            (140.0, 440.0, "Nombre"),
            (140.0, 400.0, "NÚÑEZ ÁVILA JOSÉ"),
            (140.0, 420.0, "FUENTE NOLASCO KARLA"),
            (520.0, 440.0, "Extemporáneo"),
            (520.0, 400.0, "SI"),
            (40.0, 460.0, "Movimientos operados"),
            (40.0, 560.0, "Registro patronal:"),
            (160.0, 560.0, "Y6087828106"),
            (40.0, 545.0, "Lote: 700000001"),
            (300.0, 545.0, "Recepción: 2026-01-16 10:32"),
            (300.0, 500.0, "Operados"),
            (200.0, 500.0, "Recibidos"),
            (400.0, 500.0, "Rechazados"),
            (40.0, 500.0, "Movimientos"),
            (40.0, 485.0, "Reingresos"),
            (200.0, 485.0, "2"),
            (300.0, 485.0, "2"),
            (400.0, 485.0, "0"),
        ],
        vec![
            (40.0, 560.0, "Registro patronal: B7010662106"),
            (40.0, 545.0, "Lote: 700000002"),
            (40.0, 500.0, "Movimientos rechazados"),
            (40.0, 480.0, "NSS"),
            (140.0, 480.0, "Nombre"),
            (420.0, 480.0, "Fecha"),
            (520.0, 480.0, "Código"),
            (40.0, 460.0, "12345678903"),
            (140.0, 460.0, "LÓPEZ"),
            (420.0, 460.0, "15/01/2026"),
            (520.0, 460.0, "48"),
            (40.0, 440.0, "1234567890"),
            (420.0, 440.0, "15/01/2026"),
        ],
    ]
}

fn expect_both(receipt: &Receipt) {
    let [first, second] = receipt.blocks.as_slice() else {
        panic!("{receipt:?}")
    };
    assert_eq!(
        (first.registro.as_str(), first.id_lote.as_str()),
        ("Y6087828106", "700000001")
    );
    assert_eq!(first.fecha, "2026-01-16 10:32");
    assert_eq!(
        first.counted,
        Some(Counted {
            operados: 2,
            rechazados: 0
        })
    );
    let rows: Vec<_> = first
        .rows
        .iter()
        .map(|row| {
            (
                row.nss.as_str(),
                row.nombre.as_str(),
                row.fecha.as_str(),
                row.outcome.clone(),
            )
        })
        .collect();
    let operado = |extemporaneo| ReceiptOutcome::Operado { extemporaneo };
    assert_eq!(
        rows,
        [
            (
                "92919084431",
                "FUENTE NOLASCO KARLA",
                "15/01/2026",
                operado(false)
            ),
            (
                "72795608040",
                "NÚÑEZ ÁVILA JOSÉ",
                "16/01/2026",
                operado(true)
            ),
        ]
    );
    assert_eq!(
        (second.registro.as_str(), second.rows.len()),
        ("B7010662106", 1)
    );
    assert_eq!(
        second.rows[0].outcome,
        ReceiptOutcome::Rechazado {
            codigo: "48".to_owned(),
            texto: String::new()
        }
    );
    assert_eq!(receipt.unread.len(), 1, "a number of ten digits is kept");
}

#[test]
fn reads_by_place_whatever_the_order_and_the_font() {
    expect_both(&read(&pdf(&two_patrones(), Written::Simple)).unwrap());
    expect_both(&read(&pdf(&two_patrones(), Written::Mapped)).unwrap());
}

#[test]
fn a_font_without_its_letters_is_no_text() {
    let unmapped = read(&pdf(&two_patrones(), Written::Unmapped));
    assert_eq!(unmapped, Err(ReadError::NoText));
}

#[test]
fn three_thousand_pages_are_refused_unread() {
    let many = vec![vec![(40.0, 400.0, "92919084431")]; 3_000];
    let refused = read(&pdf(&many, Written::Simple));
    assert_eq!(
        refused,
        Err(ReadError::TooManyPages {
            pages: 3_000,
            limit: 400
        })
    );
}

#[test]
fn a_document_without_movements_and_half_a_document_say_so() {
    let letter = vec![vec![(40.0, 400.0, "Estimado patrón:")]];
    assert_eq!(
        read(&pdf(&letter, Written::Simple)),
        Err(ReadError::NoMovements)
    );
    assert_eq!(read(b"%PDF-1.7\nnothing"), Err(ReadError::Damaged));
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(read(b"\x89PNG\0\0"), Err(ReadError::UnknownKind));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_makes_it_panic(at in 0_usize..4_000, byte in any::<u8>(), end in 0_usize..4_000) {
        let mut bytes = pdf(&two_patrones(), Written::Mapped);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - end % length);
        let _ = read(&bytes);
    }
}
