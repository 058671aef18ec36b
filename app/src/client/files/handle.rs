//! The File System Access API. It is asked for by name: not every browser has it, and web-sys would
//! throw where it is missing.

use app_logic::files::FileUnavailable;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File};

/// Names a file on the person's device. It can be kept in IndexedDB; reading what it names takes the
/// person's permission, asked for by the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct FileHandle(JsValue);

/// Whether this browser gives handles.
#[must_use]
pub fn can_keep() -> bool {
    function(&window(), "showOpenFilePicker").is_some()
}

/// Lets the person pick files, in the browser's own dialog; empty where she closed it. `endings`: as
/// `.cer,.key`. Works only while a tap is being answered.
///
/// # Errors
/// The dialog could not be shown.
pub async fn pick(several: bool, endings: &str) -> Result<Vec<(File, FileHandle)>, JsValue> {
    let show = function(&window(), "showOpenFilePicker").ok_or(JsValue::UNDEFINED)?;
    let options = Object::new();
    set(&options, "multiple", &several.into());
    // The browser starts where the last key was found.
    set(&options, "id", &"llaves".into());
    let accepted: Array = endings.split(',').map(JsValue::from_str).collect();
    let accept = Object::new();
    set(&accept, "application/octet-stream", &accepted);
    let kind = Object::new();
    set(&kind, "accept", &accept);
    set(&options, "types", &Array::of1(&kind));
    let picked = match settle(show.call1(&window(), &options)?).await {
        Ok(picked) => Array::from(&picked),
        Err(error) if name_of(&error) == "AbortError" => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for handle in picked.iter().map(FileHandle) {
        if let Ok(file) = handle.read().await {
            files.push((file, handle));
        }
    }
    Ok(files)
}

/// Returns the handles of what was dropped. To be called while the drop is being answered; what it gives
/// may be awaited later.
pub fn taken_with(
    dropped: &DataTransfer,
) -> impl Future<Output = Vec<(File, FileHandle)>> + 'static {
    let items = dropped.items();
    let promises: Vec<JsValue> = (0..items.length())
        .filter_map(|at| items.get(at))
        .filter_map(|item| function(&item, "getAsFileSystemHandle")?.call0(&item).ok())
        .collect();
    async move {
        let mut files = Vec::new();
        for promise in promises {
            let Ok(handle) = settle(promise).await else {
                continue;
            };
            // A folder has no `getFile`, and what is no file is null.
            let handle = FileHandle(handle);
            if let Ok(file) = handle.read().await {
                files.push((file, handle));
            }
        }
        files
    }
}

impl FileHandle {
    /// What IndexedDB holds.
    pub(super) fn kept(&self) -> &JsValue {
        &self.0
    }

    /// Of what IndexedDB held; `None` where it is something else.
    pub(super) fn of_kept(value: JsValue) -> Option<Self> {
        let named = text(&value, "name").is_some();
        (named && function(&value, "getFile").is_some()).then_some(Self(value))
    }

    /// Returns the file's name.
    #[must_use]
    pub fn name(&self) -> String {
        text(&self.0, "name").unwrap_or_default()
    }

    /// Returns the file as it is now, after asking the person for permission where the browser wants it.
    ///
    /// # Errors
    /// [`FileUnavailable`].
    pub async fn open(&self) -> Result<File, FileUnavailable> {
        if let Some(request) = function(&self.0, "requestPermission") {
            let mode = Object::new();
            set(&mode, "mode", &"read".into());
            let asked = request
                .call1(&self.0, &mode)
                .map_err(|_| FileUnavailable::Refused)?;
            let answer = settle(asked).await.map_err(|_| FileUnavailable::Refused)?;
            if answer.as_string().as_deref() != Some("granted") {
                return Err(FileUnavailable::Refused);
            }
        }
        self.read()
            .await
            .map_err(|error| match name_of(&error).as_str() {
                "NotAllowedError" | "SecurityError" => FileUnavailable::Refused,
                _ => FileUnavailable::Gone,
            })
    }

    async fn read(&self) -> Result<File, JsValue> {
        let read = function(&self.0, "getFile").ok_or(JsValue::UNDEFINED)?;
        settle(read.call0(&self.0)?).await?.dyn_into()
    }
}

async fn settle(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    if of.is_null() || of.is_undefined() {
        return None;
    }
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn text(of: &JsValue, name: &str) -> Option<String> {
    if !of.is_object() {
        return None;
    }
    Reflect::get(of, &name.into()).ok()?.as_string()
}

fn name_of(error: &JsValue) -> String {
    text(error, "name").unwrap_or_default()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A fresh, ordinary object takes any field.
    let _ = Reflect::set(object, &name.into(), value);
}
