//! The one IndexedDB table that remembers picked files. Made only when there is something to remember.

use std::cell::Cell;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransactionMode};

const NAME: &str = "rubrica-archivos";
const TABLE: &str = "elegidos";

/// Every record with its key; `None` where there is no table, or the browser keeps none.
pub(super) async fn all() -> Option<Vec<(String, JsValue)>> {
    let factory = factory()?;
    if !exists(&factory).await {
        return None;
    }
    let database = open(&factory).await?;
    let keys = {
        let table = table(&database, IdbTransactionMode::Readonly)?;
        done(&table.get_all_keys().ok()?).await?
    };
    let table = table(&database, IdbTransactionMode::Readonly)?;
    let values = done(&table.get_all().ok()?).await?;
    database.close();
    let (keys, values) = (Array::from(&keys), Array::from(&values));
    let keys = keys.iter().filter_map(|key| key.as_string());
    Some(keys.zip(values.iter()).collect())
}

/// Writes a record. A browser that keeps none is no error: it is only a convenience.
pub(super) async fn put(key: &str, value: &JsValue) {
    let Some(database) = opened().await else {
        return;
    };
    if let Some(table) = table(&database, IdbTransactionMode::Readwrite)
        && let Ok(request) = table.put_with_key(value, &key.into())
    {
        let _ = done(&request).await;
    }
    database.close();
}

/// Deletes a record.
pub(super) async fn delete(key: &str) {
    let Some(database) = opened().await else {
        return;
    };
    if let Some(table) = table(&database, IdbTransactionMode::Readwrite)
        && let Ok(request) = table.delete(&key.into())
    {
        let _ = done(&request).await;
    }
    database.close();
}

async fn opened() -> Option<IdbDatabase> {
    open(&factory()?).await
}

fn factory() -> Option<IdbFactory> {
    window().indexed_db().ok().flatten()
}

/// Opening a database that is not there would make it.
async fn exists(factory: &IdbFactory) -> bool {
    let Some(list) = Reflect::get(factory, &"databases".into())
        .ok()
        .and_then(|list| list.dyn_into::<Function>().ok())
    else {
        return false;
    };
    let Ok(listing) = list.call0(factory) else {
        return false;
    };
    let Ok(found) = JsFuture::from(Promise::resolve(&listing)).await else {
        return false;
    };
    Array::from(&found).iter().any(|one| {
        let name = Reflect::get(&one, &"name".into()).ok();
        name.and_then(|name| name.as_string()).as_deref() == Some(NAME)
    })
}

async fn open(factory: &IdbFactory) -> Option<IdbDatabase> {
    let request = factory.open_with_u32(NAME, 1).ok()?;
    let opening = request.clone();
    let make = Closure::once(move |_: Event| {
        if let Some(database) = opening
            .result()
            .ok()
            .and_then(|made| made.dyn_into::<IdbDatabase>().ok())
        {
            // Fails only where it is there already.
            let _ = database.create_object_store(TABLE);
        }
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let database = done(&request).await?.dyn_into().ok();
    request.set_onupgradeneeded(None);
    database
}

fn table(database: &IdbDatabase, mode: IdbTransactionMode) -> Option<IdbObjectStore> {
    let transaction = database.transaction_with_str_and_mode(TABLE, mode).ok()?;
    transaction.object_store(TABLE).ok()
}

/// What a request ends with; `None` where it fails.
async fn done(request: &IdbRequest) -> Option<JsValue> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let settle = |succeeded: bool| {
        let sender = Rc::clone(&sender);
        Closure::once(move |_: Event| {
            if let Some(sender) = sender.take() {
                // Nobody waits for it any more where the page was left.
                let _ = sender.send(succeeded);
            }
        })
    };
    let (success, error) = (settle(true), settle(false));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    request.set_onerror(Some(error.as_ref().unchecked_ref()));
    let succeeded = receiver.await.unwrap_or(false);
    request.set_onsuccess(None);
    request.set_onerror(None);
    succeeded.then(|| request.result().ok())?
}
