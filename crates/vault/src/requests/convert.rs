//! The steps of a conversion: the files are read, and written in another form at once.

use jiff::Timestamp;
use rand_core::CryptoRngCore;
use vault_protocol::{Convert, ConvertTo, Failure, Form, RequestId, Slot, Tell, WrittenFile};
use zeroize::Zeroizing;

use super::files::{Source, picked, take_buffer, take_password};
use super::{UnderWay, Vault, failed, post};
use crate::MAX_OPEN;
use crate::effect::{Effect, Part};
use crate::work::convert::{self, Conversion, Written};
use crate::work::open::Files;
use crate::work::{failure, new_password};

/// A conversion whose files are being read.
pub(super) struct Converting {
    names: Vec<String>,
    password: Zeroizing<Vec<u8>>,
    new_password: Zeroizing<Vec<u8>>,
    to: ConvertTo,
    form: Form,
    accept_without_mac: bool,
}

impl Vault {
    pub(super) fn start_converting(
        &self,
        convert: &Convert,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Source), Failure> {
        let (to, form) = (convert.to, convert.form);
        let new_password = take_buffer(&mut parts, convert.new_password)?;
        let password = take_password(&mut parts, convert.password)?;
        if self.opening_now() >= MAX_OPEN {
            return Err(failure::too_many_open());
        }
        let mut picked = picked(&parts, &convert.files)?;
        new_password::check(&new_password, to, form).map_err(failure::new_password)?;
        let under_way = UnderWay::Converting(Converting {
            names: std::mem::take(&mut picked.names),
            password,
            new_password,
            to,
            form,
            accept_without_mac: convert.accept_without_mac,
        });
        Ok((under_way, self.source(convert.request, picked)))
    }

    pub(super) fn convert_files(
        &mut self,
        now: Timestamp,
        request: RequestId,
        converting: &Converting,
        contents: &[Zeroizing<Vec<u8>>],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let conversion = Conversion {
            now,
            files: Files {
                contents,
                password: &converting.password,
                accept_without_mac: converting.accept_without_mac,
            },
            names: &converting.names,
            new_password: &converting.new_password,
            to: converting.to,
            form: converting.form,
        };
        let mut progress = |done, total| {
            carry_out(post(Tell::Progress {
                request,
                done,
                total,
            }));
        };
        if !gives_chance(&mut *self.chance) {
            carry_out(failed(Some(request), failure::no_randomness()));
            return;
        }
        match convert::convert(&conversion, &mut *self.chance, &mut progress) {
            Ok(written) => {
                self.looked.forget();
                carry_out(converted(request, written));
            }
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }
}

/// Whether there is randomness: it answers, and not the same twice. What is written is protected by a
/// salt of it, and is not written without one.
fn gives_chance(chance: &mut dyn CryptoRngCore) -> bool {
    let (mut one, mut other) = ([0; 16], [0; 16]);
    let answers =
        chance.try_fill_bytes(&mut one).is_ok() && chance.try_fill_bytes(&mut other).is_ok();
    answers && one != other
}

fn converted(request: RequestId, written: Written) -> Effect {
    let (mut files, mut parts) = (Vec::new(), Vec::new());
    for (slot, file) in (0..).map(Slot).zip(written.files) {
        files.push(WrittenFile {
            kind: file.kind,
            name: file.name,
            bytes: slot,
        });
        parts.push(file.bytes.into());
    }
    Effect::Post {
        tell: Tell::Converted {
            request,
            files,
            summary: written.summary.map(Box::new),
        },
        parts,
    }
}
