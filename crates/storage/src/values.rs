//! Ids and contents as the engine takes them.

use serde_json::{Value as Json, json};
use service::store::NaturalKey;
use surrealdb::types::{RecordId, SurrealValue as _, Value};

/// The record of a natural key: creating a record whose id exists is a typed error, where a violated
/// unique index would be only text.
pub(crate) fn key_record(key: &NaturalKey) -> RecordId {
    record("natural_key", &key_id(key))
}

/// The id of a natural key's record.
pub(crate) fn key_id(key: &NaturalKey) -> Json {
    json!([key.to_string()])
}

/// A record whose id is an array.
pub(crate) fn record(table: &str, id: &Json) -> RecordId {
    match id.clone().into_value() {
        Value::Array(parts) => RecordId::new(table, parts),
        _ => unreachable!("every id here is an array"),
    }
}

/// The content of a record, with its id.
pub(crate) fn with_id(id: RecordId, content: Json) -> Value {
    match content.into_value() {
        Value::Object(mut object) => {
            object.insert("id", Value::RecordId(id));
            Value::Object(object)
        }
        _ => unreachable!("every content here is an object"),
    }
}

/// An array of these.
pub(crate) fn array(values: &[Value]) -> Value {
    Value::Array(values.to_vec().into())
}
