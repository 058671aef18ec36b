//! The steps of opening: the files are read, the key is imported, the credential is told.

use jiff::Timestamp;
use vault_protocol::{CredentialHandle, Failure, Open, RequestId, Tell};
use zeroize::Zeroizing;

use super::{UnderWay, Vault, failed, index, post, take_buffer};
use crate::effect::{Effect, Part};
use crate::opening::{self, Opening};
use crate::{MAX_FILE_BYTES, MAX_OPEN, MAX_PASSWORD_BYTES, failure};

impl Vault {
    pub(super) fn start_opening(
        &self,
        open: Open,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Effect), Failure> {
        let password = take_buffer(&mut parts, open.password)?;
        if self.open.contains_key(&handle(open.request)) {
            return Err(failure::malformed());
        }
        if self.open.len() + self.opening_now() >= MAX_OPEN {
            return Err(failure::too_many_open());
        }
        if !matches!(open.files.len(), 1 | 2) {
            return Err(failure::number_of_files(open.files.len()));
        }
        let mut files = Vec::new();
        for slot in open.files {
            let index = index(slot).filter(|index| !files.contains(index));
            let (Some(index), Some(Part::File { name, size })) =
                (index, index.and_then(|index| parts.get(index)))
            else {
                return Err(failure::malformed());
            };
            if *size > MAX_FILE_BYTES {
                return Err(failure::file_too_large(name, *size));
            }
            files.push(index);
        }
        if password.len() > MAX_PASSWORD_BYTES {
            return Err(failure::password_too_long());
        }
        let trust = open
            .trust
            .into_iter()
            .map(|slot| take_buffer(&mut parts, slot).map(|der| der.to_vec()))
            .collect::<Result<_, _>>()?;
        let under_way = UnderWay::Reading {
            password,
            expected: open.expected,
            trust,
            accept_without_mac: open.accept_without_mac,
        };
        let request = open.request;
        Ok((
            under_way,
            Effect::ReadFiles {
                request,
                parts: files,
            },
        ))
    }

    pub(super) fn files_read(
        &mut self,
        now: Timestamp,
        request: RequestId,
        contents: &[Zeroizing<Vec<u8>>],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Reading {
            password,
            expected,
            trust,
            accept_without_mac,
        }) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Reading { .. })
        })
        else {
            return;
        };
        // A file may have grown since its size was told.
        let limit = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
        if let Some(grown) = contents.iter().find(|content| content.len() > limit) {
            let error = failure::file_too_large("El archivo", grown.len() as u64);
            carry_out(failed(Some(request), error));
            return;
        }
        let outcome = opening::open(
            &Opening {
                now,
                files: contents,
                password: &password,
                expected: &expected,
                trust: &trust,
                accept_without_mac,
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
        carry_out(post(Tell::Opened {
            request,
            credential,
            opened_at: now.as_millisecond(),
            summary,
        }));
    }

    fn opening_now(&self) -> usize {
        self.under_way
            .values()
            .filter(|under_way| !matches!(under_way, UnderWay::Signing { .. }))
            .count()
    }
}

/// A credential goes by the id of the request that opened it: the page counts those on from worker to
/// worker, so a name kept from an ended worker means nothing to the next.
fn handle(request: RequestId) -> CredentialHandle {
    CredentialHandle(request.0)
}
