//! Private key files, and certificate and key together.

use crate::material::{folder, material, openssl, quiet, read, rng, run};
use credential::issue::{generate_key, sat_key_file};
use credential::key::{PrivateKey, SignError};
use credential::open::{
    FileKind, OpenError, PasswordEncoding, Warning, holds_bare_key, key_encryption, open_key,
    open_pair,
};
use credential::pfx::{KeyForm, encrypt_key};
use pkcs8::EncryptedPrivateKeyInfo;

fn is_ours(key: &PrivateKey) {
    assert_eq!(*key.pkcs8_der(), *material().key.pkcs8_der());
}

#[test]
fn a_key_in_sats_form_opens_with_its_certificate() {
    let material = material();
    let file = sat_key_file(&material.key, b"12345678a").unwrap();
    // SAT's files have 1298 octets, give or take the leading zeros of a number.
    assert!((1280..=1310).contains(&file.len()), "{}", file.len());
    let opened = open_pair(material.efirma.der(), &file, b"12345678a", &mut quiet()).unwrap();
    is_ours(&opened.key);
    assert_eq!(opened.certificate, material.efirma);
    assert_eq!(
        opened.encryption,
        "PBES2 PBKDF2-HMAC-SHA1 2048 DES-EDE3-CBC"
    );
    assert!(opened.warnings.is_empty());
}

#[test]
fn every_encryption_that_openssl_writes_opens() {
    let folder = folder();
    let legacy = "-provider legacy -provider default";
    let forms = [
        "-v1 PBE-MD5-DES",
        "-v1 PBE-SHA1-DES",
        "-v1 PBE-MD5-RC2-64",
        "-v1 PBE-SHA1-RC2-64",
        "-v1 PBE-SHA1-3DES",
        "-v1 PBE-SHA1-2DES",
        "-v1 PBE-SHA1-RC2-40",
        "-v1 PBE-SHA1-RC2-128",
        "-v1 PBE-SHA1-RC4-40",
        "-v1 PBE-SHA1-RC4-128",
        "-v2 des3 -v2prf hmacWithSHA1",
        "-v2 des3",
        "-v2 des-cbc",
        "-v2 rc2-cbc",
        "-v2 rc2-40-cbc",
        "-v2 rc2-64-cbc",
        "-v2 aes-128-cbc -v2prf hmacWithSHA1",
        "-v2 aes-128-cbc -v2prf hmacWithSHA224",
        "-v2 aes-192-cbc -v2prf hmacWithSHA256",
        "-v2 aes-256-cbc -v2prf hmacWithSHA384",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 100000",
        "-v2 aes-256-cbc -scrypt",
        "-v2 aes-128-cbc -scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 2",
    ];
    let password = "pässwörd-Ñ";
    for form in forms {
        // scrypt's options have an underscore of their own.
        let mut arguments: Vec<&str> = "pkcs8 -topk8 -in k.pem -outform DER -out k.key -passout"
            .split(' ')
            .collect();
        let pass = format!("pass:{password}");
        arguments.push(&pass);
        arguments.extend(legacy.split(' '));
        arguments.extend(form.split(' '));
        let made = std::process::Command::new("openssl")
            .current_dir(folder.path())
            .args(&arguments)
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{form}: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let file = read(&folder, "k.key");
        let opened = open_key(&file, password.as_bytes(), &mut quiet()).unwrap_or_else(|error| {
            panic!("{form}: {error}");
        });
        is_ours(&opened.key);
        assert_eq!(opened.encryption, key_encryption(&file).unwrap(), "{form}");
        assert!(!holds_bare_key(&file), "{form}");
        assert!(
            matches!(
                open_key(&file, b"otra", &mut quiet()),
                Err(OpenError::WrongPassword)
            ),
            "{form}"
        );
    }
}

#[test]
fn plain_keys_open_in_every_wrapping() {
    let folder = folder();
    openssl(folder.path(), "rsa -in k.pem -traditional -out t.pem");
    openssl(
        folder.path(),
        "rsa -in k.pem -traditional -outform DER -out t.der",
    );
    for name in ["k.der", "k.pem", "t.pem", "t.der"] {
        let file = read(&folder, name);
        let opened = open_key(&file, b"", &mut quiet()).unwrap();
        is_ours(&opened.key);
        assert_eq!(opened.encryption, None, "{name}");
        assert!(holds_bare_key(&file), "{name}");
    }
    let opened = open_pair(
        material().efirma.der(),
        &read(&folder, "t.pem"),
        b"",
        &mut quiet(),
    )
    .unwrap();
    assert_eq!(opened.warnings, [Warning::NotEncrypted]);
}

#[test]
fn openssls_old_pem_encryption_opens() {
    let folder = folder();
    for cipher in ["-des", "-des3", "-aes128", "-aes192", "-aes256"] {
        openssl(
            folder.path(),
            &format!(
                "rsa -in k.pem -traditional {cipher} -out t.pem -passout pass:secreto -provider legacy -provider default"
            ),
        );
        let file = read(&folder, "t.pem");
        is_ours(&open_key(&file, b"secreto", &mut quiet()).unwrap().key);
        assert!(!holds_bare_key(&file));
        assert!(matches!(
            open_key(&file, b"secretO", &mut quiet()),
            Err(OpenError::WrongPassword)
        ));
    }
}

#[test]
fn encrypted_pem_opens() {
    let folder = folder();
    openssl(
        folder.path(),
        "pkcs8 -topk8 -in k.pem -out e.pem -passout pass:secreto",
    );
    let file = read(&folder, "e.pem");
    is_ours(&open_key(&file, b"secreto", &mut quiet()).unwrap().key);
    assert!(!holds_bare_key(&file));
}

#[test]
fn a_password_in_windows_1252_is_tried_too() {
    let folder = folder();
    std::fs::write(folder.path().join("password"), b"contrase\xf1a").unwrap();
    openssl(
        folder.path(),
        "pkcs8 -topk8 -in k.pem -outform DER -out k.key -passout file:password",
    );
    let opened = open_pair(
        material().efirma.der(),
        &read(&folder, "k.key"),
        "contraseña".as_bytes(),
        &mut quiet(),
    )
    .unwrap();
    let encoding = PasswordEncoding::Windows1252;
    assert_eq!(opened.warnings, [Warning::OddPasswordEncoding { encoding }]);
}

#[test]
fn keys_of_other_algorithms_are_named() {
    let folder = folder();
    openssl(
        folder.path(),
        "ecparam -name prime256v1 -genkey -noout -out sec1.pem",
    );
    openssl(
        folder.path(),
        "pkey -in sec1.pem -outform DER -out sec1.der -traditional",
    );
    openssl(folder.path(), "genpkey -algorithm ed25519 -out ed.pem");
    openssl(folder.path(), "genpkey -algorithm RSA-PSS -out pss.pem");
    for (name, algorithm) in [
        ("sec1.pem", "curva elíptica (EC)"),
        ("sec1.der", "curva elíptica (EC)"),
        ("ed.pem", "Ed25519"),
        ("pss.pem", "RSA-PSS"),
    ] {
        match open_key(&read(&folder, name), b"", &mut quiet()) {
            Err(error @ OpenError::NotRsa { .. }) => {
                let message = error.message_es();
                assert!(message.contains(algorithm), "{message}");
                assert!(message.contains("sólo llaves RSA"), "{message}");
                assert!(error.hint_es().contains("no se puede convertir"));
            }
            Err(other) => panic!("{name}: {other}"),
            Ok(_) => panic!("{name} opened"),
        }
    }
}

#[test]
fn a_swapped_file_says_which_half_it_is() {
    let material = material();
    let key = sat_key_file(&material.key, b"x").unwrap();
    let Err(error) = open_pair(
        material.efirma.der(),
        material.efirma.der(),
        b"x",
        &mut quiet(),
    ) else {
        panic!("a certificate opened as a key");
    };
    assert_eq!(
        error.message_es(),
        "Esto es el certificado; falta la llave privada .key."
    );
    let Err(error) = open_pair(&key, &key, b"x", &mut quiet()) else {
        panic!("a key opened as a certificate");
    };
    assert_eq!(
        error,
        OpenError::NotThisKind {
            found: FileKind::Key,
            wanted: FileKind::Certificate
        }
    );
}

#[test]
fn names_key_of_another_certificate() {
    let material = material();
    let key = sat_key_file(&material.other_key, b"x").unwrap();
    assert!(matches!(
        open_pair(material.efirma.der(), &key, b"x", &mut quiet()),
        Err(OpenError::KeyOfAnotherCertificate)
    ));
}

#[test]
fn refuses_empty_and_huge_files_unread() {
    let mut huge = sat_key_file(&material().key, b"x").unwrap();
    huge.resize(50 * 1024 * 1024, 0);
    assert!(matches!(
        open_key(&huge, b"x", &mut quiet()),
        Err(OpenError::TooLarge { .. })
    ));
    assert!(matches!(
        open_key(b"", b"x", &mut quiet()),
        Err(OpenError::Empty)
    ));
}

#[test]
fn a_flipped_bit_is_damage_where_the_beginning_still_opens() {
    let file = sat_key_file(&material().key, b"secreto").unwrap();
    let mut damaged = 0;
    for at in (100..file.len()).step_by(97) {
        let mut changed = file.clone();
        changed[at] ^= 0x10;
        match open_key(&changed, b"secreto", &mut quiet()) {
            Err(OpenError::Damaged) => damaged += 1,
            Err(other) => panic!("{at}: {other}"),
            Ok(_) => panic!("{at}: a changed key opened"),
        }
    }
    assert!(damaged > 10);
    assert!(matches!(
        open_key(&file[..file.len() - 8], b"secreto", &mut quiet()),
        Err(OpenError::Damaged)
    ));
}

#[test]
fn what_is_written_opens_here_in_openssl_and_in_pkcs8() {
    let folder = folder();
    let forms = [
        KeyForm::TripleDes,
        KeyForm::Aes256 { rounds: 10_000 },
        KeyForm::Aes256 { rounds: 600_000 },
    ];
    for form in forms {
        let key = &material().key;
        let file =
            encrypt_key(key, "contraseña".as_bytes(), form, &mut rng(), &mut quiet()).unwrap();
        let back = open_key(&file, "contraseña".as_bytes(), &mut quiet()).unwrap();
        is_ours(&back.key);
        let theirs = EncryptedPrivateKeyInfo::try_from(file.as_slice())
            .unwrap()
            .decrypt("contraseña")
            .unwrap();
        assert_eq!(theirs.as_bytes(), key.pkcs8_der().as_slice());
        std::fs::write(folder.path().join("w.key"), &file).unwrap();
        run(
            folder.path(),
            "openssl",
            "pkey -inform DER -in w.key -passin pass:contraseña -check -noout",
        );
    }
}

#[test]
fn reports_progress_up_to_its_total() {
    let key = &material().key;
    let file = encrypt_key(
        key,
        b"x",
        KeyForm::Aes256 { rounds: 100_000 },
        &mut rng(),
        &mut quiet(),
    )
    .unwrap();
    let mut steps = Vec::new();
    open_key(&file, b"x", &mut |done, total| steps.push((done, total))).unwrap();
    assert!(steps.len() > 5, "{steps:?}");
    assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert!(steps.iter().all(|(_, total)| *total == 100_000));
}

#[test]
fn short_keys_open_and_do_not_sign() {
    let folder = folder();
    openssl(
        folder.path(),
        "req -x509 -newkey rsa:1024 -nodes -keyout w.pem -out w.crt -subj /CN=corta -days 30",
    );
    let opened = open_pair(
        &read(&folder, "w.crt"),
        &read(&folder, "w.pem"),
        b"",
        &mut quiet(),
    )
    .unwrap();
    assert!(opened.warnings.contains(&Warning::WeakKey { bits: 1024 }));
    assert_eq!(
        opened.key.sign_blinded(&mut rng(), b"x"),
        Err(SignError::WeakKey { bits: 1024 })
    );
}

#[test]
fn longer_keys_match_and_sign() {
    for bits in [3072, 4096] {
        let folder = folder();
        openssl(
            folder.path(),
            &format!(
                "req -x509 -newkey rsa:{bits} -nodes -keyout l.pem -out l.crt -subj /CN=larga -days 30"
            ),
        );
        let opened = open_pair(
            &read(&folder, "l.crt"),
            &read(&folder, "l.pem"),
            b"",
            &mut quiet(),
        )
        .unwrap();
        let ours = opened.key.sign_blinded(&mut rng(), b"hola").unwrap();
        std::fs::write(folder.path().join("p"), b"hola").unwrap();
        openssl(folder.path(), "dgst -sha256 -sign l.pem -out s p");
        assert_eq!(ours, read(&folder, "s"));
    }
}

#[test]
fn generated_keys_are_sound() {
    let key = generate_key(&mut rng(), 2048).unwrap();
    let back = open_key(&key.pkcs8_der(), b"", &mut quiet()).unwrap();
    assert_eq!(back.key.public(), key.public());
}
