//! Lotes: grouped, reviewed, followed. The signed bytes take the relay's own routes.

use crate::operation::{ID, operations};
use crate::view::lotes::{
    DudosoDecision, LoteDetail, LotePage, LoteView, PrepareLote, PreparedLotes, ReadyLotes,
    ReceiptView, SettleMovements,
};

operations!(lotes {
    /// Groups movements that are ready into lotes, one per registro patronal and type. Those that cannot
    /// go into a lote are set aside.
    Captures "lotes/prepare" Prepare = prepare(request: PrepareLote) -> PreparedLotes,
        sample { "request": { "movements": [ID] } };

    /// The movements that wait for a lote, in the groups that become lotes.
    Captures "lotes/ready" Ready = ready() -> ReadyLotes,
        sample {};

    /// A page of lotes, newest first.
    ReadsLotes "lotes/list" List = list(cursor: Option<String>) -> LotePage,
        sample { "cursor": null };

    /// The lotes that are not done, the earliest deadline first; at most 200.
    ReadsLotes "lotes/open" Open = open() -> Vec<LoteView>,
        sample {};

    /// One lote with its movements, its DISPMAG and its evidence.
    ReadsLotes "lotes/get" Get = get(id: String) -> LoteDetail,
        sample { "id": ID };

    /// IMSS's receipts of up to 100 lotes, without their bytes; lotes that have none are left out.
    ReadsLotes "lotes/receipts" Receipts = receipts(lotes: Vec<String>) -> Vec<ReceiptView>,
        sample { "lotes": [ID] };

    /// Dissolves a lote that was never sent: its movements are ready again.
    Captures "lotes/cancel" Cancel = cancel(id: String, version: u64) -> LoteView,
        sample { "id": ID, "version": 1 };

    /// Opens a new attempt of a lote that IDSE refused as a whole: it is to be signed again.
    Captures "lotes/retry" Retry = retry(id: String, version: u64) -> LoteView,
        sample { "id": ID, "version": 1 };

    /// Asks IDSE at once about a lote that it received, in a session that lives.
    Captures "lotes/ask" Ask = ask(id: String) -> LoteView,
        sample { "id": ID };

    /// What a person decides of a lote whose sending is in doubt.
    Signs "lotes/resolve" Resolve = resolve(id: String, version: u64, decision: DudosoDecision) -> LoteView,
        sample { "id": ID, "version": 1, "decision": "recibido" };

    /// Marks a lote as one that a person files in IDSE herself.
    Signs "lotes/file-by-hand" FileByHand = file_by_hand(id: String, version: u64) -> LoteView,
        sample { "id": ID, "version": 1 };

    /// Takes back a lote that a person meant to file herself, while it has no result.
    Signs "lotes/take-back" TakeBack = take_back(id: String, version: u64) -> LoteView,
        sample { "id": ID, "version": 1 };

    /// Settles movements of a lote by a person's word, with her reason.
    Signs "lotes/settle" Settle = settle(request: SettleMovements) -> LoteView,
        sample { "request": { "lote": ID, "version": 1, "movements": [], "operado": true,
            "extemporaneo": false, "codigo": "", "reason": "-" } };
});
