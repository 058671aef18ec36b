//! .pfx files as OpenSSL and Java write them, and as nobody should.

use crate::material::{folder, material, nss_database, openssl, quiet, read, run};
use credential::open::{OpenError, Opened, PfxOptions, Warning, open_pfx};
use credential::pfx;

fn open(file: &[u8], password: &str) -> Result<Opened, OpenError> {
    open_pfx(
        file,
        password.as_bytes(),
        PfxOptions::default(),
        &mut quiet(),
    )
}

fn error_of(result: Result<Opened, OpenError>) -> OpenError {
    match result {
        Err(error) => error,
        Ok(_) => panic!("it opened"),
    }
}

fn is_ours(opened: &Opened) {
    assert_eq!(*opened.key.pkcs8_der(), *material().key.pkcs8_der());
    assert_eq!(opened.certificate, material().efirma);
}

const EXPORT: &str =
    "pkcs12 -export -provider legacy -provider default -inkey k.pem -in c.pem -out f.pfx";

#[test]
fn every_pair_of_encryption_and_mac_that_openssl_writes_opens() {
    let folder = folder();
    let forms = [
        (
            "",
            "PBES2 PBKDF2-HMAC-SHA256 2048 AES-256-CBC",
            "HMAC-SHA256 2048",
        ),
        (
            "-legacy",
            "llave: PBE-SHA1-3DES 2048; certificados: PBE-SHA1-RC2-40 2048",
            "HMAC-SHA1 2048",
        ),
        (
            "-keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES -macalg sha224",
            "PBE-SHA1-2DES 2048",
            "HMAC-SHA224 2048",
        ),
        (
            "-keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128 -macalg sha384",
            "PBE-SHA1-RC2-128 2048",
            "HMAC-SHA384 2048",
        ),
        (
            "-keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-40 -macalg sha512",
            "llave: PBE-SHA1-RC4-128 2048; certificados: PBE-SHA1-RC4-40 2048",
            "HMAC-SHA512 2048",
        ),
        (
            "-keypbe PBE-SHA1-RC4-40 -certpbe PBE-SHA1-RC4-128 -macalg md5",
            "llave: PBE-SHA1-RC4-40 2048; certificados: PBE-SHA1-RC4-128 2048",
            "HMAC-MD5 2048",
        ),
        (
            "-keypbe PBE-SHA1-RC2-40 -certpbe NONE",
            "PBE-SHA1-RC2-40 2048",
            "HMAC-SHA256 2048",
        ),
        (
            "-keypbe aes-128-cbc -certpbe aes-192-cbc -iter 20000",
            "llave: PBES2 PBKDF2-HMAC-SHA256 20000 AES-128-CBC; certificados: PBES2 PBKDF2-HMAC-SHA256 20000 AES-192-CBC",
            "HMAC-SHA256 20000",
        ),
        (
            "-keypbe des-ede3-cbc -certpbe des-ede3-cbc -nomaciter",
            "PBES2 PBKDF2-HMAC-SHA256 2048 DES-EDE3-CBC",
            "HMAC-SHA256 1",
        ),
        (
            "-keypbe rc2-cbc -certpbe rc2-cbc",
            "PBES2 PBKDF2-HMAC-SHA256 2048 RC2-128-CBC",
            "HMAC-SHA256 2048",
        ),
        (
            "-keypbe PBE-MD5-DES -certpbe PBE-SHA1-DES",
            "llave: PBE-MD5-DES 2048; certificados: PBE-SHA1-DES 2048",
            "HMAC-SHA256 2048",
        ),
    ];
    for (form, encryption, mac) in forms {
        openssl(
            folder.path(),
            &format!("{EXPORT} {form} -passout pass:Secreto~1"),
        );
        let file = read(&folder, "f.pfx");
        let opened = open(&file, "Secreto 1").unwrap_or_else(|error| panic!("{form}: {error}"));
        is_ours(&opened);
        assert_eq!(
            (opened.encryption.as_str(), opened.mac.as_str()),
            (encryption, mac)
        );
        let seen = pfx::protection(&file).unwrap();
        assert_eq!(
            (seen.encryption.as_str(), seen.mac.as_str()),
            (encryption, mac)
        );
        assert_eq!(error_of(open(&file, "Secreto 2")), OpenError::WrongPassword);
    }
}

#[test]
fn bare_keys_in_a_pfx_are_warned_about() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -keypbe NONE -certpbe NONE -passout pass:x"),
    );
    let opened = open(&read(&folder, "f.pfx"), "x").unwrap();
    is_ours(&opened);
    assert_eq!(opened.encryption, "none");
    assert_eq!(opened.warnings, [Warning::NotEncrypted]);
}

#[test]
fn passwords_beyond_ascii_open() {
    let folder = folder();
    for password in ["contraseña", "Ñandú", "llave🔑y漢字", "ﬁn"] {
        for form in ["", "-legacy"] {
            openssl(
                folder.path(),
                &format!("{EXPORT} {form} -passout pass:{password}"),
            );
            is_ours(&open(&read(&folder, "f.pfx"), password).unwrap());
        }
    }
}

#[test]
fn an_octet_that_is_not_utf8_still_opens_what_it_wrote() {
    let folder = folder();
    std::fs::write(folder.path().join("password"), b"a\xf1o").unwrap();
    openssl(
        folder.path(),
        &format!("{EXPORT} -legacy -passout file:password"),
    );
    let file = read(&folder, "f.pfx");
    let opened = open_pfx(&file, b"a\xf1o", PfxOptions::default(), &mut quiet()).unwrap();
    is_ours(&opened);
}

#[test]
fn the_empty_password_opens_in_both_encodings() {
    let folder = folder();
    openssl(folder.path(), &format!("{EXPORT} -passout pass:"));
    let opened = open(&read(&folder, "f.pfx"), "").unwrap();
    is_ours(&opened);
    assert_eq!(opened.warnings, [Warning::EmptyPassword]);
    // The other encoding, a password that is not there at all, is Java's and old Windows's:
    // `pfx::mac` and `encryption::scheme` hold it in their own tests.
}

#[test]
fn opens_without_mac_only_with_consent() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -nomac -passout pass:secreto"),
    );
    let file = read(&folder, "f.pfx");
    assert_eq!(error_of(open(&file, "secreto")), OpenError::WithoutMac);
    let agreed = PfxOptions {
        accept_without_mac: true,
    };
    let opened = open_pfx(&file, b"secreto", agreed, &mut quiet()).unwrap();
    is_ours(&opened);
    assert_eq!(opened.mac, "none");
    assert!(opened.warnings.contains(&Warning::WithoutMac));
    assert_eq!(
        error_of(open_pfx(&file, b"otra", agreed, &mut quiet())),
        OpenError::WrongPassword
    );
}

#[test]
fn half_a_credential_is_named() {
    let folder = folder();
    openssl(
        folder.path(),
        "pkcs12 -export -nokeys -in c.pem -out f.pfx -passout pass:x",
    );
    assert_eq!(
        error_of(open(&read(&folder, "f.pfx"), "x")),
        OpenError::MissingKey
    );
    openssl(
        folder.path(),
        "pkcs12 -export -nocerts -inkey k.pem -in k.pem -out f.pfx -passout pass:x",
    );
    assert_eq!(
        error_of(open(&read(&folder, "f.pfx"), "x")),
        OpenError::MissingCertificate
    );
}

#[test]
fn the_chain_comes_out_ordered() {
    let folder = folder();
    std::fs::write(
        folder.path().join("extra.pem"),
        format!(
            "{}{}{}",
            material().stranger.to_pem(),
            material().sat.certificate().to_pem(),
            material().imss.certificate().to_pem()
        ),
    )
    .unwrap();
    openssl(
        folder.path(),
        &format!("{EXPORT} -certfile extra.pem -passout pass:x"),
    );
    let opened = open(&read(&folder, "f.pfx"), "x").unwrap();
    is_ours(&opened);
    assert_eq!(opened.chain, [material().sat.certificate().clone()]);
}

#[test]
fn elliptic_keys_are_named_as_unsupported() {
    let folder = folder();
    openssl(
        folder.path(),
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout e.pem -out e.crt -subj /CN=c -days 9",
    );
    openssl(
        folder.path(),
        "pkcs12 -export -inkey e.pem -in e.crt -out f.pfx -passout pass:x",
    );
    assert_eq!(
        error_of(open(&read(&folder, "f.pfx"), "x")),
        OpenError::NotRsa {
            algorithm: "curva elíptica (EC)".to_owned()
        }
    );
}

#[test]
fn unknown_encryption_is_named_before_any_password() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -keypbe camellia-256-cbc -certpbe aes-256-cbc -passout pass:x"),
    );
    assert_eq!(
        error_of(open(&read(&folder, "f.pfx"), "x")),
        OpenError::Unsupported {
            algorithm: "Camellia-256-CBC".to_owned()
        }
    );
}

#[test]
fn java_key_stores_open() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -name alias -passout pass:secreto"),
    );
    for form in ["", "-J-Dkeystore.pkcs12.legacy"] {
        let _ = std::fs::remove_file(folder.path().join("j.p12"));
        run(
            folder.path(),
            "keytool",
            &format!(
                "{form} -importkeystore -srckeystore f.pfx -srcstoretype PKCS12 -srcstorepass secreto \
                 -destkeystore j.p12 -deststoretype PKCS12 -deststorepass secreto -noprompt"
            ),
        );
        let opened = open(&read(&folder, "j.p12"), "secreto").unwrap();
        is_ours(&opened);
    }
    run(
        folder.path(),
        "keytool",
        "-importkeystore -srckeystore f.pfx -srcstoretype PKCS12 -srcstorepass secreto \
         -destkeystore j.jks -deststoretype JKS -deststorepass secreto -noprompt",
    );
    assert!(matches!(
        error_of(open(&read(&folder, "j.jks"), "secreto")),
        OpenError::NotThisKind { .. }
    ));
}

/// Firefox exports through NSS: BER with indefinite lengths.
#[test]
fn what_nss_writes_opens() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -name alias -passout pass:secreto"),
    );
    nss_database(folder.path(), "nss");
    run(folder.path(), "pk12util", "-i f.pfx -d sql:nss -W secreto");
    let old = "-c PKCS~#12~V2~PBE~With~SHA-1~And~3KEY~Triple~DES-CBC \
               -C PKCS~#12~V2~PBE~With~SHA-1~And~40~Bit~RC2~CBC";
    for (form, encryption) in [
        ("", "AES-256-CBC"),
        ("-c AES-128-CBC -C AES-128-CBC", "AES-128-CBC"),
        (old, "PBE-SHA1-3DES"),
    ] {
        run(
            folder.path(),
            "pk12util",
            &format!("-o n.p12 -n alias -d sql:nss -W Secreto~1 {form}"),
        );
        let file = read(&folder, "n.p12");
        assert_eq!(file[..2], [0x30, 0x80], "{form}: no indefinite length");
        let opened = open(&file, "Secreto 1").unwrap_or_else(|error| panic!("{form}: {error}"));
        is_ours(&opened);
        assert!(
            opened.encryption.contains(encryption),
            "{}",
            opened.encryption
        );
        assert_eq!(error_of(open(&file, "Secreto 2")), OpenError::WrongPassword);
    }
}

#[test]
fn a_flipped_bit_is_damage_and_not_a_wrong_password() {
    let folder = folder();
    openssl(
        folder.path(),
        &format!("{EXPORT} -legacy -passout pass:secreto"),
    );
    let file = read(&folder, "f.pfx");
    let mut codes = std::collections::BTreeMap::new();
    for at in (60..file.len() - 60).step_by(61) {
        let mut changed = file.clone();
        changed[at] ^= 0x04;
        let error = error_of(open(&changed, "secreto"));
        *codes.entry(error.code()).or_insert(0) += 1;
    }
    assert!(codes["damaged"] > 30, "{codes:?}");
    assert!(
        codes.get("wrong_password").copied().unwrap_or(0) <= 2,
        "{codes:?}"
    );
}

#[test]
fn a_file_cut_short_is_damaged_wherever_it_is_cut() {
    let folder = folder();
    openssl(folder.path(), &format!("{EXPORT} -passout pass:secreto"));
    let file = read(&folder, "f.pfx");
    for length in (2..file.len()).step_by(7) {
        assert_eq!(
            error_of(open(&file[..length], "secreto")),
            OpenError::Damaged,
            "{length}"
        );
    }
}

#[test]
fn a_pfx_in_pem_or_base64_opens() {
    let folder = folder();
    openssl(folder.path(), &format!("{EXPORT} -passout pass:secreto"));
    openssl(folder.path(), "base64 -in f.pfx -out f.txt");
    is_ours(&open(&read(&folder, "f.txt"), "secreto").unwrap());
    let base64 = String::from_utf8(read(&folder, "f.txt")).unwrap();
    let pem = format!("-----BEGIN PKCS12-----\n{base64}-----END PKCS12-----\n");
    is_ours(&open(pem.as_bytes(), "secreto").unwrap());
}

#[test]
fn of_several_keys_the_one_for_idse_is_taken() {
    let folder = folder();
    let material = material();
    std::fs::write(folder.path().join("s.pem"), material.stranger.to_pem()).unwrap();
    std::fs::write(
        folder.path().join("s.der"),
        &*material.other_key.pkcs8_der(),
    )
    .unwrap();
    openssl(folder.path(), "pkey -inform DER -in s.der -out s.key");
    openssl(
        folder.path(),
        "pkcs12 -export -inkey s.key -in s.pem -name uno -out s.pfx -passout pass:secreto",
    );
    openssl(
        folder.path(),
        &format!("{EXPORT} -name dos -passout pass:secreto"),
    );
    for source in ["s.pfx", "f.pfx"] {
        run(
            folder.path(),
            "keytool",
            &format!(
                "-importkeystore -srckeystore {source} -srcstoretype PKCS12 -srcstorepass secreto \
                 -destkeystore two.p12 -deststoretype PKCS12 -deststorepass secreto -noprompt"
            ),
        );
    }
    let file = read(&folder, "two.p12");
    let contents = pfx::read(&file, b"secreto", PfxOptions::default(), &mut quiet()).unwrap();
    assert_eq!((contents.keys.len(), contents.certificates.len()), (2, 2));
    let opened = open(&file, "secreto").unwrap();
    is_ours(&opened);
    assert!(opened.warnings.contains(&Warning::SeveralKeys { count: 2 }));
}
