//! The constancia as a PDF, without a seal: nothing here may be taken for IMSS's.
//!
//! It names what the real one names (domain facts `[A]`), one block a patrón. Its text is written column
//! by column, as programs that print tables do: the order of the text is not what a person sees.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

use crate::calendar::mexico;
use crate::dispmag::words;
use crate::html::NOTICE;
use crate::memory::{Line, Lote, Verdict};

/// Points of a letter page on its side.
const WIDTH: f32 = 792.0;
const HEIGHT: f32 = 612.0;
const TOP: f32 = 570.0;
const BOTTOM: f32 = 40.0;
const LINE: f32 = 13.0;
const SIZE: f32 = 8.0;
const LEFT: f32 = 36.0;

/// A column: its heading, where it begins, and what a row says there.
type Column = (&'static str, f32, fn(&Line) -> String);

/// The constancia of some lotes, one block each.
pub(crate) fn pdf(lotes: &[&Lote]) -> Vec<u8> {
    let mut sheet = Sheet::default();
    for lote in lotes {
        block(&mut sheet, lote);
    }
    sheet.write()
}

fn block(sheet: &mut Sheet, lote: &Lote) {
    sheet.page();
    sheet.text(LEFT, NOTICE);
    sheet.line();
    sheet.text(
        LEFT,
        "CONSTANCIA DE PRESENTACIÓN DE MOVIMIENTOS AFILIATORIOS (SIMULADA)",
    );
    sheet.line();
    let received = mexico(lote.received).strftime("%Y-%m-%d %H:%M").to_string();
    let facts = [
        (
            "Registro patronal:",
            lote.registro_patronal.as_str(),
            "Razón social:",
            lote.razon_social.as_str(),
        ),
        ("Folio:", &lote.folio, "RFC:", &lote.rfc),
        ("Lote:", &lote.id, "Recepción:", &received),
        (
            "Serie del certificado:",
            &lote.certificate_serial,
            "Huella:",
            &lote.huella,
        ),
    ];
    for (label, value, other, second) in facts {
        sheet.text(LEFT + 360.0, other);
        sheet.text(LEFT + 470.0, second);
        sheet.text(LEFT, label);
        sheet.text(LEFT + 110.0, value);
        sheet.line();
    }
    counts(sheet, lote);
    let operados: Vec<&Line> = of(lote, |line| line.verdict == Verdict::Operado);
    let rechazados: Vec<&Line> = of(lote, |line| {
        matches!(line.verdict, Verdict::Refused(_) | Verdict::Rechazado(_))
    });
    table(
        sheet,
        "Movimientos operados",
        &operados,
        &[
            ("Tipo", 0.0, |line| line.tipo.clone()),
            ("NSS", 40.0, |line| line.nss.clone()),
            ("Nombre", 130.0, full_name),
            ("Salario base", 380.0, salary),
            ("Ext.", 470.0, |line| {
                if line.extemporaneo { "SI" } else { "NO" }.to_owned()
            }),
            ("Fecha", 520.0, fecha),
            ("Causa de baja", 620.0, |line| {
                let causa = line.movement.as_ref().and_then(|movement| movement.causa);
                causa.map(String::from).unwrap_or_default()
            }),
        ],
    );
    table(
        sheet,
        "Movimientos rechazados",
        &rechazados,
        &[
            ("Tipo", 0.0, |line| line.tipo.clone()),
            ("NSS", 40.0, |line| line.nss.clone()),
            ("Nombre", 130.0, full_name),
            ("Fecha", 380.0, fecha),
            ("Código", 460.0, |line| code(line).to_owned()),
            ("Descripción", 520.0, |line| words(code(line)).to_owned()),
        ],
    );
}

fn of(lote: &Lote, wanted: impl Fn(&Line) -> bool) -> Vec<&Line> {
    lote.lines.iter().filter(|line| wanted(line)).collect()
}

/// Recibidos, operados and rechazados of each type.
fn counts(sheet: &mut Sheet, lote: &Lote) {
    let places = [0.0, 160.0, 260.0, 360.0].map(|x| LEFT + x);
    sheet.line();
    for (x, heading) in
        places
            .into_iter()
            .zip(["Movimientos", "Recibidos", "Operados", "Rechazados"])
    {
        sheet.text(x, heading);
    }
    sheet.line();
    for (name, tipo) in [
        ("Bajas", "02"),
        ("Modificaciones", "07"),
        ("Reingresos", "08"),
    ] {
        let all = of(lote, |line| line.tipo == tipo).len();
        let done = of(lote, |line| {
            line.tipo == tipo && line.verdict == Verdict::Operado
        })
        .len();
        let cells = [
            name.to_owned(),
            all.to_string(),
            done.to_string(),
            (all - done).to_string(),
        ];
        for (x, cell) in places.into_iter().zip(cells) {
            sheet.text(x, &cell);
        }
        sheet.line();
    }
}

fn table(sheet: &mut Sheet, title: &str, rows: &[&Line], columns: &[Column]) {
    if rows.is_empty() {
        return;
    }
    sheet.line();
    sheet.text(LEFT, title);
    sheet.line();
    let mut rest = rows;
    while !rest.is_empty() {
        for (heading, x, _) in columns {
            sheet.text(LEFT + x, heading);
        }
        sheet.line();
        let (now, later) = rest.split_at(rest.len().min(sheet.room()));
        let top = sheet.y;
        for (_, x, value) in columns {
            sheet.y = top;
            for line in now {
                sheet.text(LEFT + x, &value(line));
                sheet.line();
            }
        }
        rest = later;
        if !rest.is_empty() {
            sheet.page();
        }
    }
}

fn full_name(line: &Line) -> String {
    let movement = line.movement.as_ref();
    movement.map_or_else(String::new, |m| {
        format!("{} {} {}", m.paterno, m.materno, m.nombre)
    })
}

fn salary(line: &Line) -> String {
    let cents = line.movement.as_ref().map_or(0, |movement| movement.sbc);
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn fecha(line: &Line) -> String {
    let movement = line.movement.as_ref();
    movement.map_or_else(String::new, |m| m.fecha.strftime("%d/%m/%Y").to_string())
}

fn code(line: &Line) -> &str {
    match &line.verdict {
        Verdict::Refused(code) | Verdict::Rechazado(code) => code,
        Verdict::Pending | Verdict::Operado => "",
    }
}

/// Pages of text, each piece at its place.
#[derive(Default)]
struct Sheet {
    pages: Vec<Vec<(f32, f32, String)>>,
    y: f32,
}

impl Sheet {
    fn page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn text(&mut self, x: f32, text: &str) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut().filter(|_| !text.is_empty()) {
            page.push((x, y, text.to_owned()));
        }
    }

    fn line(&mut self) {
        self.y -= LINE;
    }

    /// Lines left on the page; at least one, so that printing goes on.
    fn room(&self) -> usize {
        let mut lines = 1;
        let mut y = self.y;
        while y - LINE > BOTTOM {
            y -= LINE;
            lines += 1;
        }
        lines
    }

    fn write(&self) -> Vec<u8> {
        let (catalog, tree, font) = (Ref::new(1), Ref::new(2), Ref::new(3));
        let page = |at: usize| Ref::new(4 + 2 * i32::try_from(at).unwrap_or(0));
        let content = |at: usize| Ref::new(5 + 2 * i32::try_from(at).unwrap_or(0));
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(tree);
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        pdf.pages(tree)
            .kids((0..self.pages.len()).map(page))
            .count(count);
        pdf.type1_font(font)
            .base_font(Name(b"Helvetica"))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
        for (at, pieces) in self.pages.iter().enumerate() {
            let mut one = pdf.page(page(at));
            one.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT));
            one.parent(tree).contents(content(at));
            one.resources().fonts().pair(Name(b"F1"), font);
            one.finish();
            let mut stream = Content::new();
            stream.begin_text().set_font(Name(b"F1"), SIZE);
            for (x, y, text) in pieces {
                stream.set_text_matrix([1.0, 0.0, 0.0, 1.0, *x, *y]);
                stream.show(Str(&win_ansi(text)));
            }
            stream.end_text();
            pdf.stream(content(at), &stream.finish());
        }
        pdf.finish()
    }
}

/// In the encoding of the font: Latin letters have the codes of Latin-1 there.
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect()
}
