//! Requests over files: begun once the files are known, and gone on with once they are read.

use jiff::Timestamp;
use vault_protocol::{Failure, RequestId};
use zeroize::Zeroizing;

use super::files::Source;
use super::identify::identified;
use super::try_password::tried;
use super::{UnderWay, Vault, failed};
use crate::MAX_FILE_BYTES;
use crate::effect::Effect;
use crate::work::failure;

impl Vault {
    /// Begins a request over files, or says why it does not begin.
    pub(super) fn answer_with_files(
        &mut self,
        now: Timestamp,
        request: RequestId,
        outcome: Result<(UnderWay, Source), Failure>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        match outcome {
            Ok((under_way, Source::Disk(effect))) => {
                self.answer_with(request, Ok((under_way, effect)), carry_out);
            }
            Ok((under_way, Source::Looked(contents))) => {
                if !self.is_under_way(request, carry_out) {
                    self.under_way.insert(request, under_way);
                    self.files_read(now, request, contents, carry_out);
                }
            }
            Err(error) => self.answer_with(request, Err(error), carry_out),
        }
    }

    /// What the files of a request were asked for goes on.
    pub(super) fn files_read(
        &mut self,
        now: Timestamp,
        request: RequestId,
        contents: Vec<Zeroizing<Vec<u8>>>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let waiting = |under_way: &UnderWay| {
            matches!(
                under_way,
                UnderWay::Inspecting(_)
                    | UnderWay::Identifying
                    | UnderWay::Trying(_)
                    | UnderWay::Opening(_)
                    | UnderWay::Converting(_)
            )
        };
        let Some(under_way) = self.take_under_way(request, waiting) else {
            return;
        };
        // A file may have grown since its size was read.
        let limit = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
        if let Some(grown) = contents.iter().find(|content| content.len() > limit) {
            let error = failure::file_too_large("El archivo", grown.len() as u64);
            carry_out(failed(Some(request), error));
            return;
        }
        match under_way {
            UnderWay::Inspecting(place) => {
                self.look_at(now, request, place, contents, carry_out);
            }
            UnderWay::Identifying => identified(now, request, &contents, carry_out),
            UnderWay::Trying(password) => tried(now, request, &password, &contents, carry_out),
            UnderWay::Opening(opening) => {
                self.open_files(now, request, &opening, &contents, carry_out);
            }
            UnderWay::Converting(converting) => {
                self.convert_files(now, request, &converting, &contents, carry_out);
            }
            UnderWay::Importing { .. } | UnderWay::Digesting(_) | UnderWay::Signing { .. } => {}
        }
    }
}
