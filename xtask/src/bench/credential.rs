//! Opening, signing and verifying, beside the libraries that a developer would otherwise take.
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::figure::{Better, Figure, Goal, beside};
use super::native::Native;
use super::page::{self, Peer};
use crate::paths::Paths;

/// The signer's wasm as it travels, at most: kilobytes of a thousand bytes.
const MOST_KILOBYTES: f64 = 260.0;

/// Measures all of it.
pub(super) fn figures(paths: &Paths) -> Result<Vec<Figure>> {
    let native = Native::build(paths)?;
    native.make_material()?;
    let in_page = page::measure(paths, "credential", &Peer::Native(&native))?;
    let measured = in_page.and(native.measure("verify")?);
    let compared = [
        ("open-sat", "node-forge", Goal::TimesAsFast(8.0)),
        ("open-sat", "jsrsasign", Goal::None),
        ("open-sat", "openssl", Goal::TimesAsLong(2.0)),
        ("open-pfx", "node-forge", Goal::TimesAsFast(8.0)),
        ("open-pfx", "openssl", Goal::None),
        ("sign-10000", "node-forge", Goal::TimesAsFast(12.0)),
        ("sign-10000", "jsrsasign", Goal::None),
        ("sign-10000", "webcrypto", Goal::TimesAsLong(1.5)),
        ("verify-17-kb", "openssl", Goal::TimesAsFast(0.7)),
        ("verify-1.7-mb", "openssl", Goal::TimesAsFast(0.7)),
    ];
    let mut figures = compared
        .into_iter()
        .map(|(job, other, goal)| beside(&measured, job, other, goal))
        .collect::<Result<Vec<_>>>()?;
    figures.push(size(&paths.dist())?);
    Ok(figures)
}

/// What the browser fetches of the signer's wasm.
fn size(dist: &Path) -> Result<Figure> {
    let index = fs::read_to_string(dist.join("index.html")).context("the page is not built")?;
    let wasm = address(&index, "signer-wasm").context("index.html names no signer-wasm")?;
    let file = dist.join(format!("{}.br", wasm.trim_start_matches('/')));
    let bytes = fs::metadata(&file)
        .with_context(|| format!("cannot read {}", file.display()))?
        .len();
    let kilobytes = bytes as f64 / 1000.0;
    Ok(Figure {
        name: "signer-wasm-brotli".to_owned(),
        value: kilobytes,
        unit: "kB",
        better: Better::Lower,
        against: None,
        ratio: None,
        goal: Some(format!("≤ {MOST_KILOBYTES} kB")),
        met: Some(kilobytes <= MOST_KILOBYTES),
    })
}

fn address<'a>(index: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = index.split_once(&format!("<meta name=\"{name}\" content=\""))?;
    Some(rest.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_is_found_by_the_name_that_the_page_finds_it_by() {
        let index = r#"<meta name="signer-worker" content="/worker/a.js">
            <meta name="signer-wasm" content="/worker/b.wasm">"#;
        assert_eq!(address(index, "signer-wasm"), Some("/worker/b.wasm"));
        assert_eq!(address(index, "app-wasm"), None);
    }
}
