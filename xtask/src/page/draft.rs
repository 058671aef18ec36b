//! A draft of the page: the same steps as the delivered one, without what only makes it smaller.
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;
use crate::tools::PageTools;

/// Set for the bundle step of a draft, which then compresses nothing.
const VARIABLE: &str = "RUBRICA_DRAFT_PAGE";

/// Takes the place of wasm-opt: index.html asks Trunk for it, and a draft does not need it.
const COPY_INSTEAD_OF_WASM_OPT: &str = r#"#!/bin/sh
for word in "$@"; do
    case "$word" in
    --version) echo "wasm-opt version 1 (a copy)" && exit ;;
    --output=*) output=${word#--output=} ;;
    -*) ;;
    *) input=$word ;;
    esac
done
exec cp "$input" "$output"
"#;

/// Changes a call of Trunk so that it builds a draft.
pub(super) fn apply(paths: &Paths, tools: &PageTools, trunk: &mut Command) -> Result<()> {
    let folder = paths.tools().join("draft");
    let file = folder.join("wasm-opt");
    process::write(&file, COPY_INSTEAD_OF_WASM_OPT)?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    let path = env::join_paths([folder].into_iter().chain(tools.folders()))
        .context("a folder on PATH holds a colon")?;
    trunk
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", paths.web_draft_target())
        .env("CARGO_PROFILE_WEB_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_WEB_LTO", "off")
        .env("CARGO_PROFILE_WEB_CODEGEN_UNITS", "64")
        .env("CARGO_PROFILE_WEB_INCREMENTAL", "true")
        .env(VARIABLE, "1");
    Ok(())
}

/// Whether the running bundle step finishes a draft.
pub(super) fn is_running() -> bool {
    env::var_os(VARIABLE).is_some()
}
