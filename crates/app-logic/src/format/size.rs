//! Sizes of files.

/// A size as people read it: `1.3 kB`, `48 MB`.
#[must_use]
pub fn bytes(size: f64) -> String {
    const KILO: f64 = 1_000.0;
    if size < KILO {
        format!("{size:.0} bytes")
    } else if size < KILO * KILO {
        scaled(size / KILO, "kB")
    } else {
        scaled(size / KILO / KILO, "MB")
    }
}

fn scaled(size: f64, unit: &str) -> String {
    let decimals = usize::from(size < 10.0);
    format!("{size:.decimals$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn a_size_keeps_two_figures() {
        assert_eq!(bytes(0.0), "0 bytes");
        assert_eq!(bytes(999.0), "999 bytes");
        assert_eq!(bytes(1_298.0), "1.3 kB");
        assert_eq!(bytes(17_000.0), "17 kB");
        assert_eq!(bytes(50_000_000.0), "50 MB");
    }
}
