//! The steps of opening: the files are read, the key is imported, the credential is answered.

use jiff::Timestamp;
use vault_protocol::{CredentialHandle, Expected, Failure, Open, RequestId, Tell};
use zeroize::Zeroizing;

use super::files::{Source, picked, take_buffer, take_password};
use super::{UnderWay, Vault, failed, post};
use crate::MAX_OPEN;
use crate::effect::{Effect, Part};
use crate::work::failure;
use crate::work::open::{self, Files};

/// An opening whose files are being read.
pub(super) struct Opening {
    password: Zeroizing<Vec<u8>>,
    expected: Expected,
    trust: Vec<Vec<u8>>,
    accept_without_mac: bool,
}

impl Vault {
    pub(super) fn start_opening(
        &self,
        open: Open,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Source), Failure> {
        let password = take_password(&mut parts, open.password)?;
        if self.open.contains_key(&handle(open.request)) {
            return Err(failure::malformed());
        }
        if self.open.len() + self.opening_now() >= MAX_OPEN {
            return Err(failure::too_many_open());
        }
        let picked = picked(&parts, &open.files)?;
        let trust = open
            .trust
            .into_iter()
            .map(|slot| take_buffer(&mut parts, slot).map(|der| der.to_vec()))
            .collect::<Result<_, _>>()?;
        let under_way = UnderWay::Opening(Opening {
            password,
            expected: open.expected,
            trust,
            accept_without_mac: open.accept_without_mac,
        });
        Ok((under_way, self.source(open.request, picked)))
    }

    pub(super) fn open_files(
        &mut self,
        now: Timestamp,
        request: RequestId,
        asked: &Opening,
        contents: &[Zeroizing<Vec<u8>>],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let outcome = open::open(
            &open::Opening {
                now,
                files: Files {
                    contents,
                    password: &asked.password,
                    accept_without_mac: asked.accept_without_mac,
                },
                expected: &asked.expected,
                trust: &asked.trust,
            },
            &mut |done, total| {
                carry_out(post(Tell::Progress {
                    request,
                    done,
                    total,
                }));
            },
        );
        match outcome {
            Ok(opened) => {
                let credential = handle(request);
                self.under_way.insert(
                    request,
                    UnderWay::Importing {
                        credential,
                        certificate: Box::new(opened.certificate),
                        summary: Box::new(opened.summary),
                    },
                );
                carry_out(Effect::ImportKey {
                    request,
                    credential,
                    pkcs8: opened.pkcs8,
                });
            }
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    pub(super) fn key_imported(
        &mut self,
        now: Timestamp,
        request: RequestId,
        imported: CredentialHandle,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Importing {
            credential,
            certificate,
            summary,
        }) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Importing { credential, .. } if *credential == imported)
        })
        else {
            carry_out(Effect::DropKey {
                credential: imported,
            });
            return;
        };
        // The same certificate opened again takes the place of the first.
        let before = self
            .open
            .iter()
            .find(|(_, open)| **open == *certificate)
            .map(|(handle, _)| *handle);
        if let Some(before) = before {
            self.close(before, carry_out);
        }
        self.open.insert(credential, *certificate);
        self.looked.forget();
        carry_out(post(Tell::Opened {
            request,
            credential,
            opened_at: now.as_millisecond(),
            summary,
        }));
    }
}

/// A credential goes by the id of the request that opened it: the page counts those on from worker to
/// worker, so a name kept from an ended worker means nothing to the next.
fn handle(request: RequestId) -> CredentialHandle {
    CredentialHandle(request.0)
}
