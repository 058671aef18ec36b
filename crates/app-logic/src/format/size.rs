//! Sizes of files.

/// Returns a size as Windows shows it, and as limits count it: `1.3 KB`, `48 MB`, of 1,024 each.
#[must_use]
pub fn bytes(size: f64) -> String {
    const KILO: f64 = 1_024.0;
    if size < KILO {
        format!("{size:.0} bytes")
    } else if size < KILO * KILO {
        scaled(size / KILO, "KB")
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
        assert_eq!(bytes(1_023.0), "1023 bytes");
        assert_eq!(bytes(1_298.0), "1.3 KB");
        assert_eq!(bytes(17_000.0), "17 KB");
        // As the signer calls the same file.
        assert_eq!(bytes(f64::from(50 << 20)), "50 MB");
    }
}
