//! Keys in WebCrypto: the browser signs with them and gives them to nobody, us included.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use vault_protocol::CredentialHandle;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, DedicatedWorkerGlobalScope, SubtleCrypto};

/// What SAT's and IMSS's certificates sign with (RFC 8017, 8.2).
const ALGORITHM: &str = "RSASSA-PKCS1-v1_5";

/// The keys of one worker.
pub struct Keys {
    scope: DedicatedWorkerGlobalScope,
    // Every one non-extractable.
    held: RefCell<HashMap<CredentialHandle, CryptoKey>>,
}

impl Keys {
    /// Makes an empty set. `scope` has the WebCrypto that holds them.
    #[must_use]
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Rc<Self> {
        Rc::new(Self {
            scope,
            held: RefCell::default(),
        })
    }

    /// Starts at once, and holds the key once it ends. `pkcs8`: `PrivateKeyInfo`, DER; the browser has
    /// its own copy when this returns.
    ///
    /// # Errors
    /// The browser's, where it takes no such key.
    pub fn import(
        self: &Rc<Self>,
        credential: CredentialHandle,
        pkcs8: &[u8],
    ) -> impl Future<Output = Result<(), JsValue>> + use<> {
        let importing = self.start_import(pkcs8);
        let keys = self.clone();
        async move {
            let key = JsFuture::from(importing?).await?;
            keys.held
                .borrow_mut()
                .insert(credential, key.unchecked_into());
            Ok(())
        }
    }

    /// Starts at once: RSASSA-PKCS1-v1_5 with SHA-256 over `bytes`.
    ///
    /// # Errors
    /// The browser's; `undefined` where no such key is held.
    pub fn sign(
        &self,
        credential: CredentialHandle,
        bytes: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, JsValue>> + use<> {
        let signing = self.start_signing(credential, bytes);
        async move {
            let signature = JsFuture::from(signing?).await?;
            Ok(Uint8Array::new(&signature).to_vec())
        }
    }

    /// Starts at once: SHA-256 of `bytes`. The browser hashes in a thread of its own.
    ///
    /// # Errors
    /// The browser's.
    pub fn digest(&self, bytes: &[u8]) -> impl Future<Output = Result<[u8; 32], JsValue>> + use<> {
        let digesting = self
            .subtle()
            .and_then(|subtle| subtle.digest_with_str_and_u8_array("SHA-256", bytes));
        async move {
            let buffer = JsFuture::from(digesting?).await?;
            let digest = Uint8Array::new(&buffer).to_vec();
            digest.try_into().map_err(|_| JsValue::UNDEFINED)
        }
    }

    /// Returns the key itself: a handle that signs.
    #[must_use]
    pub fn held(&self, credential: CredentialHandle) -> Option<CryptoKey> {
        self.held.borrow().get(&credential).cloned()
    }

    /// Drops one key.
    pub fn forget(&self, credential: CredentialHandle) {
        self.held.borrow_mut().remove(&credential);
    }

    pub(crate) fn forget_all(&self) {
        self.held.borrow_mut().clear();
    }

    fn start_import(&self, pkcs8: &[u8]) -> Result<Promise, JsValue> {
        let subtle = self.subtle()?;
        let algorithm = Object::new();
        Reflect::set(&algorithm, &"name".into(), &ALGORITHM.into())?;
        Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
        let usages = Array::of1(&"sign".into());
        let copy = Uint8Array::from(pkcs8);
        let importing = subtle.import_key_with_object("pkcs8", &copy, &algorithm, false, &usages);
        // importKey has taken a copy of the bytes when the call returns (WebCrypto API).
        copy.fill(0, 0, copy.length());
        importing
    }

    fn start_signing(
        &self,
        credential: CredentialHandle,
        bytes: &[u8],
    ) -> Result<Promise, JsValue> {
        let held = self.held.borrow();
        let key = held.get(&credential).ok_or(JsValue::UNDEFINED)?;
        self.subtle()?
            .sign_with_str_and_u8_array(ALGORITHM, key, bytes)
    }

    fn subtle(&self) -> Result<SubtleCrypto, JsValue> {
        self.scope.crypto().map(|crypto| crypto.subtle())
    }
}
