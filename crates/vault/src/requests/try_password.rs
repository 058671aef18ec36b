//! The steps of trying a password: the files are read, opened, and closed at once.

use jiff::Timestamp;
use vault_protocol::{Failure, RequestId, Tell, TryPassword};
use zeroize::Zeroizing;

use super::files::{Source, picked, take_password};
use super::{UnderWay, Vault, failed, post};
use crate::MAX_OPEN;
use crate::effect::{Effect, Part};
use crate::work::convert::facts;
use crate::work::open::{Files, read_again, slowly};
use crate::work::scrub::with_clean_stack;
use crate::work::{failure, summary};

impl Vault {
    pub(super) fn start_trying(
        &self,
        ask: &TryPassword,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Source), Failure> {
        let password = take_password(&mut parts, ask.password)?;
        if self.opening_now() >= MAX_OPEN {
            return Err(failure::too_many_open());
        }
        let picked = picked(&parts, &ask.files)?;
        let under_way = UnderWay::Trying(password);
        Ok((under_way, self.source(ask.request, picked)))
    }
}

/// Answers whether the password opens the files. The key is wiped before the answer goes out.
pub(super) fn tried(
    now: Timestamp,
    request: RequestId,
    password: &[u8],
    contents: &[Zeroizing<Vec<u8>>],
    carry_out: &mut dyn FnMut(Effect),
) {
    let mut progress = |done, total| {
        carry_out(post(Tell::Progress {
            request,
            done,
            total,
        }));
    };
    let files = Files {
        contents,
        password,
        // Only a password is tried: what is inside is not used.
        accept_without_mac: true,
    };
    let outcome = with_clean_stack(|| {
        let read = read_again(&files, true, &mut slowly(&mut progress))?;
        let summary = read
            .certificate
            .as_ref()
            .map(|certificate| Box::new(facts(certificate, &read.warnings, now)));
        Ok((summary, read.warnings))
    });
    match outcome {
        Ok((summary, warnings)) => carry_out(post(Tell::PasswordOpens {
            request,
            summary,
            warnings: warnings.iter().map(summary::warning_of).collect(),
        })),
        Err(error) => carry_out(failed(Some(request), failure::opening(&error))),
    }
}
