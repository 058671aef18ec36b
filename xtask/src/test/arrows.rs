//! Which crate may depend on which: compares the arrows of docs/ARCHITECTURE.md with cargo's own tree.
use std::collections::BTreeSet;

use anyhow::Result;

use super::folders;
use super::report::{Count, Outcome};
use crate::paths::Paths;
use crate::process::{self, say};

/// A crate and what it may not depend on, directly or not.
struct Arrow {
    package: &'static str,
    /// Build for the page, or for the host.
    wasm: bool,
    never: &'static [&'static str],
    why: &'static str,
}

const ARROWS: &[Arrow] = &[
    Arrow {
        package: "app",
        wasm: true,
        never: &[
            "credential",
            "vault",
            "import",
            "export",
            "calamine",
            "rust_xlsxwriter",
            "rsa",
            "pkcs8",
            "service",
            "storage",
            "surrealdb",
            "server",
            "idse",
        ],
        why: "the page cannot name a type that holds a private key",
    },
    Arrow {
        package: "app-logic",
        wasm: true,
        never: &[
            "app",
            "leptos",
            "web-sys",
            "js-sys",
            "gloo-net",
            "credential",
            "vault",
            "import",
            "service",
            "storage",
            "surrealdb",
            "server",
            "idse",
        ],
        why: "what the page decides runs as native tests, without a browser, a view or a key",
    },
    Arrow {
        package: "server",
        wasm: false,
        never: &[
            "app",
            "app-logic",
            "frontend",
            "vault",
            "vault-protocol",
            "xtask",
        ],
        why: "an edit of a page rebuilds no server, and the server opens no key",
    },
    Arrow {
        package: "idse-simulator",
        wasm: false,
        never: &[
            "idse",
            "credential",
            "cms",
            "service",
            "storage",
            "surrealdb",
        ],
        why: "the simulator checks our work, so it shares none of it",
    },
    Arrow {
        package: "service",
        wasm: false,
        never: &[
            "storage",
            "surrealdb",
            "axum",
            "idse",
            "idse-simulator",
            "server",
            "app",
        ],
        why: "the use cases are handed what they work with",
    },
    Arrow {
        package: "imss",
        wasm: false,
        never: &[
            "tokio",
            "surrealdb",
            "leptos",
            "web-sys",
            "credential",
            "service",
        ],
        why: "the domain is pure",
    },
    Arrow {
        package: "model",
        wasm: false,
        never: &[
            "tokio",
            "surrealdb",
            "leptos",
            "web-sys",
            "credential",
            "service",
            "api",
        ],
        why: "the nouns and limits of both sides are pure, and below both",
    },
    Arrow {
        package: "credential",
        wasm: false,
        never: &["tokio", "surrealdb", "leptos", "web-sys", "imss", "service"],
        why: "opening and signing are pure",
    },
    Arrow {
        package: "vault-protocol",
        wasm: true,
        never: &["credential", "vault", "rsa", "leptos", "app"],
        why: "the messages between page and worker carry no key type",
    },
    Arrow {
        package: "vault",
        wasm: true,
        never: &["app", "api", "leptos", "service", "tokio"],
        why: "what the worker does knows nothing of the page",
    },
    Arrow {
        package: "signer-worker",
        wasm: true,
        never: &["app", "api", "leptos", "gloo-net", "service", "tokio"],
        why: "the worker carries nothing of the page, and nothing that speaks to a network",
    },
    Arrow {
        package: "import-protocol",
        wasm: true,
        never: &[
            "import",
            "calamine",
            "zip",
            "rust_xlsxwriter",
            "leptos",
            "app",
        ],
        why: "the messages between page and worker carry no reader of files",
    },
    Arrow {
        package: "import",
        wasm: true,
        never: &[
            "credential",
            "vault",
            "api",
            "leptos",
            "web-sys",
            "service",
            "tokio",
        ],
        why: "reading files is pure, and knows neither keys nor the network",
    },
    Arrow {
        package: "import-worker",
        wasm: true,
        never: &[
            "credential",
            "vault",
            "signer-worker",
            "rsa",
            "app",
            "api",
            "leptos",
            "gloo-net",
            "service",
            "tokio",
        ],
        why: "a worker that reads hostile files carries nothing of keys or of a network",
    },
    Arrow {
        package: "export-protocol",
        wasm: true,
        never: &["export", "zip", "rust_xlsxwriter", "leptos", "app", "api"],
        why: "the messages between page and worker carry no writer of files",
    },
    Arrow {
        package: "export-worker",
        wasm: true,
        never: &[
            "credential",
            "vault",
            "import",
            "rsa",
            "app",
            "api",
            "leptos",
            "gloo-net",
            "service",
            "tokio",
        ],
        why: "the worker writes tables, and carries nothing of keys, of foreign files or of a network",
    },
    Arrow {
        package: "idse",
        wasm: false,
        never: &[
            "credential",
            "service",
            "storage",
            "surrealdb",
            "idse-simulator",
        ],
        why: "the portal's client passes on what is signed already",
    },
    Arrow {
        package: "storage",
        wasm: false,
        never: &["app", "api", "server", "idse", "idse-simulator"],
        why: "storage implements the traits of service and nothing else",
    },
    Arrow {
        package: "frontend",
        wasm: true,
        never: &[
            "service",
            "storage",
            "surrealdb",
            "server",
            "axum",
            "idse",
            "idse-simulator",
        ],
        why: "nothing of the host is in the page",
    },
];

/// Checks every arrow, that only `storage` depends on SurrealDB, and the folders of each crate. Each
/// counts as a test.
pub(crate) fn check(paths: &Paths) -> Result<Outcome> {
    let mut count = Count::default();
    let mut report = |right: bool, what: String| {
        if right {
            count.passed += 1;
        } else {
            count.failed += 1;
            say(format!("WRONG: {what}"));
        }
    };
    for arrow in ARROWS {
        let dependencies = tree(paths, arrow)?;
        let wrong = forbidden_in(&dependencies, arrow.never);
        let Arrow { package, why, .. } = arrow;
        report(
            wrong.is_empty(),
            format!("{package} depends on {}: {why}", wrong.join(", ")),
        );
    }
    let above = surrealdb_is_named_by(paths)?;
    report(
        above == ["storage"],
        format!(
            "surrealdb is named by {}, and may be by storage alone",
            above.join(", ")
        ),
    );
    Ok(Outcome::Tested(count).and(Outcome::Tested(folders::check(paths)?)))
}

/// The crates that an arrow's package depends on, directly or not.
fn tree(paths: &Paths, arrow: &Arrow) -> Result<BTreeSet<String>> {
    let mut cargo = process::cargo();
    cargo
        .args(["tree", "--quiet", "--package", arrow.package])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(&paths.root);
    if arrow.wasm {
        cargo.args(["--target", "wasm32-unknown-unknown"]);
    }
    let said = process::output(&mut cargo)?;
    Ok(names(&said))
}

/// The crates of ours that name SurrealDB as their dependency.
fn surrealdb_is_named_by(paths: &Paths) -> Result<Vec<String>> {
    let said = process::output(
        process::cargo()
            .args(["tree", "--quiet", "--workspace", "--invert", "surrealdb"])
            .args(["--edges", "normal,build,dev", "--prefix", "none"])
            .args(["--depth", "1", "--format", "{p}"])
            .current_dir(&paths.root),
    )?;
    Ok(names(&said)
        .into_iter()
        .filter(|name| name != "surrealdb")
        .collect())
}

fn names(said: &str) -> BTreeSet<String> {
    said.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn forbidden_in(dependencies: &BTreeSet<String>, never: &[&'static str]) -> Vec<&'static str> {
    never
        .iter()
        .copied()
        .filter(|name| dependencies.contains(*name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_crates_by_their_whole_name() {
        let dependencies = names("app v0.1.0 (/x/app)\nvault-protocol v0.1.0 (/x)\nrsa v0.9.10\n");
        assert_eq!(forbidden_in(&dependencies, &["vault", "rsa"]), ["rsa"]);
        assert!(forbidden_in(&dependencies, &["vault", "credential"]).is_empty());
    }

    #[test]
    fn finds_a_broken_arrow_in_cargos_tree() {
        let paths = Paths::find().unwrap();
        let broken = Arrow {
            package: "xtask",
            wasm: false,
            never: &["clap", "leptos"],
            why: "a negative control",
        };
        let dependencies = tree(&paths, &broken).unwrap();
        assert_eq!(forbidden_in(&dependencies, broken.never), ["clap"]);
    }
}
