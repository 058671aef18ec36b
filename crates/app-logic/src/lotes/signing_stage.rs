//! How far a signature has come.

use crate::messages::lotes as text;

/// The steps of signing and sending, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SigningStage {
    /// The worker signs the lote.
    #[default]
    Signing,
    /// The relay checks and stores it.
    Storing,
    /// IDSE is asked for its challenge.
    AskingChallenge,
    /// The challenge is signed and presented to IDSE.
    PresentingChallenge,
}

impl SigningStage {
    /// Returns the stage in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Signing => text::STAGE_SIGNING,
            Self::Storing => text::STAGE_STORING,
            Self::AskingChallenge => text::STAGE_ASKING,
            Self::PresentingChallenge => text::STAGE_ANSWERING,
        }
    }
}
