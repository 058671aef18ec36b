//! The same certificate, key and .pfx as mail, editors and copying leave them.

use crate::material::{folder, material, openssl, quiet, read, rng};
use credential::certificate::{Certificate, CertificateFile};
use credential::issue::sat_key_file;
use credential::open::{
    FileKind, OpenError, PfxOptions, Warning, holds_bare_key, key_encryption, open_key, open_pair,
    open_pfx, sniff,
};
use credential::pfx::{self, PfxForm};

const PASSWORD: &[u8] = b"Prueba2026";

/// The three files of one credential, DER.
fn files() -> [(FileKind, Vec<u8>); 3] {
    let material = material();
    let pfx = pfx::write(
        &material.key,
        &material.efirma,
        &[],
        PASSWORD,
        PfxForm::OldTripleDes,
        &mut rng(),
        &mut quiet(),
    );
    [
        (FileKind::Certificate, material.efirma.der().to_vec()),
        (
            FileKind::Key,
            sat_key_file(&material.key, PASSWORD).unwrap(),
        ),
        (FileKind::Pfx, pfx.unwrap()),
    ]
}

/// Opens a file of that kind as ours, and returns its warnings.
fn opens(kind: FileKind, file: &[u8]) -> Vec<Warning> {
    assert_eq!(sniff(file), kind);
    match kind {
        FileKind::Certificate => {
            let read = CertificateFile::read(file).unwrap();
            assert_eq!(read.certificates, [material().efirma.clone()]);
            read.warnings
        }
        FileKind::Key => {
            let opened = open_key(file, PASSWORD, &mut quiet()).unwrap();
            assert_eq!(*opened.key.pkcs8_der(), *material().key.pkcs8_der());
            opened.warnings
        }
        _ => {
            let opened = open_pfx(file, PASSWORD, PfxOptions::default(), &mut quiet()).unwrap();
            assert_eq!(opened.certificate, material().efirma);
            opened.warnings
        }
    }
}

#[test]
fn sound_der_with_stray_bytes_opens_with_a_note() {
    let around: [(&str, &[u8], &[u8]); 12] = [
        ("leading space", b" ", b""),
        ("trailing spaces", b"", b"   "),
        ("leading line end", b"\r\n", b""),
        ("trailing line ends", b"", b"\n\n\r\n"),
        ("Ctrl-Z", b"", b"\x1a"),
        ("a block of Ctrl-Z", b"", &[0x1a; 128]),
        ("byte-order mark", b"\xef\xbb\xbf", b""),
        ("byte-order mark of UTF-16", b"\xff\xfe", b""),
        ("zeros before", &[0; 8], b""),
        ("zeros to the end of a sector", b"", &[0; 512]),
        ("both sides", b"\xef\xbb\xbf \t", b" \r\n\x1a"),
        ("a few other bytes", b"x", b"\xff\x01\x02"),
    ];
    for (kind, der) in files() {
        for (name, before, after) in around {
            let file = [before, &der, after].concat();
            assert_eq!(
                opens(kind, &file),
                [Warning::StrayBytes],
                "{kind:?}: {name}"
            );
        }
        assert_eq!(opens(kind, &der), [], "{kind:?}");
    }
}

#[test]
fn stray_bytes_are_noted_once_for_a_pair() {
    let [(_, cer), (_, key), _] = files();
    let (cer, key) = (
        [b" ".as_slice(), &cer].concat(),
        [&key, b"\n".as_slice()].concat(),
    );
    let opened = open_pair(&cer, &key, PASSWORD, &mut quiet()).unwrap();
    assert_eq!(opened.warnings, [Warning::StrayBytes]);
}

#[test]
fn damaged_der_among_stray_bytes_is_damaged_and_no_other_kind() {
    for (kind, der) in files() {
        let cut = [b"\xef\xbb\xbf ".as_slice(), &der[..der.len() - 40]].concat();
        assert_eq!(sniff(&cut), FileKind::DamagedAsn1, "{kind:?}");
        let much = [der.as_slice(), &[b'x'; 200]].concat();
        assert_eq!(sniff(&much), FileKind::DamagedAsn1, "{kind:?}");
    }
    assert_eq!(sniff(b"0123 una nota"), FileKind::Text);
    assert_eq!(sniff(b"\n\n  una nota"), FileKind::Text);
}

#[test]
fn trusted_certificates_of_openssl_open() {
    let folder = folder();
    openssl(
        folder.path(),
        "x509 -in c.pem -addtrust clientAuth -setalias uno -trustout -out trusted.pem",
    );
    let file = read(&folder, "trusted.pem");
    assert!(file.starts_with(b"-----BEGIN TRUSTED CERTIFICATE-----"));
    let warnings = opens(FileKind::Certificate, &file);
    assert!(
        matches!(warnings.as_slice(), [Warning::IgnoredContent { .. }]),
        "{warnings:?}"
    );
}

/// The same PEM as programs hand it on.
fn coats(pem: &str) -> Vec<(&'static str, Vec<u8>)> {
    let crlf = pem.replace('\n', "\r\n");
    let wide = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    vec![
        ("UTF-16 LE", wide(pem, u16::to_le_bytes)),
        ("UTF-16 BE", wide(pem, u16::to_be_bytes)),
        (
            "UTF-16 LE with mark",
            wide(&format!("\u{feff}{crlf}"), u16::to_le_bytes),
        ),
        (
            "UTF-16 BE with mark",
            wide(&format!("\u{feff}{crlf}"), u16::to_be_bytes),
        ),
        ("UTF-8 with mark", format!("\u{feff}{crlf}").into_bytes()),
        ("escaped", pem.replace('\n', "\\n").into_bytes()),
        ("escaped CR LF", pem.replace('\n', "\\r\\n").into_bytes()),
        (
            "JSON",
            format!(
                "{{\"cer\":\"{}\"}}",
                pem.replace('\n', "\\n").replace('/', "\\/")
            )
            .into_bytes(),
        ),
        ("one line", pem.replace('\n', "").into_bytes()),
        ("one line with spaces", pem.replace('\n', " ").into_bytes()),
        ("old Macintosh", pem.replace('\n', "\r").into_bytes()),
    ]
}

#[test]
fn pem_opens_in_utf16_escaped_and_in_one_line() {
    let folder = folder();
    openssl(
        folder.path(),
        "pkcs8 -topk8 -in k.pem -out e.pem -passout pass:Prueba2026",
    );
    let key = String::from_utf8(read(&folder, "e.pem")).unwrap();
    let certificate = material().efirma.to_pem();
    for (kind, pem) in [(FileKind::Certificate, certificate), (FileKind::Key, key)] {
        for (name, file) in coats(&pem) {
            assert_eq!(sniff(&file), kind, "{name}");
            assert_eq!(opens(kind, &file), [], "{name}");
        }
    }
}

#[test]
fn old_encrypted_pem_opens_in_every_coat() {
    let folder = folder();
    openssl(
        folder.path(),
        "rsa -in k.pem -traditional -aes256 -out t.pem -passout pass:Prueba2026",
    );
    let pem = String::from_utf8(read(&folder, "t.pem")).unwrap();
    for (name, file) in coats(&pem) {
        let opened = open_key(&file, PASSWORD, &mut quiet())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(*opened.key.pkcs8_der(), *material().key.pkcs8_der());
        assert!(!holds_bare_key(&file), "{name}");
    }
}

#[test]
fn a_bare_key_is_recognised_in_every_coat() {
    let folder = folder();
    openssl(folder.path(), "rsa -in k.pem -traditional -out t.pem");
    for name in ["k.pem", "t.pem"] {
        let pem = String::from_utf8(read(&folder, name)).unwrap();
        for (coat, file) in coats(&pem) {
            assert!(holds_bare_key(&file), "{name} {coat}");
            assert_eq!(key_encryption(&file), Ok(None), "{name} {coat}");
        }
    }
    let together = [
        read(&folder, "k.pem"),
        material().efirma.to_pem().into_bytes(),
    ];
    assert!(holds_bare_key(&together.concat()));
    assert!(!holds_bare_key(material().efirma.der()));
    openssl(
        folder.path(),
        "pkcs12 -export -inkey k.pem -in c.pem -keypbe NONE -certpbe NONE -passout pass:x -out bare.pfx",
    );
    assert!(holds_bare_key(&read(&folder, "bare.pfx")));
    openssl(
        folder.path(),
        "pkcs12 -export -inkey k.pem -in c.pem -passout pass:x -out f.pfx",
    );
    assert!(!holds_bare_key(&read(&folder, "f.pfx")));
}

/// DER with every length indefinite, and every octet string in pieces of pieces.
fn in_ber(der: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = der;
    while let [tag, after @ ..] = rest {
        let (content, next) = contents(after);
        match *tag {
            tag if tag & 0x20 != 0 => {
                out.extend([tag, 0x80]);
                out.extend(in_ber(content));
                out.extend([0, 0]);
            }
            0x04 if content.len() > 1 => {
                let (first, second) = content.split_at(content.len() / 2);
                out.extend([0x24, 0x80, 0x24, 0x80]);
                out.extend(octets(first));
                out.extend([0, 0]);
                out.extend(octets(second));
                out.extend([0, 0]);
            }
            tag => {
                out.push(tag);
                out.extend(&after[..after.len() - next.len()]);
            }
        }
        rest = next;
    }
    out
}

fn octets(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[0x04, 0x82], &length[..], content].concat()
}

/// Contents, and what follows, of an element without its tag.
fn contents(after: &[u8]) -> (&[u8], &[u8]) {
    let (header, length) = match after[0] {
        short @ 0..=0x7f => (1, usize::from(short)),
        long => {
            let octets = usize::from(long & 0x7f);
            let length = after[1..=octets]
                .iter()
                .fold(0, |length, octet| length << 8 | usize::from(*octet));
            (1 + octets, length)
        }
    };
    (&after[header..header + length], &after[header + length..])
}

#[test]
fn strings_in_nested_pieces_are_joined() {
    for (kind, der) in files() {
        let ber = in_ber(&der);
        assert_ne!(ber, der);
        assert_eq!(opens(kind, &ber), [], "{kind:?}");
    }
    let key = in_ber(&material().key.pkcs8_der());
    let opened = open_key(&key, b"", &mut quiet()).unwrap();
    assert_eq!(*opened.key.pkcs8_der(), *material().key.pkcs8_der());
    assert!(credential::contains_private_key(&key));
    for (_, der) in &files()[1..] {
        assert!(credential::contains_private_key(&in_ber(der)));
    }
}

/// A DER INTEGER without the zero before its first octet, and each length around it one shorter.
fn without_sign_octets(der: &[u8], tags_with_der: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = der;
    while let [tag, after @ ..] = rest {
        let (content, next) = contents(after);
        let content = match *tag {
            0x02 if content.len() > 8 && content[0] == 0 => content[1..].to_vec(),
            tag if tag & 0x20 != 0 => without_sign_octets(content, tags_with_der),
            // A BIT STRING's first octet counts unused bits.
            0x03 if tags_with_der.contains(&0x03) && content.get(1) == Some(&0x30) => {
                [&[0], &without_sign_octets(&content[1..], tags_with_der)[..]].concat()
            }
            0x04 if tags_with_der.contains(&0x04) && content.first() == Some(&0x30) => {
                without_sign_octets(content, tags_with_der)
            }
            _ => content.to_vec(),
        };
        out.push(*tag);
        match u8::try_from(content.len()) {
            Ok(short @ 0..=0x7f) => out.push(short),
            Ok(long) => out.extend([0x81, long]),
            Err(_) => {
                out.push(0x82);
                out.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
            }
        }
        out.extend(content);
        rest = next;
    }
    out
}

#[test]
fn numbers_without_their_sign_octet_are_read_as_unsigned() {
    let material = material();
    let certificate = without_sign_octets(material.imss_certificate.der(), &[0x03]);
    assert!(certificate.len() < material.imss_certificate.der().len());
    let read = Certificate::from_bytes(&certificate).unwrap();
    assert_eq!(read.rsa(), material.imss_certificate.rsa());
    let key = without_sign_octets(&material.key.pkcs8_der(), &[0x04]);
    assert!(key.len() < material.key.pkcs8_der().len());
    let opened = open_key(&key, b"", &mut quiet()).unwrap();
    assert_eq!(*opened.key.pkcs8_der(), *material.key.pkcs8_der());
    let opened = open_pair(&certificate, &key, b"", &mut quiet()).unwrap();
    assert_eq!(opened.warnings, [Warning::NotEncrypted]);
}

#[test]
fn a_serial_with_its_highest_bit_set_is_read_as_unsigned() {
    let folder = folder();
    openssl(
        folder.path(),
        "req -x509 -key k.pem -set_serial 0x8f00112233445566778899 -days 30 -subj /CN=x -outform DER -out s.cer",
    );
    let der = read(&folder, "s.cer");
    let facts = Certificate::from_bytes(&der).unwrap().summary();
    assert_eq!(facts.serial, "8f00112233445566778899");
    let signed = Certificate::from_bytes(&without_sign_octets(&der, &[])).unwrap();
    assert_eq!(signed.summary().serial, "8f00112233445566778899");
}

#[test]
fn empty_and_blank_files_are_not_damaged() {
    assert_eq!(sniff(b""), FileKind::Empty);
    assert_eq!(sniff(b" \r\n"), FileKind::Text);
    assert!(matches!(
        CertificateFile::read(b" "),
        Err(OpenError::NotThisKind { .. })
    ));
}
