//! Salaries raised by a percentage or pasted out of a spreadsheet; whom each pasted line means.

use api::view::trabajadores::TrabajadorView;

/// Cents of an amount as people write it: `687.7`, `$1,234.50`.
pub(crate) fn cents(typed: &str) -> Option<u64> {
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '$' | ','))
        .collect();
    let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return None;
    }
    let fraction: u64 = format!("{fraction:0<2}").parse().ok()?;
    let whole: u64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction)
}

/// An amount as the form's field holds it.
pub(crate) fn as_typed(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Hundredths of a percent: `5`, `5.5`, `-3`, `4,25`.
pub(super) fn percentage(typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, typed.strip_prefix('+').unwrap_or(&typed)),
    };
    let value = i64::try_from(cents(digits)?).ok()?;
    Some(sign * value)
}

/// An amount raised by hundredths of a percent, to the nearest cent.
pub(super) fn raised(cents: u64, percentage: i64) -> Option<u64> {
    const WHOLE: i128 = 10_000;
    let factor = WHOLE + i128::from(percentage);
    let raised = (i128::from(cents) * factor + WHOLE / 2) / WHOLE;
    u64::try_from(raised).ok()
}

/// A salary out of a pasted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// Place among the workers given.
    pub(crate) worker: usize,
    pub(crate) cents: u64,
}

/// Reads lines as a spreadsheet copies them: somewhere in each an NSS or the employer's own code, and
/// as its last amount the new salary. Answers what was understood, and the lines that were not.
pub(crate) fn pasted(text: &str, workers: &[TrabajadorView]) -> (Vec<Pasted>, Vec<String>) {
    let mut understood = Vec::new();
    let mut strange = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match read(line, workers) {
            Some(one) => understood.push(one),
            None => strange.push(line.trim().to_owned()),
        }
    }
    (understood, strange)
}

fn read(line: &str, workers: &[TrabajadorView]) -> Option<Pasted> {
    let cells: Vec<&str> = line
        .split(['\t', ';', '|'])
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let (who, worker) = cells.iter().enumerate().find_map(|(at, cell)| {
        let worker = workers.iter().position(|worker| means(cell, worker))?;
        Some((at, worker))
    })?;
    let amount = cells.iter().enumerate().rev();
    let cents = amount
        .filter(|(at, _)| *at != who)
        .find_map(|(_, cell)| cents(cell))?;
    Some(Pasted { worker, cents })
}

/// Whether a cell names a worker. A spreadsheet takes the leading zeros off an NSS.
fn means(cell: &str, worker: &TrabajadorView) -> bool {
    const SHORTEST: usize = 8;
    let digits: String = cell.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number = digits.len() >= SHORTEST && digits.bytes().all(|byte| byte.is_ascii_digit());
    let nss = worker.data.nss.trim_start_matches('0');
    let clave = worker.data.clave.trim();
    (is_number && digits.trim_start_matches('0') == nss)
        || (!clave.is_empty() && clave.eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use api::view::trabajadores::{TrabajadorData, TrabajadorView};

    use super::{Pasted, as_typed, cents, pasted, percentage, raised};

    fn worker(nss: &str, clave: &str) -> TrabajadorView {
        TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: nss.to_owned(),
                clave: clave.to_owned(),
                ..TrabajadorData::default()
            },
            nombre: String::new(),
            antes: Vec::new(),
            relaciones: Vec::new(),
        }
    }

    #[test]
    fn a_raise_is_rounded_to_the_cent() {
        assert_eq!(percentage("5.5 %"), Some(550));
        assert_eq!(percentage("-3"), Some(-300));
        assert_eq!(percentage("4,25"), Some(425));
        assert_eq!(percentage("mucho"), None);
        assert_eq!(raised(68_770, 550), Some(72_552));
        assert_eq!(raised(10_001, 50), Some(10_051));
        assert_eq!(
            raised(10_000, -10_100),
            None,
            "no salary is less than nothing"
        );
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        assert_eq!(cents("$1,234.50"), Some(123_450));
        assert_eq!(cents("687.7"), Some(68_770));
        assert_eq!(cents("1.234,50"), None);
        assert_eq!(cents(""), None);
        assert_eq!(as_typed(68_770), "687.70");
    }

    #[test]
    fn pasted_lines_name_workers_by_nss_or_code_and_end_in_the_salary() {
        let workers = [worker("02919084431", "E1"), worker("72795608040", "E2")];
        let (read, strange) = pasted(
            "NSS\tNombre\tActual\tNuevo\n2919084431\tKARLA\t600.00\t$1,650.50\n\ne2\t700\n11111111111\t9\n",
            &workers,
        );
        let (first, second) = (
            Pasted {
                worker: 0,
                cents: 165_050,
            },
            Pasted {
                worker: 1,
                cents: 70_000,
            },
        );
        assert_eq!(read, [first, second]);
        assert_eq!(strange, ["NSS\tNombre\tActual\tNuevo", "11111111111\t9"]);
    }
}
