//! Passwords in the encodings that the programs which made the files wrote them in.

use crate::material::{folder, material, openssl, quiet, read};
use credential::open::{
    OpenError, PasswordEncoding, PfxOptions, Warning, open_key, open_pair, open_pfx,
};
use std::path::Path;

/// A password as the file's maker had it, in octets.
fn encoded() -> [(PasswordEncoding, Vec<u8>); 5] {
    [
        (PasswordEncoding::Composed, "Ñandú2026".as_bytes().to_vec()),
        (
            PasswordEncoding::Decomposed,
            "N\u{303}andu\u{301}2026".as_bytes().to_vec(),
        ),
        (PasswordEncoding::Windows1252, b"\xd1and\xfa2026".to_vec()),
        (PasswordEncoding::CodePage850, b"\xa5and\xa32026".to_vec()),
        (PasswordEncoding::MacRoman, b"\x84and\x9c2026".to_vec()),
    ]
}

/// As two keyboards type it.
const TYPED: [(&str, PasswordEncoding); 2] = [
    ("Ñandú2026", PasswordEncoding::Composed),
    ("N\u{303}andu\u{301}2026", PasswordEncoding::Decomposed),
];

fn noted(warnings: &[Warning]) -> Option<PasswordEncoding> {
    warnings.iter().find_map(|warning| match warning {
        Warning::OddPasswordEncoding { encoding } => Some(*encoding),
        _ => None,
    })
}

fn made_with(folder: &Path, password: &[u8], arguments: &str) {
    std::fs::write(folder.join("password"), password).unwrap();
    openssl(folder, &format!("{arguments} -passout file:password"));
}

#[test]
fn keys_open_whatever_encoding_made_them() {
    let folder = folder();
    for (written, octets) in encoded() {
        made_with(
            folder.path(),
            &octets,
            "pkcs8 -topk8 -in k.pem -outform DER -out k.key",
        );
        let file = read(&folder, "k.key");
        for (typed, own) in TYPED {
            let opened = open_pair(
                material().efirma.der(),
                &file,
                typed.as_bytes(),
                &mut quiet(),
            )
            .unwrap_or_else(|error| panic!("{written:?} {typed:?}: {error}"));
            let expected = (written != own).then_some(written);
            assert_eq!(noted(&opened.warnings), expected, "{typed:?}");
        }
        let wrong = open_key(&file, "Ñandu2026".as_bytes(), &mut quiet());
        assert_eq!(wrong.err(), Some(OpenError::WrongPassword));
    }
}

#[test]
fn old_pem_keys_open_whatever_encoding_made_them() {
    let folder = folder();
    for (written, octets) in encoded() {
        made_with(
            folder.path(),
            &octets,
            "rsa -in k.pem -traditional -aes256 -out t.pem",
        );
        let opened = open_key(
            &read(&folder, "t.pem"),
            "Ñandú2026".as_bytes(),
            &mut quiet(),
        )
        .unwrap_or_else(|error| panic!("{written:?}: {error}"));
        let expected = (written != PasswordEncoding::Composed).then_some(written);
        assert_eq!(noted(&opened.warnings), expected);
    }
}

#[test]
fn pfx_files_open_whatever_encoding_made_them() {
    let folder = folder();
    for form in ["", "-legacy"] {
        for (written, octets) in encoded() {
            made_with(
                folder.path(),
                &octets,
                &format!("pkcs12 -export -inkey k.pem -in c.pem {form} -out f.pfx"),
            );
            let file = read(&folder, "f.pfx");
            for (typed, own) in TYPED {
                let opened = open_pfx(&file, typed.as_bytes(), PfxOptions::default(), &mut quiet())
                    .unwrap_or_else(|error| panic!("{form} {written:?} {typed:?}: {error}"));
                // OpenSSL widens octets that are not UTF-8, and in Latin letters those of Windows-1252
                // are then a BMPString of the composed letters.
                if written == own {
                    assert_eq!(noted(&opened.warnings), None, "{form} {typed:?}");
                }
                if matches!(
                    written,
                    PasswordEncoding::CodePage850 | PasswordEncoding::MacRoman
                ) {
                    assert_eq!(noted(&opened.warnings), Some(written), "{form} {typed:?}");
                }
            }
            let options = PfxOptions::default();
            let wrong = open_pfx(&file, "Ñandu2026".as_bytes(), options, &mut quiet());
            assert_eq!(wrong.err(), Some(OpenError::WrongPassword), "{form}");
        }
    }
}

#[test]
fn the_warning_names_the_encoding() {
    for encoding in [
        PasswordEncoding::Windows1252,
        PasswordEncoding::CodePage850,
        PasswordEncoding::MacRoman,
    ] {
        let warning = Warning::OddPasswordEncoding { encoding };
        assert_eq!(warning.code(), "odd_password_encoding");
        assert!(warning.message_es().contains(encoding.name_es()));
    }
}
