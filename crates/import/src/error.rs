//! Why a file could not be read, in words that say what to do.

use import_protocol::Failure;

/// Why a file could not be read. `to_string()` is the Spanish sentence.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A file of IDSE's cannot be read.
    #[error(transparent)]
    Receipt(#[from] receipts::ReadError),
    /// Nothing in it.
    #[error("El archivo está vacío.")]
    Empty,
    /// Something that holds no table.
    #[error("Esto es {0}, no una tabla de movimientos.")]
    NotATable(&'static str),
    /// A page of the web that calls itself .xls.
    #[error("Este archivo es una página web guardada como .xls, no un libro de Excel.")]
    WebPage,
    /// A workbook in the binary format of Excel 2007.
    #[error("Este archivo es un libro binario de Excel (.xlsb), que no leemos.")]
    BinaryWorkbook,
    /// A workbook in the XML of Excel 2003.
    #[error("Este archivo es una hoja de cálculo XML de Excel 2003, que no leemos.")]
    Excel2003Xml,
    /// A workbook of Excel 4 or before.
    #[error("Este archivo es de un Excel muy antiguo (4.0 o anterior), que no leemos.")]
    OldExcel,
    /// DISPMAG whose records have another length.
    #[error(
        "Este archivo es un DISPMAG, pero sus renglones miden {0} caracteres y deben medir 168."
    )]
    RecordLength(usize),
    /// A workbook that asks for a password.
    #[error("El libro está protegido con contraseña.")]
    Password,
    /// A zip, workbook or table that is broken.
    #[error("El archivo está dañado o incompleto.")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// More than we look at.
    #[error("El archivo es demasiado grande: {0}.")]
    TooLarge(&'static str),
    /// There is no such sheet.
    #[error("El libro ya no tiene esa hoja.")]
    NoSuchSheet,
    /// No row.
    #[error("La hoja no tiene renglones con datos.")]
    NoRows,
    /// The browser did not give the bytes.
    #[error("El navegador no pudo leer el archivo.")]
    Unreadable(#[source] std::io::Error),
    /// Something was asked in the wrong order: a defect of ours.
    #[error("Primero hay que elegir el archivo.")]
    NothingOpen,
}

impl ReadError {
    /// Returns stable, kebab-case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotATable(_) => "not-a-table",
            Self::WebPage => "web-page",
            Self::BinaryWorkbook => "xlsb",
            Self::Excel2003Xml => "excel-2003-xml",
            Self::OldExcel => "old-excel",
            Self::RecordLength(_) => "record-length",
            Self::Password => "password",
            Self::Broken(_) => "broken",
            Self::TooLarge(_) => "too-large",
            Self::NoSuchSheet => "no-such-sheet",
            Self::NoRows => "no-rows",
            Self::Unreadable(_) => "unreadable",
            Self::NothingOpen => "nothing-open",
            Self::Receipt(error) => error.code(),
        }
    }

    /// Returns what to do next, in Spanish.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Vuelve a exportarlo y elígelo otra vez.",
            Self::NotATable(_) => {
                "Elige un Excel (.xlsx, .xls), un .ods, un CSV, un DISPMAG o un archivo del SUA."
            }
            Self::WebPage | Self::BinaryWorkbook | Self::Excel2003Xml | Self::OldExcel => {
                "Ábrelo en Excel, elige Archivo > Guardar como y el tipo «Libro de Excel (.xlsx)», y elige aquí el archivo nuevo."
            }
            Self::RecordLength(_) => {
                "Vuelve a exportarlo desde el programa que lo hizo, sin abrirlo ni guardarlo en un editor; si sale igual, pide a su proveedor el formato de 168 posiciones del IMSS."
            }
            Self::Password => {
                "En Excel elige Archivo > Información > Proteger libro > Cifrar con contraseña, bórrala y guárdalo otra vez."
            }
            Self::Broken(_) => "Vuelve a copiarlo o a exportarlo y elígelo otra vez.",
            Self::TooLarge(_) => "Divídelo en archivos más chicos.",
            Self::NoSuchSheet => "Vuelve a elegir el archivo.",
            Self::NoRows => "Elige otra hoja, o revisa que los datos estén en este archivo.",
            Self::Unreadable(_) => {
                "Si lo cambiaste o lo moviste después de elegirlo, elígelo otra vez."
            }
            Self::NothingOpen => "Elige el archivo.",
            Self::Receipt(error) => error.hint(),
        }
    }

    pub(crate) fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(error.into())
    }
}

impl From<&ReadError> for Failure {
    fn from(error: &ReadError) -> Self {
        Self {
            code: error.code().to_owned(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
        }
    }
}

/// A limit that was passed while reading travels as this kind of error; anything else is the file's
/// keeper's.
impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::FileTooLarge => {
                Self::TooLarge("lo que trae dentro pasa de lo que podemos leer")
            }
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
                Self::broken(error)
            }
            _ => Self::Unreadable(error),
        }
    }
}

impl From<zip::result::ZipError> for ReadError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => error.into(),
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)
            | zip::result::ZipError::InvalidPassword => Self::Password,
            other => Self::broken(other),
        }
    }
}

impl From<quick_xml::Error> for ReadError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) => std::io::Error::new(error.kind(), error).into(),
            other => Self::broken(other),
        }
    }
}
