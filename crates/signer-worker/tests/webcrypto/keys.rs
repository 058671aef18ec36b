//! Keys in WebCrypto, held against the `rsa` crate.

use credential::issue::generate_key;
use js_sys::{Array, Object, Reflect, Uint8Array};
use signer_worker::Keys;
use vault_protocol::CredentialHandle;
use wasm_bindgen::JsValue;
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
    let large = generate_key(&mut rng(3), 3072).unwrap();
    let long = vec![0xa5; 100_000];
    let payloads: [&[u8]; 4] = [b"", b"9|20260115|a8f3", "Ñandú\r\n".as_bytes(), &long];
    let mut rng = rng(4);
    for (key, octets) in [(&MATERIAL.key, 256), (&large, 384)] {
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
