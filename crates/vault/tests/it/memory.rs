//! What stays in a process that opened or converted a credential: it is read whole, and searched.
//!
//! The process is this test binary, started again as a child: so the parent, which made the key and
//! knows what to look for, is not what is searched. The child gets the files and the passwords, opens
//! them and lets the key go as WebCrypto would, or converts them; then it writes its own memory out.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::process::{Command, Stdio};

use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use vault::{Config, Effect, Input, Part, Pieces, Vault};
use vault_protocol::{
    Ask, Convert, ConvertTo, Expected, Form, Open, PickedFile, RequestId, Slot, Tell,
};
use zeroize::{Zeroize as _, Zeroizing};

use crate::material::{self, NOW, rng};

const CHILD: &str = "VAULT_MEMORY_TEST_CHILD";

const NEW_PASSWORD: &str = "otra-contraseña-Ñ-67890";

/// Lives on in the child as long as the child does: the search must find it.
const CONTROL: [u8; 24] = *b"control: this stays here";

#[test]
fn after_a_credential_is_open_neither_password_nor_key_is_left_in_memory() {
    let test = "after_a_credential_is_open_neither_password_nor_key_is_left_in_memory";
    let memory = memory_of(test, |contents, [password, _]| open(contents, password));
    let cer = &material::efirma().files[0].1;
    if let Some(memory) = memory {
        assert_clean(&memory);
        assert!(contains(&memory, cer), "the certificate is what stays");
    }
}

#[test]
fn after_a_conversion_neither_password_nor_key_is_left_in_memory() {
    let test = "after_a_conversion_neither_password_nor_key_is_left_in_memory";
    if let Some(memory) = memory_of(test, convert) {
        assert_clean(&memory);
    }
}

fn assert_clean(memory: &[u8]) {
    let found: Vec<&str> = secrets()
        .iter()
        .filter(|(_, secret)| contains(memory, secret))
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(found, Vec::<&str>::new());
    let planted: Vec<u8> = CONTROL.iter().map(|byte| byte ^ 0x5a).collect();
    assert!(
        contains(memory, &planted),
        "the search would find what is there"
    );
}

/// What a child does with two files, their password and a new one; what it answers lives on in it.
type Work = fn(Vec<Zeroizing<Vec<u8>>>, [Zeroizing<Vec<u8>>; 2]) -> Vault;

/// The memory of a child that did the work; in that child itself `None`, and the test is over.
fn memory_of(test: &str, work: Work) -> Option<Vec<u8>> {
    if std::env::var_os(CHILD).is_some() {
        child(work);
        return None;
    }
    Some(child_memory(test))
}

/// What must not be there, each in the forms it takes on the way.
fn secrets() -> Vec<(&'static str, Vec<u8>)> {
    let key = material::efirma_key();
    let password = material::efirma().password.clone().into_bytes();
    let utf16: Vec<u8> = material::efirma()
        .password
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let new_utf16 = NEW_PASSWORD.encode_utf16().flat_map(u16::to_be_bytes);
    let mut secrets = vec![
        ("password", password),
        ("password, UTF-16", utf16),
        ("new password", NEW_PASSWORD.as_bytes().to_vec()),
        ("new password, UTF-16", new_utf16.collect()),
    ];
    let parts = [
        ("first prime", key.primes()[0].clone()),
        ("second prime", key.primes()[1].clone()),
        ("private exponent", key.d().clone()),
    ];
    for (name, number) in parts {
        // Big-endian as in the file, little-endian as the limbs of a big integer. The middle of it
        // is enough, and is found where an end was overwritten.
        let middle = |bytes: Vec<u8>| bytes[bytes.len() / 4..][..32].to_vec();
        secrets.push((name, middle(number.to_bytes_be())));
        secrets.push((name, middle(number.to_bytes_le())));
    }
    // What is public is no secret, and shows that the forms above are the right ones.
    assert_eq!(key.n().to_bytes_be().len(), 256);
    secrets
}

fn child_memory(test: &str) -> Vec<u8> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "--test-threads=1"])
        .arg(format!("memory::{test}"))
        .env(CHILD, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let files = material::efirma();
    let mut stdin = child.stdin.take().unwrap();
    let password = files.password.as_bytes();
    let new_password = NEW_PASSWORD.as_bytes();
    for bytes in [&files.files[0].1, &files.files[1].1, password, new_password] {
        let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
        stdin.write_all(&length).unwrap();
        stdin.write_all(bytes).unwrap();
    }
    drop(stdin);
    // On stderr, since the test harness writes to stdout.
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the child did not do it");
    output.stderr
}

fn child(work: Work) {
    // Straight from the descriptor: the standard library's buffer is never wiped.
    let mut stdin = File::open("/dev/stdin").unwrap();
    let mut next = || {
        let mut length = [0; 4];
        stdin.read_exact(&mut length).unwrap();
        let mut bytes = Zeroizing::new(vec![0; u32::from_be_bytes(length) as usize]);
        stdin.read_exact(&mut bytes).unwrap();
        bytes
    };
    let contents = vec![next(), next()];
    let passwords = [next(), next()];
    let vault = work(contents, passwords);

    // The control is put together here, so that it does not stand in the binary as it is searched.
    let control: Vec<u8> = CONTROL.iter().map(|byte| byte ^ 0x5a).collect();
    write_memory_out();
    std::hint::black_box((&vault, &control));
}

/// Opens as the adapter does; the key goes where WebCrypto would copy it from, and is wiped.
fn open(contents: Vec<Zeroizing<Vec<u8>>>, password: Zeroizing<Vec<u8>>) -> Vault {
    let mut vault = Vault::new(Config::default(), Box::new(rng(8)));
    let request = RequestId(1);
    let parts = vec![
        file("a.cer", &contents[0]),
        file("a.key", &contents[1]),
        Part::Buffer(password),
    ];
    let ask = Ask::Open(Open {
        request,
        files: vec![PickedFile::unread(Slot(0)), PickedFile::unread(Slot(1))],
        password: Slot(2),
        expected: Expected::default(),
        trust: Vec::new(),
        accept_without_mac: false,
    });
    vault.handle(NOW, Input::Asked { ask, parts }, &mut |_| {});
    let mut imported = None;
    vault.handle(NOW, Input::FilesRead { request, contents }, &mut |effect| {
        if let Effect::ImportKey {
            credential,
            mut pkcs8,
            ..
        } = effect
        {
            assert!(pkcs8.len() > 1000);
            pkcs8.zeroize();
            imported = Some(credential);
        }
    });
    let credential = imported.expect("the credential opens");
    let mut opened = false;
    let input = Input::KeyImported {
        request,
        credential,
    };
    vault.handle(NOW, input, &mut |effect| {
        opened |= matches!(
            effect,
            Effect::Post {
                tell: Tell::Opened { .. },
                ..
            }
        );
    });
    assert!(opened);
    vault
}

/// To a .pfx of today, which the child answers and drops as the adapter does once it is posted.
fn convert(contents: Vec<Zeroizing<Vec<u8>>>, passwords: [Zeroizing<Vec<u8>>; 2]) -> Vault {
    let mut vault = Vault::new(Config::default(), Box::new(rng(8)));
    let request = RequestId(1);
    let [password, new_password] = passwords;
    let parts = vec![
        file("a.cer", &contents[0]),
        file("a.key", &contents[1]),
        Part::Buffer(password),
        Part::Buffer(new_password),
    ];
    let ask = Ask::Convert(Convert {
        request,
        files: vec![PickedFile::unread(Slot(0)), PickedFile::unread(Slot(1))],
        password: Slot(2),
        new_password: Slot(3),
        to: ConvertTo::Pfx,
        form: Form::Modern,
        accept_without_mac: false,
    });
    vault.handle(NOW, Input::Asked { ask, parts }, &mut |_| {});
    let mut written = 0;
    vault.handle(NOW, Input::FilesRead { request, contents }, &mut |effect| {
        if let Effect::Post {
            tell: Tell::Converted { .. },
            parts,
        } = effect
        {
            written += parts.iter().map(Pieces::total).sum::<usize>();
        }
    });
    assert!(written > 1000, "it was converted");
    vault
}

fn file(name: &str, content: &Zeroizing<Vec<u8>>) -> Part {
    Part::File {
        name: name.to_owned(),
        size: content.len() as u64,
    }
}

/// Every writable region: heap, stacks, statics.
fn write_memory_out() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut out = std::io::stderr().lock();
    let mut page = vec![0; 4096];
    for line in maps.lines() {
        let mut columns = line.split_whitespace();
        let (range, access) = (columns.next().unwrap(), columns.next().unwrap());
        if !access.starts_with("rw") || line.ends_with("[vvar]") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let from = u64::from_str_radix(from, 16).unwrap();
        let to = u64::from_str_radix(to, 16).unwrap();
        memory.seek(SeekFrom::Start(from)).unwrap();
        for _ in (from..to).step_by(page.len()) {
            // A page that was never touched may not be readable.
            if memory.read_exact(&mut page).is_err() {
                break;
            }
            out.write_all(&page).unwrap();
        }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window[0] == needle[0] && window == needle)
}
