//! What reads the files that people import: through the importer, as the worker asks it.

use std::io::{Cursor, Write};

use import::Importer;
use import_protocol::{
    Ask, ColumnUse, Defaults, Filter, Opened, Purpose, Registro, RequestId, Rules, Slot, Tally,
    Tell,
};
use imss::calendar::Calendar;
use imss::dispmag::{self, WriteOptions};
use imss::movimiento::Movimiento;
use imss::testing;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::date;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Target;

const MIB: usize = 1024 * 1024;

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "import-file",
        about: "any file that is picked to be imported",
        memory: (32 * MIB, 4096),
        run: run_file,
        seeds: file_seeds,
    },
    Target {
        name: "import-xlsx",
        about: "the parts of an .xlsx, inside a sound zip",
        memory: (32 * MIB, 4096),
        run: run_xlsx,
        seeds: xlsx_seeds,
    },
    Target {
        name: "import-ods",
        about: "the content of an .ods, inside a sound zip",
        // A row may be repeated, up to the limit of rows.
        memory: (512 * MIB, 4096),
        run: run_ods,
        seeds: ods_seeds,
    },
    Target {
        name: "import-xls",
        about: "the records of an .xls, inside a sound compound file",
        memory: (64 * MIB, 4096),
        run: run_xls,
        seeds: xls_seeds,
    },
    Target {
        name: "import-csv",
        about: "tables as text, of any delimiter and encoding",
        memory: (32 * MIB, 4096),
        run: run_csv,
        seeds: csv_seeds,
    },
    Target {
        name: "import-lines",
        about: "DISPMAG and SUA's files, through the importer",
        memory: (32 * MIB, 4096),
        run: run_lines,
        seeds: line_seeds,
    },
];

fn run_file(data: &[u8]) {
    for purpose in [Purpose::Movements, Purpose::Plantilla] {
        walk(data.to_vec(), purpose);
    }
}

/// The sheet, the strings and the styles, one after the other.
fn run_xlsx(data: &[u8]) {
    let mut parts = data.split(|octet| *octet == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (sheet, strings, styles) = (part(), part(), part());
    run_file(&xlsx(sheet, strings, styles));
}

fn run_ods(data: &[u8]) {
    run_file(&ods(data));
}

fn run_xls(data: &[u8]) {
    run_file(&import::testing::compound("Workbook", data));
}

/// Whatever it begins with, it is taken for text.
fn run_csv(data: &[u8]) {
    run_file(&[b"NSS;Nombre\r\n", data].concat());
}

fn run_lines(data: &[u8]) {
    let mut line = dispmag_of(1);
    line.extend_from_slice(data);
    run_file(&line);
    // SUA's two files together, whichever comes first.
    let (head, tail) = data.split_at(data.len() / 2);
    let mut asked = Asked::default();
    if asked
        .open(vec![head.to_vec(), tail.to_vec()], Purpose::Movements)
        .is_some()
    {
        asked.check(Vec::new());
    }
}

/// Asks everything there is to ask of a file: what is answered must hang together.
fn walk(file: Vec<u8>, purpose: Purpose) {
    let mut asked = Asked::default();
    let Some(opened) = asked.open(vec![file], purpose) else {
        return;
    };
    let columns: Vec<Option<ColumnUse>> = (0..opened.columns.len())
        .map(|place| {
            let any = ColumnUse::all(purpose).get(place).copied();
            opened.columns[place].used_as.or(any)
        })
        .collect();
    // Checked before its questions are answered, and after.
    asked.check(columns.clone());
    for question in &opened.questions {
        for option in 0..question.options.len() as u32 {
            asked.answer(question.id, option);
        }
    }
    let Some(tally) = asked.check(columns) else {
        return;
    };
    assert_eq!(
        tally.rows,
        tally.ready + tally.errors + tally.left_out + tally.stored
    );
    let (rows, total) = asked.rows(Filter::All, tally.rows / 2);
    assert_eq!(total, tally.rows);
    assert_eq!(rows as u32, (tally.rows - tally.rows / 2).min(20));
    let (_, ready) = asked.rows(Filter::Ready, 0);
    assert_eq!(ready, tally.ready);
    asked.leave(0);
    asked.drafts();
}

#[derive(Default)]
struct Asked {
    importer: Importer<Cursor<Vec<u8>>>,
}

const REQUEST: RequestId = RequestId(1);

impl Asked {
    fn ask(&mut self, ask: Ask, files: Vec<Vec<u8>>) -> Option<Tell> {
        let files = files.into_iter().map(Cursor::new).collect();
        match self.importer.handle(ask, files, &mut |_| {}).tell {
            Tell::Failed { error, .. } => {
                assert!(!error.message.is_empty() && !error.hint.is_empty());
                None
            }
            other => Some(other),
        }
    }

    fn open(&mut self, files: Vec<Vec<u8>>, purpose: Purpose) -> Option<Opened> {
        let ask = Ask::Open {
            request: REQUEST,
            files: (0..).map(Slot).take(files.len()).collect(),
            purpose,
        };
        match self.ask(ask, files)? {
            Tell::Opened { opened, .. } => Some(*opened),
            other => panic!("{other:?}"),
        }
    }

    fn check(&mut self, columns: Vec<Option<ColumnUse>>) -> Option<Tally> {
        let ask = Ask::Check {
            request: REQUEST,
            columns,
            defaults: Defaults::default(),
            rules: rules(),
        };
        match self.ask(ask, Vec::new())? {
            Tell::Checked { tally, .. } => Some(tally),
            other => panic!("{other:?}"),
        }
    }

    fn answer(&mut self, question: u32, option: u32) {
        let ask = Ask::Answer {
            request: REQUEST,
            question,
            option,
        };
        // A file whose words change with its encoding may have no rows any more.
        self.ask(ask, Vec::new());
    }

    fn rows(&mut self, filter: Filter, offset: u32) -> (usize, u32) {
        let ask = Ask::Rows {
            request: REQUEST,
            filter,
            offset,
            limit: 20,
        };
        match self.ask(ask, Vec::new()) {
            Some(Tell::Rows { rows, total, .. }) => (rows.len(), total),
            other => panic!("{other:?}"),
        }
    }

    fn leave(&mut self, row: u32) {
        let ask = Ask::Leave {
            request: REQUEST,
            row,
            out: true,
        };
        assert!(matches!(
            self.ask(ask, Vec::new()),
            Some(Tell::Changed { .. })
        ));
    }

    fn drafts(&mut self) {
        let ask = Ask::Drafts {
            request: REQUEST,
            from: 0,
            limit: 20,
        };
        assert!(matches!(
            self.ask(ask, Vec::new()),
            Some(Tell::Drafts { .. })
        ));
    }
}

fn rules() -> Rules {
    Rules {
        today: date(2026, 1, 16),
        calendar: Calendar::lft(),
        wages: Wages::published(),
        registros: vec![Registro {
            numero: testing::registro_patronal(1).to_string(),
            zona: ZonaSalarial::General,
            umf: "021".to_owned(),
            guia: "01400".to_owned(),
        }],
    }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, plain).expect("it is in memory");
        zip.write_all(content).expect("it is in memory");
    }
    zip.finish().expect("it is in memory").into_inner()
}

fn xlsx(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    zipped(&[
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}

fn ods(content: &[u8]) -> Vec<u8> {
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content),
    ])
}

const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Fecha</t></is></c><c r="C1" t="str"><v>SBC</v></c></row><row r="2"><c r="A2"><v>92919084431</v></c><c r="B2" s="1"><v>46037</v></c><c r="C2"><v>687.70000000000005</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="d"><v>2026-01-15T00:00:00</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells></worksheet>"#;
const STRINGS: &[u8] = br#"<sst count="2" uniqueCount="2"><si><t>NSS</t></si><si><r><t>A &amp; </t></r><r><t xml:space="preserve"> B&#209;</t></r><rPh><t>x</t></rPh></si></sst>"#;
const STYLES: &[u8] = br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const CONTENT: &[u8] = br#"<office:document-content><office:body><office:spreadsheet><table:table table:name="H"><table:table-row><table:table-cell office:value-type="string"><text:p>NSS</text:p></table:table-cell><table:table-cell><text:p>Fecha</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="92919084431"/><table:table-cell office:value-type="date" office:date-value="2026-01-15"><office:annotation><text:p>n</text:p></office:annotation><text:p>x<text:s/>y</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="3"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
const TABLE: &str = "Tipo;NSS;Paterno;Nombre;Fecha;SBC\r\n08;92919084431;FUENTE;KARLA;15/01/2026;687.70\r\n07;\"9291908\r\n4431\";\"Nu\u{f1}o \"\"x\"\"\";;2026-01-15;$1,234.50\r\n";
const ASEG: &str = "Y608782810692919084431FUNK671228PH6FUNK671228MCLNLR05FUENTE$NOLASCO$KARLA                              10150120260068770MATRIZ                                     0        \r\n";
const MOVT: &str = "Y6087828106929190844310715012026          0068770\r\n";

fn dispmag_of(count: u64) -> Vec<u8> {
    let movimientos: Vec<Movimiento> = (0..count).map(testing::movimiento).collect();
    let written = dispmag::write(&movimientos, &WriteOptions::default());
    written.expect("they fit").bytes
}

fn xls_stream() -> Vec<u8> {
    use import::testing::Cell::{Day, Number, Text};
    let rows = [
        vec![Text("NSS"), Text("Fecha"), Text("SBC")],
        vec![Number(92_919_084_431.0), Day(46_037.0), Number(687.7)],
        vec![Text("92919084431"), Text("15/01/2026"), Text("\u{d1}")],
    ];
    let odd = import::testing::Odd {
        merged: &[[1, 2, 0, 1]],
        ..import::testing::Odd::default()
    };
    import::testing::workbook_with(&rows, &odd)
}

fn file_seeds() -> Vec<Vec<u8>> {
    vec![
        xlsx(SHEET, STRINGS, STYLES),
        ods(CONTENT),
        import::testing::compound("Workbook", &xls_stream()),
        TABLE.as_bytes().to_vec(),
        TABLE.replace(';', "\t").into_bytes(),
        dispmag_of(3),
        ASEG.as_bytes().to_vec(),
        MOVT.as_bytes().to_vec(),
    ]
}

fn xlsx_seeds() -> Vec<Vec<u8>> {
    vec![[SHEET, STRINGS, STYLES].join(&0), SHEET.to_vec()]
}

fn ods_seeds() -> Vec<Vec<u8>> {
    vec![CONTENT.to_vec()]
}

fn xls_seeds() -> Vec<Vec<u8>> {
    vec![xls_stream()]
}

fn csv_seeds() -> Vec<Vec<u8>> {
    let windows: Vec<u8> = TABLE.chars().map(|c| c as u32 as u8).collect();
    let mut seeds = vec![TABLE.as_bytes().to_vec(), windows];
    seeds.extend([",", "\t", "|"].map(|delimiter| TABLE.replace(';', delimiter).into_bytes()));
    seeds
}

fn line_seeds() -> Vec<Vec<u8>> {
    vec![
        dispmag_of(2),
        [dispmag_of(1), b"*************\r\n".to_vec()].concat(),
        [ASEG, MOVT].concat().into_bytes(),
        [MOVT, ASEG].concat().into_bytes(),
    ]
}
