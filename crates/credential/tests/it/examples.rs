//! The examples `inspect`, `sign` and `verify`, run as others run them.

use crate::material::{folder, material, openssl, read, rng};
use credential::issue::sat_key_file;
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Cargo builds the examples beside this binary.
fn example(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let target = this.parent().and_then(Path::parent).unwrap();
    let path = target.join("examples").join(name);
    assert!(
        path.exists(),
        "build the examples first: {}",
        path.display()
    );
    path
}

/// Standard output, and the exit status.
fn run(folder: &TempDir, name: &str, password: Option<&str>, arguments: &str) -> (String, i32) {
    let mut command = Command::new(example(name));
    command
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if password.is_some() {
        command.arg("--password-stdin");
    }
    let mut child = command.args(arguments.split(' ')).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    if let Some(password) = password {
        writeln!(input, "{password}").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let status = output.status.code().expect("it was not killed");
    assert_ne!(status, 101, "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), status)
}

fn inspect(folder: &TempDir, password: Option<&str>, arguments: &str) -> (Value, i32) {
    let (output, status) = run(folder, "inspect", password, arguments);
    (serde_json::from_str(&output).unwrap(), status)
}

fn efirma_files() -> TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("f.cer"), material().efirma.der()).unwrap();
    let key = sat_key_file(&material().key, b"12345678a").unwrap();
    std::fs::write(folder.path().join("f.key"), key).unwrap();
    folder
}

#[test]
fn inspect_tells_everything_of_a_pair() {
    let folder = efirma_files();
    let (facts, status) = inspect(&folder, Some("12345678a"), "f.cer f.key");
    assert_eq!(status, 0);
    assert_eq!(facts["kind"], "efirma");
    assert_eq!(facts["rfc"], "EKU9003173C9");
    assert_eq!(facts["curp"], "FUNK671228MCLNLR05");
    assert_eq!(facts["holder"], "ESCUELA KEMPER URGATE SA DE CV");
    assert_eq!(facts["registro_patronal"], Value::Null);
    assert_eq!(facts["serial"], "30001000000300023685");
    assert_eq!(facts["not_before"], "2024-01-01T06:00:00Z");
    assert_eq!(facts["not_after"], "2044-01-01T06:00:00Z");
    assert_eq!(facts["issuer"], "AC DE PRUEBA COMO LA DEL SAT");
    assert_eq!(facts["key_matches"], true);
    assert_eq!(
        facts["encryption"],
        "PBES2 PBKDF2-HMAC-SHA1 2048 DES-EDE3-CBC"
    );
    assert_eq!(facts["mac"], "none");
    assert_eq!(facts["warnings"], Value::Array(vec![]));
}

#[test]
fn inspects_exit_status_tells_failures_apart() {
    let folder = efirma_files();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let other = sat_key_file(&material().other_key, b"12345678a").unwrap();
    write("other.key", &other);
    write("cut.key", &other[..other.len() - 40]);
    write("text.cer", b"hola");
    write("empty.cer", b"");
    write("imss.cer", material().imss_certificate.der());
    write("csd.cer", material().csd.der());
    openssl(
        folder.path(),
        "ecparam -name prime256v1 -genkey -noout -out ec.key",
    );
    openssl(
        folder.path(),
        "pkcs12 -export -inkey k.pem -in c.pem -out f.pfx -passout pass:secreto",
    );
    openssl(
        folder.path(),
        "pkcs12 -export -nokeys -in c.pem -out certificates.pfx -passout pass:secreto",
    );
    let password = Some("12345678a");
    for (arguments, expected, kind) in [
        ("f.cer", 0, "efirma"),
        ("imss.cer", 0, "imss"),
        ("csd.cer", 0, "csd"),
        ("f.key", 0, "key"),
        ("f.pfx", 2, "pfx"),
        ("cut.key", 4, ""),
        ("text.cer", 4, ""),
        ("empty.cer", 4, ""),
        ("ec.key", 3, ""),
        ("f.cer other.key", 5, "efirma"),
    ] {
        let (facts, status) = inspect(&folder, password, arguments);
        assert_eq!(status, expected, "{arguments}: {facts}");
        assert_eq!(facts["kind"].as_str().unwrap_or(""), kind, "{arguments}");
        assert_eq!(facts["error"].is_null(), expected == 0);
    }
    let (facts, _) = inspect(&folder, None, "csd.cer");
    assert_eq!(facts["warnings"][0]["code"], "csd_instead_of_efirma");
    assert_eq!(inspect(&folder, Some("secreto"), "f.pfx").1, 0);
    let (facts, status) = inspect(&folder, Some("secreto"), "certificates.pfx");
    assert_eq!((status, &facts["key_matches"]), (0, &Value::Null));
    assert_eq!(facts["warnings"][0]["code"], "missing_key");
    assert_eq!(inspect(&folder, None, "f.key").1, 2);
}

#[test]
fn sign_and_verify_go_together() {
    let folder = efirma_files();
    std::fs::write(folder.path().join("p"), b"hola").unwrap();
    std::fs::create_dir(folder.path().join("ca")).unwrap();
    std::fs::copy(
        folder.path().join("ca.pem"),
        folder.path().join("ca").join("ca.pem"),
    )
    .unwrap();
    let sign = |form: &str| {
        let arguments = format!("{form}--in p --out s f.cer f.key");
        let (_, status) = run(&folder, "sign", Some("12345678a"), &arguments);
        assert_eq!(status, 0);
    };
    let verify = |arguments: &str| {
        let (output, status) = run(&folder, "verify", None, arguments);
        (serde_json::from_str::<Value>(&output).unwrap(), status)
    };
    sign("");
    let (facts, status) = verify("--ca ca s");
    assert_eq!((status, &facts["valid"]), (0, &Value::Bool(true)));
    assert_eq!(facts["chain"], "verified");
    assert_eq!(facts["cades_baseline_b"], true);
    assert_eq!(facts["signer"]["rfc"], "EKU9003173C9");
    let (facts, status) = verify("--at 2050-01-01T00:00:00Z s");
    assert_eq!((status, &facts["error"]["code"]), (1, &"expired".into()));
    sign("--detached ");
    assert_eq!(verify("s p").1, 0);
    assert_eq!(verify("s").0["error"]["code"], "content_missing");
    assert_eq!(verify("s f.cer").0["error"]["code"], "digest_differs");
    sign("--no-attributes ");
    let (facts, status) = verify("s");
    assert_eq!(
        (status, &facts["cades_baseline_b"]),
        (0, &Value::Bool(false))
    );
    openssl(
        folder.path(),
        "cms -verify -binary -inform DER -in s -CAfile ca.pem -purpose any -out out",
    );
    assert_eq!(read(&folder, "out"), b"hola");
    assert_eq!(verify("p").1, 4);
    let (_, status) = run(&folder, "sign", Some("otra"), "--in p --out s f.cer f.key");
    assert_eq!(status, 2);
}

#[test]
fn no_bytes_make_inspect_or_verify_panic() {
    use rand_core::RngCore as _;
    let folder = efirma_files();
    let mut rng = rng();
    for _ in 0..40 {
        let mut bytes = read(
            &folder,
            if rng.next_u32().is_multiple_of(2) {
                "f.key"
            } else {
                "f.cer"
            },
        );
        for _ in 0..4 {
            let at = rng.next_u32() as usize % bytes.len();
            bytes[at] = rng.next_u32() as u8;
        }
        std::fs::write(folder.path().join("x"), &bytes).unwrap();
        let (_, status) = inspect(&folder, Some("12345678a"), "x");
        assert!([0, 2, 3, 4, 5].contains(&status));
        run(&folder, "verify", None, "x");
    }
}
