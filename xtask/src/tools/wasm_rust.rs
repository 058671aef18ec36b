//! A Rust that builds for wasm32: the installed one if it can or if rustup can teach it, else Debian's,
//! unpacked below `target/tools/rust-wasm` without root and without touching the system.
//!
//! Debian ships the compiler of its browsers with the library's source but without the library for
//! wasm32, so that is compiled here, once.
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use super::stamp::Stamp;
use crate::paths::Paths;
use crate::process::{self, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// Raise it when a step below changes, so that everything is built again.
const RECIPE: &str = "1";

/// The compiler that builds the page.
pub(crate) enum WasmRust {
    /// The installed toolchain knows wasm32.
    Installed,
    /// Debian's, through this wrapper.
    Debian { rustc: PathBuf },
}

impl WasmRust {
    /// Lets a cargo call build for wasm32.
    pub(crate) fn lend(&self, command: &mut Command) {
        if let Self::Debian { rustc } = self {
            command.env("RUSTC", rustc);
        }
    }
}

/// Finds or obtains the compiler.
pub(crate) fn obtain(paths: &Paths) -> Result<WasmRust> {
    if installed_rust_knows_wasm(paths) {
        return Ok(WasmRust::Installed);
    }
    let debian = Unpacked::below(&paths.tools());
    if debian.is_whole() {
        return Ok(debian.into_rust());
    }
    if rustup_adds_wasm(paths) {
        return Ok(WasmRust::Installed);
    }
    debian.make(paths).context(
        "cannot obtain a Rust for wasm32: run `rustup target add wasm32-unknown-unknown`, or make \
         Debian's package rustc-web available",
    )?;
    Ok(debian.into_rust())
}

fn installed_rust_knows_wasm(paths: &Paths) -> bool {
    let asked = process::output(
        Command::new("rustc")
            .args(["--print", "target-libdir", "--target", TARGET])
            .current_dir(&paths.root),
    );
    asked.is_ok_and(|folder| {
        fs::read_dir(folder).is_ok_and(|files| {
            files.flatten().any(|file| {
                let name = file.file_name();
                let name = name.to_string_lossy();
                name.starts_with("libstd-") && name.ends_with(".rlib")
            })
        })
    })
}

fn rustup_adds_wasm(paths: &Paths) -> bool {
    let Some(rustup) = process::on_path("rustup") else {
        return false;
    };
    say("asking rustup for the wasm32 library, which the page is compiled with");
    // A server out of reach may leave rustup waiting: a minute is enough to know.
    let asked = process::output(
        Command::new("timeout")
            .arg("60")
            .arg(rustup)
            .args(["target", "add", TARGET])
            .env("RUSTUP_MAX_RETRIES", "0")
            .current_dir(&paths.root),
    );
    if asked.is_err() {
        say("rustup cannot have it here");
    }
    asked.is_ok() && installed_rust_knows_wasm(paths)
}

/// Debian's packages, unpacked.
struct Unpacked {
    folder: PathBuf,
}

impl Unpacked {
    fn below(tools: &Path) -> Self {
        Self {
            folder: tools.join("rust-wasm"),
        }
    }

    fn into_rust(self) -> WasmRust {
        WasmRust::Debian {
            rustc: self.wrapper(),
        }
    }

    fn is_whole(&self) -> bool {
        self.stamp().holds() && self.wrapper().is_file()
    }

    fn stamp(&self) -> Stamp {
        // The wrappers hold the folder's path, so a moved folder is built again.
        let made_of = format!("{RECIPE} {}", self.folder.display());
        Stamp::new(self.folder.join("whole"), made_of)
    }

    fn wrapper(&self) -> PathBuf {
        self.folder.join("bin/rustc")
    }

    fn usr(&self) -> PathBuf {
        self.folder.join("root/usr")
    }

    fn make(&self, paths: &Paths) -> Result<()> {
        for program in ["apt-get", "dpkg"] {
            process::on_path(program).with_context(|| format!("there is no {program} here"))?;
        }
        self.stamp().clear();
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)
                .with_context(|| format!("cannot clear {}", self.folder.display()))?;
        }
        self.unpack()?;
        self.wrap()?;
        self.check_version(paths)?;
        self.compile_library()?;
        self.stamp().set()
    }

    fn unpack(&self) -> Result<()> {
        debian::know("rustc-web")?;
        let packages = Packages::named()?;
        say(format!(
            "downloading Debian's Rust for wasm32 ({}), 140 MB, once",
            packages.0.join(", ")
        ));
        let archives = self.folder.join("deb");
        fs::create_dir_all(&archives)
            .with_context(|| format!("cannot make {}", archives.display()))?;
        debian::apt_get(|| {
            let mut apt_get = Command::new("apt-get");
            apt_get
                .args(["download", "-qq", "-o", "APT::Sandbox::User=root"])
                .args(&packages.0)
                .current_dir(&archives);
            apt_get
        })?;
        let root = self.folder.join("root");
        for archive in fs::read_dir(&archives)? {
            process::run(
                Command::new("dpkg")
                    .arg("-x")
                    .arg(archive?.path())
                    .arg(&root),
            )?;
        }
        fs::remove_dir_all(&archives).ok();
        Ok(())
    }

    /// Writes the commands that let the unpacked programs find the unpacked libraries.
    fn wrap(&self) -> Result<()> {
        let usr = self.usr();
        let llvm = subfolder(&usr.join("lib"), |name| name.starts_with("llvm-"))?;
        let system = subfolder(&usr.join("lib"), |name| name.ends_with("-linux-gnu"))?;
        let host = subfolder(&usr.join("lib/rustlib"), |name| {
            name.ends_with("-unknown-linux-gnu")
        })?;

        let script = |program: &Path| {
            format!(
                "#!/bin/sh\n\
                 LD_LIBRARY_PATH='{system}:{llvm}/lib:{usr}/lib' exec '{program}' \"$@\"\n",
                system = system.display(),
                llvm = llvm.display(),
                usr = usr.display(),
                program = program.display(),
            )
        };
        write_program(&self.wrapper(), &script(&usr.join("bin/rustc")))?;
        // rustc looks for its linker beside its library, by the name of Rust's own build of it.
        write_program(&host.join("bin/rust-lld"), &script(&llvm.join("bin/lld")))
    }

    fn check_version(&self, paths: &Paths) -> Result<()> {
        let manifest = fs::read_to_string(paths.root.join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse().context("cannot read Cargo.toml")?;
        let wanted = manifest["workspace"]["package"]["rust-version"]
            .as_str()
            .and_then(minor)
            .context("Cargo.toml names no rust-version")?;
        let said = process::output(Command::new(self.wrapper()).arg("--version"))?;
        let had = said.split_whitespace().nth(1).and_then(minor);
        if had.is_none_or(|had| had < wanted) {
            bail!(
                "Debian has {said}, and the workspace needs 1.{wanted}: add Debian's security updates"
            );
        }
        Ok(())
    }

    fn compile_library(&self) -> Result<()> {
        say("compiling Rust's library for wasm32, half a minute, once");
        let empty = self.folder.join("empty");
        process::write(
            &empty.join("Cargo.toml"),
            "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
        )?;
        process::write(&empty.join("src/lib.rs"), "")?;
        let target = empty.join("target");
        process::run(
            process::cargo()
                .args(["build", "--quiet", "--release", "--target", TARGET])
                .arg("-Zbuild-std=std,panic_abort")
                .arg("--target-dir")
                .arg(&target)
                .current_dir(&empty)
                .env("RUSTC", self.wrapper())
                // build-std needs the nightly compiler; this variable makes the stable one accept it.
                .env("RUSTC_BOOTSTRAP", "1")
                // Without it, link-time optimisation finds no bitcode in the library.
                .env("RUSTFLAGS", "-Cembed-bitcode=yes"),
        )?;

        let library = self.usr().join("lib/rustlib").join(TARGET).join("lib");
        fs::create_dir_all(&library)?;
        for file in fs::read_dir(target.join(TARGET).join("release/deps"))? {
            let file = file?;
            let name = file.file_name();
            let text = name.to_string_lossy();
            if text.ends_with(".rlib") && !text.starts_with("libempty") {
                fs::copy(file.path(), library.join(&name))?;
            }
        }
        fs::remove_dir_all(&empty).ok();
        Ok(())
    }
}

/// The names of Debian's packages. They contain version numbers, which Debian's own lists give.
struct Packages(Vec<String>);

impl Packages {
    fn named() -> Result<Self> {
        let development = depends("libstd-rust-web-dev", &[])?;
        let library = starting_with(&development, "libstd-rust-web-")?;
        let llvm = starting_with(&depends(&library, &[])?, "libllvm")?;
        let lld = format!("lld-{}", llvm.trim_start_matches("libllvm"));
        let mut packages = vec![
            "rustc-web".to_owned(),
            "rust-web-src".to_owned(),
            "libstd-rust-web-dev".to_owned(),
            library,
            llvm.clone(),
            lld,
        ];
        // What LLVM links that this machine does not have.
        let needed = depends(&llvm, &["--recurse"])?;
        packages.extend(needed.into_iter().filter(|package| !is_installed(package)));
        packages.sort();
        packages.dedup();
        Ok(Self(packages))
    }
}

fn depends(package: &str, options: &[&str]) -> Result<Vec<String>> {
    let said = process::output(
        Command::new("apt-cache")
            .args(["depends", "--important", "--no-pre-depends"])
            .args(options)
            .arg(package),
    )?;
    Ok(dependencies(&said))
}

fn dependencies(said: &str) -> Vec<String> {
    said.lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "))
        .filter(|name| !name.starts_with('<'))
        .map(str::to_owned)
        .collect()
}

fn starting_with(packages: &[String], start: &str) -> Result<String> {
    packages
        .iter()
        .find(|package| package.starts_with(start))
        .cloned()
        .with_context(|| format!("Debian's lists name no {start}…"))
}

fn is_installed(package: &str) -> bool {
    process::output(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Abbrev}", package]))
        .is_ok_and(|status| status.starts_with("ii"))
}

fn subfolder(folder: &Path, is_it: impl Fn(&str) -> bool) -> Result<PathBuf> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let entry = entry?;
        if is_it(&entry.file_name().to_string_lossy()) {
            return Ok(entry.path());
        }
    }
    bail!(
        "Debian's packages did not unpack as expected below {}",
        folder.display()
    )
}

fn write_program(file: &Path, script: &str) -> Result<()> {
    process::write(file, script)?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
        .with_context(|| format!("cannot make {} a program", file.display()))
}

/// The 95 of "1.95" and of "1.95.0".
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_packages_and_no_virtual_ones() {
        let said = "rustc-web\n  Depends: libstd-rust-web-dev\n  Depends: <libc-dev>\n    libc6-dev\n  Recommends: cargo-web\n";
        assert_eq!(dependencies(said), ["libstd-rust-web-dev"]);
    }

    #[test]
    fn a_version_is_compared_by_its_minor_number() {
        assert_eq!(minor("1.95"), Some(95));
        assert_eq!(minor("1.96.0"), Some(96));
        assert_eq!(minor("nightly"), None);
    }
}
