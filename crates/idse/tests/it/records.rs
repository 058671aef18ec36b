//! DISPMAG records, spelt out by position.

use imss::id::RegistroPatronal;
use jiff::civil::Date;

use idse::{LoteContents, OutgoingLote};

/// A trabajador the portal's seed has as vigente with the first registro patronal.
pub(crate) const KARLA: Trabajador = Trabajador("92919084431", "FUENTE", "NOLASCO", "KARLA");
/// Another one.
pub(crate) const XIMENA: Trabajador = Trabajador("72795608040", "XIMENEZ", "NOLASCO", "KARLA");
/// A trabajador nobody has registered.
pub(crate) const NEW: Trabajador = Trabajador("12345678903", "NUEVO", "", "JUAN");

/// NSS and name.
#[derive(Clone, Copy)]
pub(crate) struct Trabajador(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
);

pub(crate) fn reingreso(rp: &str, trabajador: Trabajador, fecha: Date) -> String {
    let tail = format!("021  0801400{:<10} {:<18}9", "E0001", "");
    record(rp, trabajador, "068770      100", fecha, &tail)
}

pub(crate) fn modificacion(rp: &str, trabajador: Trabajador, fecha: Date) -> String {
    let tail = format!("     0701400{:<10} {:<18}9", "E0001", "");
    record(rp, trabajador, "068770       00", fecha, &tail)
}

pub(crate) fn baja(rp: &str, trabajador: Trabajador, fecha: Date) -> String {
    let tail = format!("     0201400{:<10}2{:<18}9", "E0001", "");
    record(rp, trabajador, "000000000000000", fecha, &tail)
}

fn record(rp: &str, trabajador: Trabajador, wage: &str, fecha: Date, tail: &str) -> String {
    let Trabajador(nss, paterno, materno, nombre) = trabajador;
    let fecha = fecha.strftime("%d%m%Y");
    let line = format!("{rp}{nss}{paterno:<27}{materno:<27}{nombre:<27}{wage}{fecha}{tail}");
    assert_eq!(line.len(), 168);
    format!("{line}\r\n")
}

pub(crate) fn outgoing<'a>(
    rp: &str,
    contents: LoteContents,
    cms_der: &'a [u8],
) -> OutgoingLote<'a> {
    OutgoingLote {
        registro_patronal: RegistroPatronal::parse(rp).unwrap(),
        contents,
        cms_der,
    }
}
