//! Files of IDSE's: matched and applied. The files themselves take the relay's own route.

use crate::operation::{ID, operations};
use crate::view::receipts::{AppliedReceipt, ApplyReceipt, MatchedReceipt, ReceiptReading};

operations!(receipts {
    /// What a file of IDSE's, as the browser read it, would do.
    Captures "receipts/match" MatchReceipt = match_receipt(reading: ReceiptReading) -> MatchedReceipt,
        sample { "reading": { "lote": null, "blocks": [] } };

    /// Applies a file that is kept, as the person confirmed it.
    Signs "receipts/apply" Apply = apply(request: ApplyReceipt) -> AppliedReceipt,
        sample { "request": { "receipt": ID, "reading": { "lote": null, "blocks": [] },
            "settles": 0, "elsewhere": 0 } };
});
