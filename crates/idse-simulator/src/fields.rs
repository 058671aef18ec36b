//! Checks of single fields, some of them stricter than is known of IMSS: those without a code of their own in
//! the domain facts are refused with 37, "error".

use jiff::civil::Date;

/// Eleven digits, the last of them the check digit.
pub(crate) fn check_nss(nss: &str) -> Result<(), &'static str> {
    if nss.len() != 11 || !nss.bytes().all(|b| b.is_ascii_digit()) {
        return Err("03");
    }
    // Luhn over the eleven digits, the check digit last.
    let sum: u32 = nss
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, b)| {
            let digit = u32::from(b - b'0');
            let weighted = if place % 2 == 1 { digit * 2 } else { digit };
            weighted / 10 + weighted % 10
        })
        .sum();
    if sum.is_multiple_of(10) && nss != "00000000000" {
        Ok(())
    } else {
        Err("04")
    }
}

/// Some vendors send spaces.
pub(crate) fn check_umf(umf: &str) -> Result<(), &'static str> {
    let digits = umf.len() == 3 && umf.bytes().all(|b| b.is_ascii_digit());
    if umf.is_empty() || digits {
        Ok(())
    } else {
        Err("18")
    }
}

/// A ceiling on the SBC: 25 UMA. 0, none.
pub(crate) fn check_ceiling(sbc: u32, uma: u32) -> Result<(), &'static str> {
    if uma > 0 && sbc > uma.saturating_mul(25) {
        return Err("37");
    }
    Ok(())
}

/// A baja or a modificación is of today or earlier: what has not happened is not reported.
pub(crate) fn check_past(fecha: Date, today: Date) -> Result<(), &'static str> {
    if fecha > today { Err("21") } else { Ok(()) }
}

/// Spaces, zeros or five digits.
pub(crate) fn check_guia(guia: &str) -> Result<(), &'static str> {
    let digits = guia.len() == 5 && guia.bytes().all(|b| b.is_ascii_digit());
    if guia.is_empty() || digits {
        Ok(())
    } else {
        Err("37")
    }
}

/// The shape of a CURP, if there is one: letters, a date, sex, entity, consonants, homoclave and a digit.
pub(crate) fn check_curp(curp: &str) -> Result<(), &'static str> {
    if curp.is_empty() {
        return Ok(());
    }
    let shape = |(at, c): (usize, char)| match at {
        4..=9 | 17 => c.is_ascii_digit(),
        10 => matches!(c, 'H' | 'M' | 'X'),
        16 => c.is_ascii_uppercase() || c.is_ascii_digit(),
        _ => c.is_ascii_uppercase() || c == 'Ñ',
    };
    if curp.chars().count() == 18 && curp.chars().enumerate().all(shape) {
        Ok(())
    } else {
        Err("37")
    }
}

/// Capitals without accents; Ñ as Windows-1252 has it.
pub(crate) fn is_name(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_ascii_uppercase() || "ÑÜ .'-/&".contains(c))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_imss_would_not_take_has_its_code() {
        assert_eq!(check_ceiling(293_275, 11_731), Ok(()));
        assert_eq!(check_ceiling(293_276, 11_731), Err("37"));
        assert_eq!(check_ceiling(u32::MAX, 0), Ok(()));
        let today = date(2026, 1, 15);
        assert_eq!(check_past(today, today), Ok(()));
        assert_eq!(check_past(date(2026, 1, 16), today), Err("21"));
        for guia in ["", "01400", "00000"] {
            assert_eq!(check_guia(guia), Ok(()), "{guia}");
        }
        assert_eq!(check_guia("1400"), Err("37"));
    }

    #[test]
    fn a_curp_has_its_shape_or_is_not_there() {
        for curp in ["", "FUNK671228MCLNLR05", "CACX760510MGTSHC04"] {
            assert_eq!(check_curp(curp), Ok(()), "{curp}");
        }
        for curp in [
            "FUNK671228MCLNLR0",
            "FUNK671228ACLNLR05",
            "1UNK671228MCLNLR05",
        ] {
            assert_eq!(check_curp(curp), Err("37"), "{curp}");
        }
    }

    #[test]
    fn names_have_no_accents() {
        assert!(is_name("MUÑOZ D'ANGELO") && is_name("GÜEMES"));
        assert!(!is_name("MÚÑOZ") && !is_name("Munoz"));
    }
}
