//! The files a person opened before on this device, so that one tap and a password open them again.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::database;
use super::handle::{FileHandle, can_keep};

/// Files that opened together, in the order they were picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// Its name in the table.
    key: String,
    /// SHA-256 of the certificate, as the signer tells it.
    pub fingerprint: String,
    /// Whose certificate it was.
    pub holder: String,
    /// What the certificate was, as the page says it.
    pub kind: String,
    /// Which files.
    pub files: Vec<FileHandle>,
}

/// What is to be remembered of an opening.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembers {
    /// Who opened it: another person at the same device is shown her own files alone.
    pub owner: String,
    /// SHA-256 of the certificate: the same one opened again takes the place of the first.
    pub fingerprint: String,
    /// Whose certificate it is.
    pub holder: String,
    /// What the certificate is, as the page says it.
    pub kind: String,
    /// Which files.
    pub files: Vec<FileHandle>,
}

/// Remembers which files opened. Their bytes stay where they are.
pub async fn remember(opening: Remembers) {
    if !can_keep() || opening.files.is_empty() {
        return;
    }
    let record = Object::new();
    let files: Array = opening.files.iter().map(FileHandle::kept).collect();
    let fields: [(&str, JsValue); 5] = [
        ("owner", opening.owner.as_str().into()),
        ("fingerprint", opening.fingerprint.as_str().into()),
        ("holder", opening.holder.as_str().into()),
        ("kind", opening.kind.as_str().into()),
        ("files", files.into()),
    ];
    for (name, value) in fields {
        // A fresh, ordinary object takes any field.
        let _ = Reflect::set(&record, &name.into(), &value);
    }
    let key = format!("{}\n{}", opening.owner, opening.fingerprint);
    database::put(&key, &record).await;
}

/// Returns what this person opened before on this device.
pub async fn remembered(owner: &str) -> Vec<Remembered> {
    if !can_keep() {
        return Vec::new();
    }
    let records = database::all().await.unwrap_or_default();
    records
        .into_iter()
        .filter_map(|(key, record)| read(key, &record, owner))
        .collect()
}

/// Forgets one.
pub async fn forget(one: Remembered) {
    database::delete(&one.key).await;
}

fn read(key: String, record: &JsValue, owner: &str) -> Option<Remembered> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    if field("owner")?.as_string()? != owner {
        return None;
    }
    let files: Option<Vec<FileHandle>> = Array::from(&field("files")?)
        .iter()
        .map(FileHandle::of_kept)
        .collect();
    Some(Remembered {
        key,
        fingerprint: field("fingerprint")?.as_string()?,
        holder: field("holder")?.as_string()?,
        kind: field("kind")?.as_string()?,
        files: files.filter(|files| !files.is_empty())?,
    })
}
