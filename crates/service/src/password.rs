//! Argon2id, off the threads that answer requests, and only so many at once.

use std::sync::Arc;

use argon2::password_hash::SaltString;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;

use crate::common_error::CommonError;
use crate::ports::Random;
use crate::values::{Password, PasswordHash};

/// Memory in KiB, passes, lanes: the first of OWASP's recommended settings for Argon2id.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Of no password: verified against when there is no such user, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsIGRlIG5hZGllIDAwMQ$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies passwords.
pub(crate) struct Hasher {
    permits: Arc<Semaphore>,
}

impl Hasher {
    /// At most `at_once` at a time; the others wait.
    pub(crate) fn new(at_once: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(at_once.max(1))),
        }
    }

    /// Hashes a password under a new salt.
    pub(crate) async fn hash(
        &self,
        random: &dyn Random,
        password: &Password,
    ) -> Result<PasswordHash, CommonError> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let salt = SaltString::encode_b64(&salt).map_err(|e| internal(&e))?;
        let password = password.copy();
        self.off_thread(move || {
            argon2()
                .hash_password(&password, &salt)
                .map(|hash| PasswordHash(hash.to_string()))
                .map_err(|e| internal(&e))
        })
        .await?
    }

    /// Whether the password is the hash's. Without a hash it takes as long, and says no.
    pub(crate) async fn verify(
        &self,
        hash: Option<&PasswordHash>,
        password: &Password,
    ) -> Result<bool, CommonError> {
        let phc = hash.map_or_else(|| NOBODY.to_owned(), |hash| hash.0.clone());
        let somebody = hash.is_some();
        let password = password.copy();
        self.off_thread(move || {
            let hash = argon2::PasswordHash::new(&phc).map_err(|e| internal(&e))?;
            Ok(argon2().verify_password(&password, &hash).is_ok() && somebody)
        })
        .await?
    }

    /// Whether a hash was made with other parameters than the ones in use.
    pub(crate) fn is_outdated(&self, hash: &PasswordHash) -> bool {
        let Ok(hash) = argon2::PasswordHash::new(&hash.0) else {
            return true;
        };
        let current = Params::try_from(&hash).is_ok_and(|params| {
            (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY, PASSES, LANES)
        });
        let version = Some(u32::from(Version::V0x13));
        !current || hash.algorithm != Algorithm::Argon2id.ident() || hash.version != version
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, CommonError> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|e| internal(&e))?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        done.await.map_err(|e| internal(&e))
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY, PASSES, LANES, None).expect("these parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn internal(error: &dyn std::fmt::Display) -> CommonError {
    CommonError::internal(format!("password hashing: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::SeededRandom;

    fn password(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_stored_as_argon2id_and_only_itself_verifies() {
        let (hasher, random) = (Hasher::new(1), SeededRandom::new(1));
        let hash = hasher
            .hash(&random, &password("una frase larga"))
            .await
            .unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            hasher
                .verify(Some(&hash), &password("una frase larga"))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify(Some(&hash), &password("una frase larg"))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn the_same_password_is_hashed_differently_each_time() {
        let (hasher, random) = (Hasher::new(1), SeededRandom::new(1));
        let first = hasher
            .hash(&random, &password("una frase larga"))
            .await
            .unwrap();
        let second = hasher
            .hash(&random, &password("una frase larga"))
            .await
            .unwrap();
        assert_ne!(first, second);
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_still_verifies_and_is_outdated() {
        let hasher = Hasher::new(1);
        let salt = SaltString::encode_b64(&[1; 16]).unwrap();
        let before = Params::new(8_192, 1, 1, None).unwrap();
        let before = Argon2::new(Algorithm::Argon2id, Version::V0x13, before);
        let hash = before.hash_password(b"una frase larga", &salt).unwrap();
        let hash = PasswordHash(hash.to_string());
        assert!(hasher.is_outdated(&hash));
        let (random, typed) = (SeededRandom::new(1), password("una frase larga"));
        assert!(hasher.verify(Some(&hash), &typed).await.unwrap());
        let now = hasher.hash(&random, &typed).await.unwrap();
        assert!(!hasher.is_outdated(&now));
    }

    #[tokio::test]
    async fn nobodys_password_is_worked_out_with_the_same_parameters_and_never_right() {
        let nobody = argon2::PasswordHash::new(NOBODY).unwrap();
        let params = Params::try_from(&nobody).unwrap();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (MEMORY, PASSES, LANES)
        );
        assert!(!Hasher::new(1).verify(None, &password("x")).await.unwrap());
    }
}
