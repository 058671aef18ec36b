//! Assigning an open key to registros patronales: store the certificate, ask IDSE for a challenge,
//! sign it, present it.

use api::ApiError;
use api::functions::certificates;
use api::relay::AskChallenge;
use api::view::certificates::{AddCertificate, CertificateView};
use api::view::registros::RegistroView;
use leptos::prelude::*;

use super::assignment_badge::assignment_badge;
use crate::address::Address;
use crate::client::{Changes, Fetched, Task, relay};
use crate::components::{
    Actions, Answer, Button, ButtonLink, Checkbox, Checkboxes, Choice, ErrorNotice, Form, Notice,
    Progress, TextField, Tone, Variant,
};
use crate::format::date;
use crate::messages::{capture, certificates as text, movements};
use crate::pages::keys::{mismatches, refused};
use crate::signer::{CredentialHandle, CredentialKind, OpenedCredential, Signer, use_signer};
use app_logic::certificates::assigning::request;
use app_logic::certificates::registro_signer::in_the_way;

const FIELDS: &[&str] = &["registros", "id_usuario"];

/// How an assignment ended. In both cases the certificate is held.
#[derive(Clone, Debug, PartialEq)]
enum Assignment {
    /// IDSE answered.
    Answered {
        certificado: Box<CertificateView>,
        message: Option<String>,
    },
    /// IDSE gave no challenge.
    Unconfirmed { why: ApiError },
}

/// The form of one open key. Other keys may have theirs on the same page.
#[component]
pub(super) fn Assign(
    key: OpenedCredential,
    registros: Vec<RegistroView>,
    held: Fetched<Vec<CertificateView>>,
    /// Ids of the registros patronales to start with.
    proposed: Vec<String>,
    /// The user to start with.
    user: String,
) -> impl IntoView {
    if registros.is_empty() {
        return view! {
            <Notice tone=Tone::Warning>
                <p>{text::NO_REGISTROS}</p>
                <ButtonLink href=Address::Registros>{capture::GO_REGISTROS}</ButtonLink>
            </Notice>
        }
        .into_any();
    }
    let signer = use_signer();
    let changes = expect_context::<Changes>();
    let task = Task::new();
    let outcome = RwSignal::new(None::<Assignment>);
    let summary = key.summary;
    let chosen = RwSignal::new(proposed);
    let id_usuario = RwSignal::new(user);
    let efirma = summary.kind == CredentialKind::Efirma;
    let options: Vec<_> = registros
        .iter()
        .map(|one| {
            let data = &one.data;
            let place = movements::place(&data.subdelegacion, &data.razon_social);
            Choice::new(&one.id, &data.numero).help(place)
        })
        .collect();

    let odd = {
        let summary = summary.clone();
        Memo::new(move |_| {
            let picked = |one: &&RegistroView| chosen.with(|chosen| chosen.contains(&one.id));
            let picked: Vec<_> = registros.iter().filter(picked).cloned().collect();
            mismatches(&summary, &picked)
        })
    };
    let handle = key.handle;
    let doomed = {
        let fingerprint = summary.fingerprint.clone();
        Memo::new(move |_| {
            let held = held.value().get().unwrap_or_default();
            chosen.with(|chosen| in_the_way(&held, chosen, &fingerprint))
        })
    };
    let agreed = RwSignal::new(false);
    let submit = move |()| {
        let doomed: Vec<String> = doomed
            .get_untracked()
            .into_iter()
            .map(|one| one.id)
            .collect();
        if !doomed.is_empty() && !agreed.get_untracked() {
            task.refuse(ApiError::new("expired-held", text::EXPIRED_FIRST));
            return;
        }
        let asked = request(
            &summary,
            &id_usuario.get_untracked(),
            chosen.get_untracked(),
        );
        match asked {
            Err(error) => task.refuse(error),
            Ok(asked) => {
                outcome.set(None);
                task.run(assign(signer, handle, asked, doomed), move |done| {
                    outcome.set(Some(done));
                    changes.certificados_changed();
                });
            }
        }
    };
    // Several of these forms may stand on one page.
    let named = move |name: &str| format!("{name}-{}", handle.0);
    let agree = named("eliminar-vencido");
    view! {
        <h3 class="subtitle">{text::ASSIGN_TITLE}</h3>
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(FIELDS) />
            <Checkboxes
                name=named("registros")
                legend=text::REGISTROS
                chosen
                options
                error=task.at("registros")
            />
            {move || {
                let odd = odd.get();
                (!odd.is_empty())
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning>
                                {odd.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                            </Notice>
                        }
                    })
            }}
            <TextField
                name=named("id_usuario")
                label=text::ID_USUARIO
                value=id_usuario
                help=if efirma { text::USER_HELP_RFC } else { text::USER_HELP }
                max_length=20
                error=task.at("id_usuario")
            />
            {move || {
                let doomed = doomed.get();
                (!doomed.is_empty())
                    .then(|| {
                        let lines = doomed
                            .iter()
                            .map(|one| {
                                let line = text::ended_on(&one.holder, &date::day(one.not_after));
                                view! { <p>{line}</p> }
                            })
                            .collect_view();
                        view! {
                            <Notice tone=Tone::Warning title=text::EXPIRED_FIRST_TITLE>
                                {lines}
                            </Notice>
                            <Checkbox
                                name=agree.clone()
                                label=text::DELETE_EXPIRED
                                help=text::DELETE_EXPIRED_HELP
                                checked=agreed
                            />
                        }
                    })
            }}
            <p class="muted">{text::ASSIGN_EXPLAINED}</p>
            <Show when=move || task.busy().get()>
                <Progress label=text::ASKING.to_owned() />
            </Show>
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {text::ASSIGN}
                </Button>
            </Actions>
            {move || {
                outcome
                    .get()
                    .map(|outcome| {
                        view! {
                            <Answer>
                                <Assigned outcome />
                            </Answer>
                        }
                    })
            }}
        </Form>
    }
    .into_any()
}

/// One tap, one signature: the challenge's. Where IDSE gives none the certificate stays unconfirmed.
/// `doomed`: expired certificates that the person agreed to delete first.
async fn assign(
    signer: Signer,
    key: CredentialHandle,
    asked: AddCertificate,
    doomed: Vec<String>,
) -> Result<Assignment, ApiError> {
    for id in doomed {
        certificates::delete(id).await?;
    }
    let registros = asked.registros.clone();
    let certificado = certificates::add(asked).await?;
    let question = AskChallenge {
        certificado: certificado.id.clone(),
        registros,
    };
    let challenge = match relay::ask_challenge(&question).await {
        Ok(challenge) => challenge,
        Err(why) if why.code == ApiError::NO_SESSION => return Err(why),
        Err(why) => return Ok(Assignment::Unconfirmed { why }),
    };
    let cms = signer
        .sign_challenge(key, challenge.text)
        .await
        .map_err(|error| refused(&error))?;
    let presented = relay::present_challenge(&challenge.id, &cms).await?;
    Ok(Assignment::Answered {
        certificado: Box::new(presented.certificado),
        message: presented.message,
    })
}

#[component]
fn Assigned(outcome: Assignment) -> impl IntoView {
    match outcome {
        Assignment::Answered {
            certificado,
            message,
        } => {
            let refused = message.is_some();
            let validity = certificado.validity;
            let lines = certificado.assignments.into_iter().map(move |one| {
                view! { <p>{one.numero} " " {assignment_badge(one.state, validity)}</p> }
            });
            view! {
                <Notice
                    tone=if refused { Tone::Warning } else { Tone::Success }
                    title=text::ASSIGNED_TITLE
                >
                    {message.map(|message| view! { <p>{message}</p> })}
                    {lines.collect_view()}
                </Notice>
            }
            .into_any()
        }
        Assignment::Unconfirmed { why } => view! {
            <Notice tone=Tone::Warning title=text::UNCONFIRMED_TITLE>
                <p>{why.message}</p>
                <p>{text::UNCONFIRMED_TEXT}</p>
            </Notice>
        }
        .into_any(),
    }
}
