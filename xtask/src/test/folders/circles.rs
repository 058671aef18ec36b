//! Circles in a graph of named nodes.
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// One module uses another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
    /// Where and how.
    pub(super) why: String,
}

/// The shortest circle through each group of nodes that reach each other, as a line of text.
pub(super) fn find(arrows: &[Arrow]) -> Vec<String> {
    let mut by_source: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for arrow in arrows {
        by_source
            .entry(&arrow.from)
            .or_default()
            .entry(&arrow.to)
            .or_insert(&arrow.why);
    }
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for start in by_source.keys() {
        if seen.contains(start) {
            continue;
        }
        if let Some(circle) = shortest_circle(start, &by_source) {
            seen.extend(circle.iter().map(|(node, _)| *node));
            let steps = circle
                .iter()
                .map(|(node, why)| format!(" → {node} ({why})"));
            circles.push(format!("{start}{}", steps.collect::<String>()));
        }
    }
    circles
}

/// The steps from a node back to it, each with its reason.
fn shortest_circle<'a>(
    start: &'a str,
    by_source: &BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
) -> Option<Vec<(&'a str, &'a str)>> {
    let mut came_from: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for (next, why) in by_source.get(node).into_iter().flatten() {
            if came_from.contains_key(next) {
                continue;
            }
            came_from.insert(next, (node, why));
            if *next == start {
                return Some(steps_to(start, &came_from));
            }
            open.push_back(next);
        }
    }
    None
}

fn steps_to<'a>(
    start: &'a str,
    came_from: &BTreeMap<&'a str, (&'a str, &'a str)>,
) -> Vec<(&'a str, &'a str)> {
    let mut steps = Vec::new();
    let mut node = start;
    while let Some((before, why)) = came_from.get(node) {
        steps.push((node, *why));
        node = before;
        if node == start {
            break;
        }
    }
    steps.reverse();
    steps
}
