//! Leaving: the company's deletion, planned and taken back. Everything of it is downloaded by a route of the
//! relay's.

use crate::operation::operations;
use crate::view::departure::LeavingView;

operations!(departure {
    /// When everything was last exported, and whether a deletion is planned.
    Administers "departure/get" Get = get() -> LeavingView,
        sample {};

    /// Plans the deletion of the company, after the waiting time; `name` is its name, typed.
    Administers "departure/plan" Plan = plan(name: String) -> LeavingView,
        sample { "name": "-" };

    /// Takes the planned deletion back.
    Administers "departure/withdraw" Withdraw = withdraw() -> LeavingView,
        sample {};
});
