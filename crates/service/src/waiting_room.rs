//! The short queue before the costly hashing of passwords: who finds it full is turned away at once, and
//! nobody fills it alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many strangers are in it at most, those being verified included.
const STRANGERS: usize = 12;
/// How many of them come from one address at most.
const PER_ADDRESS: usize = 3;
/// How many devices that entered before are in it at most: strangers take none of their places.
const TRUSTED: usize = 12;

/// The queue.
#[derive(Debug, Default)]
pub(crate) struct WaitingRoom {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Debug, Default)]
struct Inside {
    strangers: usize,
    trusted: usize,
    by_address: HashMap<String, usize>,
}

/// A place in the queue, until it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    inside: Arc<Mutex<Inside>>,
    address: String,
    trusted: bool,
}

impl WaitingRoom {
    /// Takes a place; `None`, there is none.
    pub(crate) fn enter(&self, address: &str, trusted: bool) -> Option<Place> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let here = inside.by_address.get(address).copied().unwrap_or(0);
        if here >= PER_ADDRESS {
            return None;
        }
        if trusted {
            if inside.trusted >= TRUSTED {
                return None;
            }
            inside.trusted += 1;
        } else {
            if inside.strangers >= STRANGERS {
                return None;
            }
            inside.strangers += 1;
        }
        inside.by_address.insert(address.to_owned(), here + 1);
        Some(Place {
            inside: Arc::clone(&self.inside),
            address: address.to_owned(),
            trusted,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if self.trusted {
            inside.trusted -= 1;
        } else {
            inside.strangers -= 1;
        }
        if let Some(here) = inside.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                inside.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PER_ADDRESS, STRANGERS, WaitingRoom};

    #[test]
    fn one_address_takes_few_places_and_gives_them_back() {
        let room = WaitingRoom::default();
        let places: Vec<_> = (0..10).map_while(|_| room.enter("a", false)).collect();
        assert_eq!(places.len(), PER_ADDRESS);
        assert!(room.enter("b", false).is_some());
        drop(places);
        assert!(room.enter("a", false).is_some());
    }

    #[test]
    fn strangers_take_no_place_of_a_known_device() {
        let room = WaitingRoom::default();
        let places: Vec<_> = (0..100)
            .filter_map(|n| room.enter(&format!("10.0.0.{n}"), false))
            .collect();
        assert_eq!(places.len(), STRANGERS);
        assert!(room.enter("another", false).is_none());
        assert!(room.enter("another", true).is_some());
    }
}
