//! Finds circles between the modules of a crate.
//!
//! For every folder of a crate, the modules in it are the nodes; a path in one module's code
//! (`crate::…`, `super::…`, `self::…`) that ends in another one is an arrow between them. A name that a
//! `mod.rs` or `lib.rs` re-exports counts as the module that defines it. Code that only tests compile is
//! left out, and so is what a folder's own `mod.rs` uses: that it knows its parts is no circle.
mod circles;
mod source;
mod tokens;

use std::path::Path;

use anyhow::{Result, ensure};

use super::report::Count;
use crate::paths::Paths;
use crate::process::say;
use source::Crate;

/// The crates without a circle, by their folders. Once clean, a crate stays here.
const CLEAN: [&str; 24] = [
    "app",
    "crates/api",
    "crates/app-logic",
    "crates/benchmarks",
    "crates/credential",
    "crates/export",
    "crates/export-protocol",
    "crates/export-worker",
    "crates/fuzz-targets",
    "crates/idse",
    "crates/idse-simulator",
    "crates/import",
    "crates/import-protocol",
    "crates/import-worker",
    "crates/imss",
    "crates/model",
    "crates/receipts",
    "crates/service",
    "crates/signer-worker",
    "crates/storage",
    "crates/vault",
    "crates/vault-protocol",
    "server",
    "xtask",
];

/// Searches every crate of [`CLEAN`]. Each counts as a test.
///
/// # Errors
/// A source file cannot be read, or a crate has none.
pub(crate) fn check(paths: &Paths) -> Result<Count> {
    let mut count = Count::default();
    for folder in CLEAN {
        let found = circles_in(&paths.root, folder)?;
        if found.is_empty() {
            count.passed += 1;
        } else {
            count.failed += 1;
        }
        for circle in found {
            say(format!("WRONG: a circle in {folder}: {circle}"));
        }
    }
    Ok(count)
}

/// The circles of one crate, each as a path of modules with the files that make it.
fn circles_in(root: &Path, folder: &str) -> Result<Vec<String>> {
    let read = Crate::read(root, &format!("{folder}/src"))?;
    ensure!(!read.is_empty(), "{folder} has no source");
    Ok(circles::find(&read.arrows()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Writes a crate to a temporary folder and returns its circles.
    fn circles_of(name: &str, files: &[(&str, &str)]) -> Vec<String> {
        let root = std::env::temp_dir().join(format!("rubrica-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = root.join("made/src").join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let found = circles_in(&root, "made");
        fs::remove_dir_all(&root).unwrap();
        found.unwrap()
    }

    #[test]
    fn reports_a_circle_with_its_files() {
        let found = circles_of(
            "circle",
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;"),
                ("a.rs", "//! Names crate::c only here.\nuse crate::b::B;"),
                ("b/mod.rs", "mod deep;\npub use deep::B;"),
                (
                    "b/deep.rs",
                    "pub struct B;\nfn f() -> crate::c::C { panic!() }",
                ),
                ("c.rs", "pub struct C(\n    super::a::A,\n);"),
            ],
        );
        assert_eq!(
            found,
            [
                "a → b (made/src/a.rs:2 uses crate::b::B) → c (made/src/b/deep.rs:2 uses \
                 crate::c::C) → a (made/src/c.rs:2 uses super::a::A)"
            ]
        );
    }

    #[test]
    fn accepts_arrows_that_point_one_way() {
        let found = circles_of(
            "clean",
            &[
                ("lib.rs", "mod a;\nmod b;\nuse a::A;\nuse b::B;"),
                ("a.rs", "use crate::b::{B, self as bee};"),
                (
                    "b.rs",
                    "//! See [`crate::a`].\nconst T: &str = \"crate::a::A\";",
                ),
            ],
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn leaves_out_what_only_tests_compile() {
        let found = circles_of(
            "tests",
            &[
                (
                    "lib.rs",
                    "mod a;\nmod b;\n#[cfg(any(test, feature = \"testing\"))]\nmod testing;",
                ),
                ("a.rs", "use crate::b::B;\nuse crate::b::C;"),
                (
                    "b.rs",
                    "#[cfg(test)]\nuse crate::a::A;\n#[cfg(test)]\nmod tests { use crate::a::A; }",
                ),
                ("testing.rs", "use crate::a::A;"),
            ],
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn follows_re_exports_to_the_module_that_defines_a_name() {
        let found = circles_of(
            "exports",
            &[
                ("lib.rs", "mod a;\npub mod b;\npub use b::B;"),
                ("a.rs", "use crate::B;"),
                ("b.rs", "use super::a;\npub struct B;"),
            ],
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn finds_circles_in_folders_inside_folders() {
        let found = circles_of(
            "nested",
            &[
                ("lib.rs", "mod pages;"),
                ("pages/mod.rs", "mod one;\nmod two;"),
                ("pages/one.rs", "use super::two::Two;"),
                ("pages/two.rs", "use crate::pages::{one::One};"),
            ],
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("pages::one → pages::two"), "{found:?}");
    }
}
