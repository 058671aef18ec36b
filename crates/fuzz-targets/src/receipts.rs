//! What reads the files of IDSE's that a person brings back: a CSV, a saved page, a constancia.

use imss::receipt::{Receipt, ReceiptKind};
use receipts::read;

use crate::Target;

const MIB: usize = 1024 * 1024;

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "receipt-file",
        about: "any file that is brought back from IDSE",
        memory: (32 * MIB, 4096),
        run: run_file,
        seeds: file_seeds,
    },
    Target {
        name: "receipt-csv",
        about: "the lines below the headings of IDSE's CSV",
        memory: (16 * MIB, 2048),
        run: run_csv,
        seeds: csv_seeds,
    },
    Target {
        name: "receipt-page",
        about: "a page of IDSE's, saved from the browser",
        memory: (16 * MIB, 4096),
        run: run_page,
        seeds: page_seeds,
    },
    Target {
        name: "receipt-pdf",
        about: "the text of a page and the letters of its font, inside a sound PDF",
        memory: (32 * MIB, 4096),
        run: run_pdf,
        seeds: pdf_seeds,
    },
];

fn run_file(data: &[u8]) {
    if let Ok(receipt) = read(data) {
        assert_eq!(Some(receipt.kind), ReceiptKind::of_content(data));
        expect_sound(&receipt);
        assert_eq!(read(data), Ok(receipt), "read again it says something else");
    }
}

fn run_csv(data: &[u8]) {
    let headings = b"Resultado,NSS,Tipo,Fecha,Codigo,Descripcion\n";
    run_file(&[headings.as_slice(), data].concat());
}

fn run_page(data: &[u8]) {
    run_file(&[b"<html>".as_slice(), data].concat());
}

/// Up to a zero the text of the page, behind it the letters of its second font.
fn run_pdf(data: &[u8]) {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let content = parts.next().unwrap_or_default();
    let letters = parts.next().unwrap_or_default();
    run_file(&pdf(content, letters));
}

/// Every movement names its worker, and nothing is kept beyond the limits.
fn expect_sound(receipt: &Receipt) {
    let rows: Vec<_> = receipt
        .blocks
        .iter()
        .flat_map(|block| &block.rows)
        .collect();
    assert!(!rows.is_empty() || !receipt.unread.is_empty());
    assert!(receipt.blocks.iter().all(|block| !block.rows.is_empty()));
    assert!(receipt.unread.len() <= 100 && rows.len() <= 20_000);
    for row in rows {
        assert!(row.nss.len() == 11 && row.nss.bytes().all(|byte| byte.is_ascii_digit()));
    }
}

/// A document of one page: Helvetica is its `/F1`, and a font with a map of its own its `/F2`.
fn pdf(content: &[u8], letters: &[u8]) -> Vec<u8> {
    let stream = |bytes: &[u8]| {
        let head = format!("<< /Length {} >> stream\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream"].concat()
    };
    let objects: [Vec<u8>; 8] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 792 612] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
            .to_vec(),
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Arial /Encoding /Identity-H \
          /DescendantFonts [8 0 R] /ToUnicode 7 0 R >>"
            .to_vec(),
        stream(letters),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Arial /DW 520 /CIDSystemInfo \
          << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .to_vec(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}

const CONTENT: &[u8] = b"BT /F1 8 Tf \
    1 0 0 1 40 560 Tm (Registro patronal: Y6087828106) Tj 1 0 0 1 40 545 Tm (Lote: 700000001) Tj \
    1 0 0 1 40 500 Tm (Movimientos operados) Tj 1 0 0 1 40 480 Tm (NSS) Tj \
    1 0 0 1 140 480 Tm (Nombre) Tj 1 0 0 1 420 480 Tm (Fecha) Tj \
    1 0 0 1 40 460 Tm (92919084431) Tj 1 0 0 1 140 460 Tm [(FUENTE ) -20 (KARLA)] TJ \
    1 0 0 1 420 460 Tm (15/01/2026) Tj /F2 8 Tf 1 0 0 1 140 440 Tm <00010002> Tj ET";
const LETTERS: &[u8] = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap \
    1 begincodespacerange <0000> <FFFF> endcodespacerange \
    1 beginbfchar <0001> <0041> endbfchar 1 beginbfrange <0002> <0009> <0042> endbfrange \
    endcmap end end";

fn csv_seeds() -> Vec<Vec<u8>> {
    vec![
        b"OPERADO,92919084431,08,15/01/2026,,\nRECHAZADO,72795608040,02,2026-01-15,50,\"NSS no, vigente\"\n"
            .to_vec(),
        b"OPERADO,9291908443,08,,,\nTotal,2\n".to_vec(),
    ]
}

fn page_seeds() -> Vec<Vec<u8>> {
    let pages = [
        "<p>Registro patronal: Y6087828106<h2>Movimientos operados</h2><table><tr><th>NSS<th>Tipo\
         <th>Fecha<tr><td>92919084431<td>08<td>15/01/2026</table><h2>Movimientos rechazados</h2>\
         <table><tr><th>NSS<th>Fecha<th>Código<tr><td>72795608040<td>15/01/2026<td>48</table>",
        "<!doctype html><table><tr><td>Lote<td>7<tr><td><table><tr><th>NSS<th>Resultado\
         <tr><td>92919084431<td>OPERADO</table></table><script>if (a < b) {}</script>",
    ];
    pages.iter().map(|page| page.as_bytes().to_vec()).collect()
}

fn pdf_seeds() -> Vec<Vec<u8>> {
    vec![[CONTENT, LETTERS].join(&0), CONTENT.to_vec()]
}

fn file_seeds() -> Vec<Vec<u8>> {
    let mut seeds = csv_seeds();
    for seed in &mut seeds {
        seed.splice(0..0, *b"Resultado,NSS,Tipo,Fecha,Codigo,Descripcion\n");
    }
    seeds.extend(page_seeds());
    seeds.push(pdf(CONTENT, LETTERS));
    seeds
}
