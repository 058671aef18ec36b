//! The lotes of a seed, as the portal would remember them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};

use crate::calendar::{business_days_after, mexico};
use crate::certificate::hex;
use crate::cms::SignedMessage;
use crate::dispmag::{Expectations, records};
use crate::memory::{Line, Lote};
use crate::seed::{Seed, SeedLote};

/// Makes every lote of a seed. The signature is verified; the certificate was checked when the lote was
/// received, and may have expired since.
///
/// # Errors
/// The number of a lote whose registro patronal is not in the seed, or whose message is not a signed DISPMAG
/// file, with the reason.
pub(crate) fn lotes(seed: &Seed, minimum_wage: u32) -> Result<Vec<Lote>, (String, String)> {
    let make = |(at, lote)| {
        make(seed, minimum_wage, at, lote).map_err(|reason| (lote.id_lote.clone(), reason))
    };
    seed.lotes.iter().enumerate().map(make).collect()
}

fn make(seed: &Seed, minimum_wage: u32, at: usize, lote: &SeedLote) -> Result<Lote, String> {
    let registro = seed
        .registros_patronales
        .iter()
        .find(|registro| registro.numero == lote.registro_patronal)
        .ok_or("the seed does not have its registro patronal")?;
    let cms = STANDARD
        .decode(&lote.cms)
        .map_err(|error| error.to_string())?;
    let message = SignedMessage::parse(&cms)
        .and_then(SignedMessage::verify_cades)
        .map_err(|error| error.to_string())?;
    let records = records(message.content).ok_or("its content is not a DISPMAG file")?;
    let expected = Expectations {
        registro_patronal: &registro.numero,
        tipo: None,
        latest_reingreso: business_days_after(mexico(lote.received).date(), 1),
        minimum_wage,
    };
    Ok(Lote {
        id: lote.id_lote.clone(),
        folio: lote.folio.clone(),
        secuencia: format!("{:010}", 900_000 + at),
        registro_patronal: registro.numero.clone(),
        rfc: registro.rfc.clone(),
        razon_social: registro.razon_social.clone(),
        huella: hex(digest(&SHA256, &cms).as_ref()),
        certificate_serial: message.signer.printed_serial(),
        received: lote.received,
        stuck_in: None,
        processed: false,
        lines: Line::check_all(&records, expected),
    })
}
