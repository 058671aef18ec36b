//! What was asked of a worker and is not answered yet.

use std::collections::BTreeMap;

use futures::channel::oneshot;

/// The requests that wait for their answers, by number.
pub(crate) struct Replies<A, E> {
    // Goes on counting over workers, so that an answer meant for an ended one finds nobody.
    last: u32,
    waiting: BTreeMap<u32, oneshot::Sender<Result<A, E>>>,
}

impl<A, E> Default for Replies<A, E> {
    fn default() -> Self {
        Self {
            last: 0,
            waiting: BTreeMap::new(),
        }
    }
}

impl<A, E: Clone> Replies<A, E> {
    /// Returns the number of a new request, and where its answer will arrive.
    pub(crate) fn ask(&mut self) -> (u32, oneshot::Receiver<Result<A, E>>) {
        self.last = self.last.wrapping_add(1);
        let (sender, receiver) = oneshot::channel();
        self.waiting.insert(self.last, sender);
        (self.last, receiver)
    }

    /// Whether a request still waits.
    pub(crate) fn is_waiting(&self, request: u32) -> bool {
        self.waiting.contains_key(&request)
    }

    /// Answers a request; one that waits no more is left alone.
    pub(crate) fn answer(&mut self, request: u32, reply: Result<A, E>) {
        if let Some(waiting) = self.waiting.remove(&request) {
            // A receiver that is gone belongs to a page that was left.
            let _ = waiting.send(reply);
        }
    }

    /// Fails every request that waits: there is no worker any more.
    pub(crate) fn fail(&mut self, why: &E) {
        for (_, waiting) in std::mem::take(&mut self.waiting) {
            let _ = waiting.send(Err(why.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_for_an_ended_worker_reaches_nobody() {
        let mut replies = Replies::<&str, &str>::default();
        let (old, mut lost) = replies.ask();
        replies.fail(&"ended");
        assert_eq!(lost.try_recv(), Ok(Some(Err("ended"))));
        let (new, mut answer) = replies.ask();
        assert_ne!(old, new);
        replies.answer(old, Ok("late"));
        assert_eq!(answer.try_recv(), Ok(None));
        assert!(replies.is_waiting(new) && !replies.is_waiting(old));
        replies.answer(new, Ok("in time"));
        assert_eq!(answer.try_recv(), Ok(Some(Ok("in time"))));
    }
}
