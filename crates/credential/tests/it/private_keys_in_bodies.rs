//! The relay's net: a body with a private key in it is seen, and nothing else is.

use crate::material::{folder, material, openssl, quiet, read, rng};
use credential::certificate::hex;
use credential::cms::{CadesToSign, ChallengeToSign, Placement};
use credential::contains_private_key;
use credential::issue::sat_key_file;
use credential::pfx::{self, PfxForm};

/// A key in every form.
fn keys() -> Vec<(&'static str, Vec<u8>)> {
    let material = material();
    let folder = folder();
    openssl(
        folder.path(),
        "rsa -in k.pem -traditional -outform DER -out pkcs1.der",
    );
    openssl(folder.path(), "rsa -in k.pem -traditional -out pkcs1.pem");
    openssl(
        folder.path(),
        "ecparam -name prime256v1 -genkey -noout -out sec1.pem",
    );
    openssl(
        folder.path(),
        "pkey -in sec1.pem -traditional -outform DER -out sec1.der",
    );
    openssl(folder.path(), "pkey -in sec1.pem -outform DER -out ec8.der");
    openssl(
        folder.path(),
        "genpkey -algorithm ed25519 -outform DER -out ed.der",
    );
    openssl(
        folder.path(),
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in k.pem -outform DER -out v1.der -passout pass:x",
    );
    openssl(
        folder.path(),
        "pkcs8 -topk8 -scrypt -in k.pem -outform DER -out scrypt.der -passout pass:x",
    );
    let pfx = |form| {
        pfx::write(
            &material.key,
            &material.efirma,
            &[],
            b"x",
            form,
            &mut rng(),
            &mut quiet(),
        )
        .unwrap()
    };
    vec![
        ("SAT's", sat_key_file(&material.key, b"x").unwrap()),
        ("PKCS#8", material.key.pkcs8_der().to_vec()),
        ("PKCS#1", read(&folder, "pkcs1.der")),
        ("PKCS#1 PEM", read(&folder, "pkcs1.pem")),
        ("SEC 1", read(&folder, "sec1.der")),
        ("EC in PKCS#8", read(&folder, "ec8.der")),
        ("Ed25519", read(&folder, "ed.der")),
        ("PKCS#12's encryption", read(&folder, "v1.der")),
        ("scrypt", read(&folder, "scrypt.der")),
        ("an old .pfx", pfx(PfxForm::Old)),
        ("a new .pfx", pfx(PfxForm::Aes256 { rounds: 10 })),
    ]
}

fn base64(bytes: &[u8]) -> String {
    let folder = folder();
    std::fs::write(folder.path().join("b"), bytes).unwrap();
    openssl(folder.path(), "base64 -A -in b -out t");
    String::from_utf8(read(&folder, "t")).unwrap()
}

#[test]
fn a_key_is_seen_at_any_offset_and_in_any_encoding() {
    for (name, key) in keys() {
        let seen = |body: &[u8]| assert!(contains_private_key(body), "{name}");
        seen(&key);
        for padding in [1, 2, 3, 1000] {
            let mut body = vec![b'0'; padding];
            body.extend(&key);
            body.extend(b"more");
            seen(&body);
        }
        let text = base64(&key);
        seen(text.as_bytes());
        seen(format!(r#"{{"certificado":"abc","llave":"{text}"}}"#).as_bytes());
        seen(format!("a{text}").as_bytes());
        seen(format!("ab{text}").as_bytes());
        seen(format!("abc{text}").as_bytes());
        seen(text.replace('+', "-").replace('/', "_").as_bytes());
        seen(text.replace('+', "%2B").replace('/', "%2F").as_bytes());
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(64)
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        seen(lines.join("\r\n").as_bytes());
        seen(lines.join("\\n").as_bytes());
        seen(lines.join("\\r\\n").as_bytes());
        seen(hex(&key).as_bytes());
        seen(hex(&key).to_uppercase().as_bytes());
        // The name's last letter is a digit too, and the key begins in the middle of an octet.
        seen(format!(r#"{{"data":"{}"}}"#, hex(&key)).as_bytes());
        seen(base64(text.as_bytes()).as_bytes());
        // Cut short: most of a key is still most of a key.
        seen(&key[..key.len() * 3 / 4]);
    }
}

#[test]
fn certificates_signatures_and_lotes_are_not_keys() {
    let material = material();
    let key = &material.key;
    let at = "2026-01-15T12:00:00Z".parse().unwrap();
    let lote = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059\r\n".repeat(1000);
    let to_sign =
        CadesToSign::new(&material.efirma, lote.as_bytes(), at, Placement::Attached).unwrap();
    let signature = key
        .sign_blinded(&mut rng(), to_sign.to_be_signed())
        .unwrap();
    let cms = to_sign.finish(&signature).unwrap();
    let challenge = ChallengeToSign::new(&material.efirma, "reto").unwrap();
    let signature = key
        .sign_blinded(&mut rng(), challenge.to_be_signed())
        .unwrap();
    let challenge = challenge.finish(&signature).unwrap();
    let folder = folder();
    openssl(
        folder.path(),
        "req -new -key k.pem -subj /CN=x -outform DER -out r.csr",
    );
    openssl(
        folder.path(),
        "pkey -in k.pem -pubout -outform DER -out pub.der",
    );
    for body in [
        material.efirma.der(),
        material.efirma.to_pem().as_bytes(),
        material.sat.certificate().der(),
        lote.as_bytes(),
        &cms,
        base64(&cms).as_bytes(),
        hex(&cms).as_bytes(),
        &challenge,
        &read(&folder, "r.csr"),
        &read(&folder, "pub.der"),
        b"%PDF-1.7 acuse",
    ] {
        assert!(!contains_private_key(body));
    }
}
