//! What the figures were measured on, in one line.
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::process;

/// Processor, cores, memory, compiler, OpenSSL, and how busy the machine was.
pub(super) fn line() -> String {
    let cpu = read("/proc/cpuinfo");
    let model = after(&cpu, "model name")
        .unwrap_or("unknown processor")
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let has = |flag: &str| {
        let flags = after(&cpu, "flags").unwrap_or_default();
        flags.split_whitespace().any(|one| one == flag)
    };
    let sha = if has("sha_ni") { "with" } else { "without" };
    let memory = read("/proc/meminfo");
    let kilobytes = after(&memory, "MemTotal")
        .and_then(|total| total.split_whitespace().next())
        .and_then(|total| total.parse::<u64>().ok())
        .unwrap_or_default();
    let load = read("/proc/loadavg");
    let load = load.split_whitespace().next().unwrap_or("unknown");
    format!(
        "{model}, {cores} cores, {sha} SHA instructions, {} GB; {}; {}; load {load}",
        kilobytes.div_ceil(1_000_000),
        version("rustc"),
        version("openssl"),
    )
}

fn read(file: impl AsRef<Path>) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

/// Returns what follows `name:` on the first line that has it.
fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'))
        .map(str::trim)
}

fn version(program: &str) -> String {
    let asked = if program == "openssl" {
        "version"
    } else {
        "--version"
    };
    let said = process::output(Command::new(program).arg(asked)).unwrap_or_default();
    // The rest is dates.
    said.split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_whole_name() {
        let text = "model\t\t: 6\nmodel name\t: Some Processor\n";
        assert_eq!(after(text, "model name"), Some("Some Processor"));
        assert_eq!(after(text, "flags"), None);
    }
}
