//! Keys in WebCrypto, compared with the `rsa` crate.

use credential::key::PrivateKey;
use credential::open;
use js_sys::{Array, Object, Reflect, Uint8Array};
use sha2::{Digest as _, Sha256};
use signer_worker::Keys;
use vault_protocol::CredentialHandle;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CryptoKey, SubtleCrypto};

use super::material::{MATERIAL, rng};
use super::page::scope;

const ONE: CredentialHandle = CredentialHandle(1);

#[wasm_bindgen_test]
async fn an_imported_key_signs_and_is_given_to_nobody() {
    let keys = Keys::new(scope());
    let pkcs8 = MATERIAL.key.pkcs8_der();
    keys.import(ONE, &pkcs8).await.unwrap();
    let key = keys.held(ONE).unwrap();
    assert!(!key.extractable());
    assert_eq!(key.type_(), "private");
    let usages: Vec<String> = key.usages().iter().filter_map(|u| u.as_string()).collect();
    assert_eq!(usages, ["sign"]);
    for format in ["pkcs8", "jwk"] {
        let refused = export(format, &key).await.unwrap_err();
        let name = Reflect::get(&refused, &"name".into()).unwrap();
        assert_eq!(name.as_string().as_deref(), Some("InvalidAccessError"));
    }
    // The same call does give away a key that may be.
    let loose = import_extractable(&pkcs8).await;
    let exported = export("pkcs8", &loose).await.unwrap();
    assert_eq!(Uint8Array::new(&exported).to_vec(), *pkcs8);
}

#[wasm_bindgen_test]
async fn the_browser_signs_byte_for_byte_as_the_reference_does() {
    let long = vec![0xa5; 1_700_000];
    // A challenge, the beginning of signed attributes, letters, nothing, and a large lote's length.
    let payloads: [&[u8]; 5] = [
        b"9|20260115|a8f3",
        b"\x31\x82\x01\x5a\x30\x18\x06\x09",
        "Ñandú\r\n".as_bytes(),
        b"",
        &long,
    ];
    let mut rng = rng(4);
    let (key_3072, key_4096) = (generate(3072).await, generate(4096).await);
    for (key, octets) in [(&MATERIAL.key, 256), (&key_3072, 384), (&key_4096, 512)] {
        let keys = Keys::new(scope());
        keys.import(ONE, &key.pkcs8_der()).await.unwrap();
        for payload in payloads {
            let signed = keys.sign(ONE, payload).await.unwrap();
            assert_eq!(signed.len(), octets);
            assert_eq!(signed, key.sign_blinded(&mut rng, payload).unwrap());
        }
    }
}

#[wasm_bindgen_test]
async fn the_browser_hashes_as_the_reference_does() {
    let keys = Keys::new(scope());
    for length in [0, 1, 168, 1_700_000] {
        let bytes = vec![0x41; length];
        let reference: [u8; 32] = Sha256::digest(&bytes).into();
        assert_eq!(keys.digest(&bytes).await.unwrap(), reference);
    }
}

#[wasm_bindgen_test]
async fn what_is_no_key_is_refused_and_a_forgotten_key_signs_no_more() {
    let keys = Keys::new(scope());
    let pkcs8 = MATERIAL.key.pkcs8_der();
    assert!(keys.import(ONE, &pkcs8[..pkcs8.len() / 2]).await.is_err());
    assert!(keys.held(ONE).is_none());

    keys.import(ONE, &pkcs8).await.unwrap();
    assert!(keys.sign(CredentialHandle(2), b"reto").await.is_err());
    assert!(keys.sign(ONE, b"reto").await.is_ok());
    keys.forget(ONE);
    assert!(keys.sign(ONE, b"reto").await.is_err());
}

/// A key of the browser's making, which is quicker at large ones.
async fn generate(bits: u32) -> PrivateKey {
    let algorithm = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&algorithm, &name.into(), value).unwrap();
    set("name", &"RSASSA-PKCS1-v1_5".into());
    set("hash", &"SHA-256".into());
    set("modulusLength", &bits.into());
    set("publicExponent", &Uint8Array::from(&[1, 0, 1][..]));
    let usages = Array::of1(&"sign".into());
    let generating = subtle().generate_key_with_object(&algorithm, true, &usages);
    let pair = JsFuture::from(generating.unwrap()).await.unwrap();
    let private = Reflect::get(&pair, &"privateKey".into()).unwrap();
    let exported = export("pkcs8", private.unchecked_ref()).await.unwrap();
    let pkcs8 = Uint8Array::new(&exported).to_vec();
    let open::OpenedKey {
        key, encryption, ..
    } = open::open_key(&pkcs8, b"", &mut |_, _| {}).unwrap();
    assert_eq!(encryption, None);
    key
}

async fn import_extractable(pkcs8: &[u8]) -> CryptoKey {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"RSASSA-PKCS1-v1_5".into()).unwrap();
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into()).unwrap();
    let (bytes, usages) = (Uint8Array::from(pkcs8), Array::of1(&"sign".into()));
    let importing = subtle()
        .import_key_with_object("pkcs8", &bytes, &algorithm, true, &usages)
        .unwrap();
    JsFuture::from(importing).await.unwrap().into()
}

async fn export(format: &str, key: &CryptoKey) -> Result<JsValue, JsValue> {
    JsFuture::from(subtle().export_key(format, key)?).await
}

fn subtle() -> SubtleCrypto {
    scope().crypto().unwrap().subtle()
}
