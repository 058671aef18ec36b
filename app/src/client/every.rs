//! All of a list that comes page by page.

use std::future::Future;

use api::ApiError;

/// More pages than this are not asked for: the rest is looked up, not scrolled to.
const MOST_PAGES: usize = 40;

/// A list, and whether it goes on beyond what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Every<T> {
    /// The rows, in the server's order.
    pub rows: Vec<T>,
    /// There are more.
    pub cut: bool,
}

/// Reads a list to its end, or to 40 pages. `load` takes the cursor and answers rows and the next
/// cursor.
pub async fn every<T, F>(load: impl Fn(Option<String>) -> F) -> Result<Every<T>, ApiError>
where
    F: Future<Output = Result<(Vec<T>, Option<String>), ApiError>>,
{
    let mut rows = Vec::new();
    let mut cursor = None;
    for _ in 0..MOST_PAGES {
        let (page, next) = load(cursor).await?;
        rows.extend(page);
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(Every {
        rows,
        cut: cursor.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use futures::executor::block_on;

    use super::{MOST_PAGES, every};

    #[test]
    fn every_page_is_read_in_order() {
        let load = |cursor: Option<String>| {
            ready(Ok(match cursor.as_deref() {
                None => (vec![1, 2], Some("b".to_owned())),
                Some("b") => (vec![3], Some("c".to_owned())),
                _ => (vec![4], None),
            }))
        };
        let all = block_on(every(load)).unwrap();
        assert_eq!(all.rows, [1, 2, 3, 4]);
        assert!(!all.cut);
    }

    #[test]
    fn a_list_without_end_is_cut_and_says_so() {
        let load = |_| ready(Ok((vec![()], Some("again".to_owned()))));
        let all = block_on(every(load)).unwrap();
        assert_eq!(all.rows.len(), MOST_PAGES);
        assert!(all.cut);
    }
}
