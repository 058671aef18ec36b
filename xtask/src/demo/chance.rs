//! Chance of two kinds: one that repeats itself, for people and dates, so that every demo shows the
//! same company; and the machine's, for keys, passwords and tokens, which must not be predictable.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use imss::testing::Seed;
use jiff::ToSpan as _;
use jiff::civil::Date;
use rand_core::CryptoRngCore;

/// Chance that repeats itself.
pub(super) struct Chance(Seed);

impl Chance {
    /// The same seed gives the same sequence.
    pub(super) fn new(seed: u64) -> Self {
        Self(Seed::new(seed))
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let spread = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.0.below(spread)).expect("below a spread of 32 bits")
    }

    /// Whether something of so many percent happens.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of several.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = u32::try_from(of.len() - 1).expect("lists here are short");
        &of[self.between(0, last) as usize]
    }

    /// A day from `first` to `last`; `first` where `last` lies before it.
    pub(super) fn day(&mut self, first: Date, last: Date) -> Date {
        let days = first.until(last).map_or(0, |span| span.get_days());
        let days = self.between(0, u32::try_from(days).unwrap_or(0));
        first.saturating_add(i64::from(days).days())
    }
}

/// Words that are easy to read aloud and to type: no accents, seven letters at most.
const WORDS: &[&str] = &[
    "agave", "bolero", "cacao", "canela", "cenote", "ceiba", "cobre", "colibri", "copal", "coral",
    "danzon", "ebano", "farol", "garza", "huizar", "jarana", "laguna", "lince", "maguey", "manta",
    "milpa", "molino", "mural", "nogal", "nopal", "ocelote", "palma", "papel", "pitaya", "quetzal",
    "rebozo", "rosal", "sabino", "tapete", "trompo", "tucan", "tuna", "volcan", "zafra",
];

/// `colibri-maguey-4821`, for a person's login.
pub(super) fn passphrase(rng: &mut impl CryptoRngCore) -> String {
    let (first, second) = (word(rng), word(rng));
    format!("{first}-{second}-{:04}", rng.next_u32() % 10_000)
}

/// `ColibriMaguey4821`: letters and digits, 20 at most, as IMSS wants them for a .pfx.
pub(super) fn key_password(rng: &mut impl CryptoRngCore) -> String {
    let (first, second) = (capital(word(rng)), capital(word(rng)));
    format!("{first}{second}{:04}", rng.next_u32() % 10_000)
}

/// The token of a consult link: 43 characters of base64url.
pub(super) fn token(rng: &mut impl CryptoRngCore) -> String {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Six digits.
pub(super) fn pin(rng: &mut impl CryptoRngCore) -> String {
    format!("{:06}", rng.next_u32() % 1_000_000)
}

fn word(rng: &mut impl CryptoRngCore) -> &'static str {
    WORDS[rng.next_u32() as usize % WORDS.len()]
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_password_is_of_letters_and_digits_and_fits_imss() {
        for _ in 0..200 {
            let password = key_password(&mut rand_core::OsRng);
            assert!((8..=20).contains(&password.len()), "{password}");
            assert!(password.bytes().all(|b| b.is_ascii_alphanumeric()));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_company() {
        let draw = |seed| {
            let mut chance = Chance::new(seed);
            (0..8)
                .map(|_| chance.between(0, 1000))
                .collect::<Vec<u32>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
