//! The one declaration of an operation.
//!
//! `operations!` makes of each declaration the server function that the page calls, its entry in the
//! list of routes with who may call it, the body that the access test sends, and the parser by which
//! the leak test judges what left a browser. The function's body is the one of the same name in
//! `host`. Adding an operation takes its declaration, its body in `host`, and its use case.

use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An id that names nothing that exists.
pub(crate) const ID: &str = "01J00000000000000000000000";
/// The NSS of nobody.
pub(crate) const NSS: &str = "92919084431";

/// A draft of a baja in which nothing is typed yet.
pub(crate) fn draft() -> MovimientoDraft {
    MovimientoDraft::new(TipoMovimiento::Baja)
}

/// Declares the operations of a feature.
///
/// ```text
/// operations!(movements {
///     /// What it does.
///     Captures "movements/delete" Delete = delete(id: String, version: u64) -> (),
///         sample { "id": ID, "version": 1 };
/// });
/// ```
///
/// In order: [`Access`](crate::route::Access), the path below `/api/`, the name of the type of the
/// arguments, the function, and a body that parses and names nothing that exists.
macro_rules! operations {
    ($feature:ident {
        $(
            $(#[$doc:meta])*
            $Access:ident $path:tt $Request:ident = $function:ident(
                $($argument:ident: $Type:ty),*
            ) -> $Answer:ty, sample $sample:tt;
        )*
    }) => {
        $(
            $(#[$doc])*
            #[leptos::prelude::server(
                name = $Request,
                prefix = "/api",
                endpoint = $path,
                input = leptos::server_fn::codec::Json,
                output = leptos::server_fn::codec::Json
            )]
            pub async fn $function($($argument: $Type),*) -> Result<$Answer, crate::ApiError> {
                let visit = crate::host::Visit::current()?;
                match crate::host::$feature::$function(&visit $(, $argument)*).await {
                    Ok(answer) => Ok(answer),
                    Err(refusal) => Err(visit.refuse(&refusal).await),
                }
            }
        )*

        /// The routes of these operations.
        pub const OPERATIONS: &[crate::route::Route] = &[
            $(crate::route::Route {
                method: crate::route::Method::Post,
                path: concat!("/api/", $path),
                body: crate::route::Body::Json(crate::route::JsonBody {
                    sample: || serde_json::json!($sample),
                    parses: crate::operation::parses_wholly::<$Request>,
                }),
                access: crate::route::Access::$Access,
            }),*
        ];
    };
}
pub(crate) use operations;

/// Whether a body is the JSON of a `T` and of nothing more: reading and writing it loses nothing.
///
/// # Errors
/// What is wrong with it, in English.
pub(crate) fn parses_wholly<T: Serialize + DeserializeOwned>(body: &[u8]) -> Result<(), String> {
    let value: T = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let written = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let given: serde_json::Value =
        serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if written == given {
        Ok(())
    } else {
        Err("the body holds more than its type".to_owned())
    }
}
