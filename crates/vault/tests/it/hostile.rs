//! A page that was taken over: any message, in any order, with any parts.

use std::rc::Rc;

use jiff::SignedDuration;
use proptest::prelude::*;
use vault::{Config, Effect, Input, Part, Vault};
use vault_protocol::{
    Ask, Convert, ConvertTo, Counts, CredentialHandle, Expected, ExpectedLote, Form, Inspect, Open,
    PickedFile, Place, RequestId, SignChallenge, SignLote, Slot,
};
use zeroize::Zeroizing;

use crate::material::{NOW, rng};

proptest! {
    #[test]
    fn no_order_of_inputs_makes_it_panic_or_sign(inputs in proptest::collection::vec((input(), 0_i64..1200), 0..40)) {
        let mut vault = Vault::new(Config::default(), Box::new(rng(8)));
        let mut now = NOW;
        for (input, seconds) in inputs {
            now += SignedDuration::from_secs(seconds);
            // Nothing is open, and no file among these is a credential: nothing may be signed.
            vault.handle(now, input.into_input(), &mut |effect| {
                assert!(!matches!(effect, Effect::Sign { .. } | Effect::ImportKey { .. }));
            });
        }
    }
}

/// [`Input`] is not `Clone` nor `Debug`, as it carries secrets: this is used in its place.
#[derive(Clone, Debug)]
enum Happening {
    Asked(Ask, Vec<MadePart>),
    Unreadable,
    FilesRead(u32, Vec<Vec<u8>>),
    FilesUnreadable(u32),
    KeyImported(u32, u32),
    KeyRefused(u32),
    Digested(u32, Vec<u8>),
    DigestFailed(u32),
    SignatureMade(u32, Vec<u8>),
    SignatureFailed(u32),
    Tick,
}

#[derive(Clone, Debug)]
enum MadePart {
    File(String, u64),
    Buffer(Vec<u8>),
}

impl Happening {
    fn into_input(self) -> Input {
        let id = RequestId;
        match self {
            Self::Asked(ask, parts) => Input::Asked {
                ask,
                parts: parts.into_iter().map(MadePart::into_part).collect(),
            },
            Self::Unreadable => Input::Unreadable,
            Self::FilesRead(request, contents) => Input::FilesRead {
                request: id(request),
                contents: contents.into_iter().map(Zeroizing::new).collect(),
            },
            Self::FilesUnreadable(request) => Input::FilesUnreadable {
                request: id(request),
            },
            Self::KeyImported(request, credential) => Input::KeyImported {
                request: id(request),
                credential: CredentialHandle(credential),
            },
            Self::KeyRefused(request) => Input::KeyRefused {
                request: id(request),
            },
            Self::Digested(request, bytes) => Input::Digested {
                request: id(request),
                bytes: Rc::new(bytes),
                digest: [0; 32],
            },
            Self::DigestFailed(request) => Input::DigestFailed {
                request: id(request),
            },
            Self::SignatureMade(request, signature) => Input::SignatureMade {
                request: id(request),
                signature,
            },
            Self::SignatureFailed(request) => Input::SignatureFailed {
                request: id(request),
            },
            Self::Tick => Input::Tick,
        }
    }
}

impl MadePart {
    fn into_part(self) -> Part {
        match self {
            Self::File(name, size) => Part::File { name, size },
            Self::Buffer(bytes) => Part::Buffer(Zeroizing::new(bytes)),
        }
    }
}

fn input() -> impl Strategy<Value = Happening> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..64);
    let part = prop_oneof![
        (any::<String>(), prop_oneof![0_u64..4096, any::<u64>()])
            .prop_map(|(name, size)| MadePart::File(name, size)),
        bytes().prop_map(MadePart::Buffer),
    ];
    let parts = proptest::collection::vec(part, 0..5);
    prop_oneof![
        6 => (ask(), parts).prop_map(|(ask, parts)| Happening::Asked(ask, parts)),
        1 => Just(Happening::Unreadable),
        4 => (small(), proptest::collection::vec(bytes(), 0..4))
            .prop_map(|(request, contents)| Happening::FilesRead(request, contents)),
        1 => small().prop_map(Happening::FilesUnreadable),
        1 => (small(), small()).prop_map(|(request, credential)| Happening::KeyImported(request, credential)),
        1 => small().prop_map(Happening::KeyRefused),
        1 => (small(), bytes()).prop_map(|(request, bytes)| Happening::Digested(request, bytes)),
        1 => small().prop_map(Happening::DigestFailed),
        1 => (small(), bytes()).prop_map(|(request, signature)| Happening::SignatureMade(request, signature)),
        1 => small().prop_map(Happening::SignatureFailed),
        1 => Just(Happening::Tick),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    let slots = || proptest::collection::vec(slot(), 0..4);
    let files = || proptest::collection::vec(picked(), 0..4);
    let place = prop_oneof![Just(Place::Certificate), Just(Place::Key)];
    let inspect = (small(), slot(), place).prop_map(|(request, file, place)| {
        Ask::Inspect(Inspect {
            request: RequestId(request),
            file,
            place,
        })
    });
    let expected = (
        any::<Option<String>>(),
        proptest::collection::vec(any::<String>(), 0..3),
    )
        .prop_map(|(rfc, registros)| Expected { rfc, registros });
    let open = (small(), files(), slot(), expected, slots(), any::<bool>()).prop_map(
        |(request, files, password, expected, trust, accept_without_mac)| {
            Ask::Open(Open {
                request: RequestId(request),
                files,
                password,
                expected,
                trust,
                accept_without_mac,
            })
        },
    );
    let challenge = (small(), small(), any::<String>()).prop_map(|(request, credential, text)| {
        Ask::SignChallenge(SignChallenge {
            request: RequestId(request),
            credential: CredentialHandle(credential),
            text,
        })
    });
    let lote = (small(), small(), slot(), any::<String>(), any::<u32>()).prop_map(
        |(request, credential, dispmag, registro_patronal, bajas)| {
            Ask::SignLote(SignLote {
                request: RequestId(request),
                credential: CredentialHandle(credential),
                dispmag,
                expected: ExpectedLote {
                    registro_patronal,
                    counts: Counts {
                        bajas,
                        ..Counts::default()
                    },
                },
            })
        },
    );
    let to = prop_oneof![
        Just(ConvertTo::Pfx),
        Just(ConvertTo::Pair),
        Just(ConvertTo::Key)
    ];
    let form = prop_oneof![Just(Form::Modern), Just(Form::Old)];
    let convert = (small(), files(), slot(), slot(), to, form, any::<bool>()).prop_map(
        |(request, files, password, new_password, to, form, accept_without_mac)| {
            Ask::Convert(Convert {
                request: RequestId(request),
                files,
                password,
                new_password,
                to,
                form,
                accept_without_mac,
            })
        },
    );
    prop_oneof![
        3 => inspect,
        6 => open,
        2 => challenge,
        2 => lote,
        4 => convert,
        1 => small().prop_map(|credential| Ask::Close { credential: CredentialHandle(credential) }),
        1 => Just(Ask::Touch),
        1 => any::<u32>().prop_map(|minutes| Ask::SetIdle { minutes }),
    ]
}

/// Few ids, so that they meet.
fn small() -> impl Strategy<Value = u32> {
    0_u32..4
}

fn picked() -> impl Strategy<Value = PickedFile> {
    let inspected = proptest::option::of(small().prop_map(RequestId));
    (slot(), inspected).prop_map(|(file, inspected)| PickedFile { file, inspected })
}

fn slot() -> impl Strategy<Value = Slot> {
    prop_oneof![9 => 0_u32..5, 1 => any::<u32>()].prop_map(Slot)
}
