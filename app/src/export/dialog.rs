//! The button and the dialog that make a file: which one, how far it is, saved or not.

use std::rc::Rc;

use api::ApiError;
use export_protocol::FileKind;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use web_sys::Blob;

use super::{ExportWorker, Fetched};
use crate::client::{Task, browser};
use crate::components::{
    Actions, Button, Choice, Dialog, ErrorNotice, Notice, Progress, Radios, Tone, Variant,
};
use crate::messages::export as text;

/// A file that was made, and how many rows it holds.
#[derive(Clone)]
pub struct Made {
    /// Its bytes.
    pub blob: Blob,
    /// The name to save it under.
    pub name: String,
    /// Its rows.
    pub rows: u32,
}

/// Fetches what goes into the file and hands it to the worker.
pub type Make =
    Rc<dyn Fn(ExportWorker, FileKind, Fetched) -> LocalBoxFuture<'static, Result<Made, ApiError>>>;

/// The button, and the dialog that asks which file and shows how far it is.
#[component]
pub fn Export(
    /// What goes into the file.
    #[prop(into)]
    lead: String,
    make: Make,
) -> impl IntoView {
    let worker = ExportWorker::new();
    let task = Task::new();
    let make = StoredValue::new_local(make);
    let open = RwSignal::new(false);
    let format = RwSignal::new(FileKind::Xlsx.extension().to_owned());
    let fetched = Fetched::new();
    let made = RwSignal::new_local(None::<Made>);
    let kept = RwSignal::new(true);

    let save = move || {
        let saved = made.with_untracked(|made| {
            made.as_ref()
                .is_some_and(|made| browser::save_blob(&made.blob, &made.name))
        });
        kept.set(saved);
    };
    let start = Callback::new(move |()| {
        let kind = match format.get_untracked() == FileKind::Csv.extension() {
            true => FileKind::Csv,
            false => FileKind::Xlsx,
        };
        made.set(None);
        fetched.begin();
        let work = make.with_value(|make| make(worker, kind, fetched));
        let work = async move {
            let outcome = work.await;
            // The worker holds nothing worth keeping, and the next file begins in a fresh one.
            worker.end();
            fetched.end();
            outcome
        };
        task.run(work, move |done| {
            made.set(Some(done));
            save();
        });
    });
    let cancel = Callback::new(move |()| {
        fetched.end();
        worker.end();
    });
    // Closing the dialog while it works is cancelling it.
    Effect::new(move |_| {
        if !open.get() && fetched.rows().get_untracked().is_some() {
            cancel.run(());
        }
    });
    view! {
        <Button on_click=move |()| {
            task.clear();
            made.set(None);
            open.set(true);
        }>{text::EXPORT}</Button>
        <Dialog open id="exportar" title=text::TITLE stays=true>
            <p>{lead}</p>
            <Radios
                name="archivo"
                legend=text::FORMAT
                value=format
                options=vec![
                    Choice::new(FileKind::Xlsx.extension(), text::XLSX).help(text::XLSX_HELP),
                    Choice::new(FileKind::Csv.extension(), text::CSV).help(text::CSV_HELP),
                ]
            />
            {move || {
                let working = fetched.rows().with(Option::is_some);
                working
                    .then(|| {
                        let label = Signal::derive(move || {
                            text::fetched(fetched.rows().get().unwrap_or_default())
                        });
                        view! { <Progress label /> }
                    })
            }}
            <ErrorNotice error=task.error() />
            {move || made.get().map(|made| outcome(&made, kept.get()))}
            <Actions>
                {move || {
                    if task.busy().get() {
                        view! { <Button on_click=cancel>{text::CANCEL}</Button> }.into_any()
                    } else if made.with(Option::is_some) {
                        view! {
                            <Button variant=Variant::Primary on_click=move |()| open.set(false)>
                                {text::CLOSE}
                            </Button>
                            <Button on_click=move |()| save()>{text::SAVE_AGAIN}</Button>
                        }
                            .into_any()
                    } else {
                        view! {
                            <Button variant=Variant::Primary on_click=start>
                                {text::START}
                            </Button>
                            <Button on_click=move |()| open.set(false)>{text::CLOSE}</Button>
                        }
                            .into_any()
                    }
                }}
            </Actions>
        </Dialog>
    }
    .into_any()
}

fn outcome(made: &Made, kept: bool) -> AnyView {
    let (tone, words) = match kept {
        true => (Tone::Success, text::done(made.rows, &made.name)),
        false => (Tone::Danger, text::NOT_SAVED.to_owned()),
    };
    view! {
        <Notice tone>
            <p>{words}</p>
        </Notice>
    }
    .into_any()
}
