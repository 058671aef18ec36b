//! Every reader of bytes that come from outside, as a target of libFuzzer.
//!
//! A target takes any bytes, and asserts what must hold whatever they are: no panic, memory in
//! proportion to the input, and what is read and written is read again as the same. `cargo xtask fuzz`
//! is the only caller. libFuzzer owns `main` and the arguments, so what this program is asked for
//! comes by variables: `RUBRICA_FUZZ_TARGET` names the target, `RUBRICA_FUZZ_LIST` has them listed,
//! `RUBRICA_FUZZ_SEEDS` names a folder to write the target's first inputs into. These are made on the
//! spot: no key is kept anywhere.
#![no_main]

mod credential;
mod import;
mod imss;
mod material;
mod portal;
mod receipts;

use std::sync::OnceLock;
use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A reader under test.
struct Target {
    name: &'static str,
    about: &'static str,
    /// The memory it may take: so many bytes, and so many for each byte of input.
    memory: (usize, usize),
    run: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
}

fn targets() -> impl Iterator<Item = &'static Target> {
    let all = [
        credential::TARGETS,
        imss::TARGETS,
        import::TARGETS,
        portal::TARGETS,
        receipts::TARGETS,
    ];
    all.into_iter().flatten()
}

fn chosen() -> &'static Target {
    static CHOSEN: OnceLock<&'static Target> = OnceLock::new();
    CHOSEN.get_or_init(|| {
        let name = env::var("RUBRICA_FUZZ_TARGET").expect("RUBRICA_FUZZ_TARGET names a target");
        let mut all = targets();
        all.find(|target| target.name == name)
            .unwrap_or_else(|| panic!("there is no target called {name}"))
    })
}

fn prepare() {
    if env::var_os("RUBRICA_FUZZ_LIST").is_some() {
        for target in targets() {
            println!("{}\t{}", target.name, target.about);
        }
        process::exit(0);
    }
    if let Some(folder) = env::var_os("RUBRICA_FUZZ_SEEDS") {
        for (at, seed) in (chosen().seeds)().into_iter().enumerate() {
            let file = std::path::Path::new(&folder).join(format!("seed-{at:03}"));
            fs::write(file, seed).expect("the folder of the seeds can be written to");
        }
        process::exit(0);
    }
    // Making keys takes seconds, which no input is to answer for.
    material::material();
}

fuzz_target!(
    init: prepare(),
    |data: &[u8]| {
        let target = chosen();
        let (fixed, each) = target.memory;
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        (target.run)(data);
        let taken = MEMORY.peak_usage().saturating_sub(before);
        assert!(
            taken <= fixed + each * data.len(),
            "{taken} bytes of memory for an input of {}",
            data.len()
        );
    }
);
