//! The block ciphers in CBC mode, and RC4.

use crate::error::OpenError;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{
    BlockCipher, BlockDecryptMut, BlockEncryptMut, InnerIvInit, KeyInit, StreamCipher,
};
use rc4::Rc4;
use rc4::consts::{U5, U16};
use zeroize::Zeroizing;

/// A cipher with its parameters, without its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cipher {
    DesCbc {
        iv: [u8; 8],
    },
    DesEde3Cbc {
        iv: [u8; 8],
    },
    Rc2Cbc {
        iv: [u8; 8],
        effective_bits: usize,
        key_length: usize,
    },
    Aes128Cbc {
        iv: [u8; 16],
    },
    Aes192Cbc {
        iv: [u8; 16],
    },
    Aes256Cbc {
        iv: [u8; 16],
    },
    /// Key of 5 or 16 octets.
    Rc4 {
        key_length: usize,
    },
}

impl Cipher {
    pub(crate) fn key_length(&self) -> usize {
        match self {
            Self::DesCbc { .. } => 8,
            Self::Aes128Cbc { .. } => 16,
            Self::DesEde3Cbc { .. } | Self::Aes192Cbc { .. } => 24,
            Self::Aes256Cbc { .. } => 32,
            Self::Rc2Cbc { key_length, .. } | Self::Rc4 { key_length } => *key_length,
        }
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::DesCbc { .. } => "DES-CBC".to_owned(),
            Self::DesEde3Cbc { .. } => "DES-EDE3-CBC".to_owned(),
            Self::Rc2Cbc { effective_bits, .. } => format!("RC2-{effective_bits}-CBC"),
            Self::Aes128Cbc { .. } => "AES-128-CBC".to_owned(),
            Self::Aes192Cbc { .. } => "AES-192-CBC".to_owned(),
            Self::Aes256Cbc { .. } => "AES-256-CBC".to_owned(),
            Self::Rc4 { key_length } => format!("RC4-{}", key_length * 8),
        }
    }

    /// The IV's first eight octets, which OpenSSL's old PEM encryption takes for salt.
    pub(crate) fn salt(&self) -> &[u8] {
        match self {
            Self::DesCbc { iv } | Self::DesEde3Cbc { iv } | Self::Rc2Cbc { iv, .. } => iv,
            Self::Aes128Cbc { iv } | Self::Aes192Cbc { iv } | Self::Aes256Cbc { iv } => &iv[..8],
            Self::Rc4 { .. } => &[],
        }
    }

    fn block(&self) -> usize {
        match self {
            Self::DesCbc { .. } | Self::DesEde3Cbc { .. } | Self::Rc2Cbc { .. } => 8,
            Self::Aes128Cbc { .. } | Self::Aes192Cbc { .. } | Self::Aes256Cbc { .. } => 16,
            Self::Rc4 { .. } => 1,
        }
    }

    /// Decrypts without looking at the padding.
    ///
    /// `Damaged`: the ciphertext is empty or not of whole blocks.
    pub(crate) fn decrypt_raw(
        &self,
        key: &[u8],
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(self.block()) {
            return Err(OpenError::Damaged);
        }
        let mut buffer = Zeroizing::new(ciphertext.to_vec());
        self.run(key, &mut buffer, false)
            .ok_or(OpenError::Damaged)?;
        Ok(buffer)
    }

    /// The plaintext without its padding (PKCS#5, which RC4 has not); `None`: no such padding.
    pub(crate) fn unpad<'a>(&self, plaintext: &'a [u8]) -> Option<&'a [u8]> {
        if self.block() == 1 {
            return Some(plaintext);
        }
        let count = usize::from(*plaintext.last()?);
        let start = plaintext.len().checked_sub(count)?;
        let padding = &plaintext[start..];
        (1..=self.block()).contains(&count).then_some(())?;
        padding
            .iter()
            .all(|byte| usize::from(*byte) == count)
            .then_some(&plaintext[..start])
    }

    /// Pads and encrypts.
    pub(crate) fn encrypt(&self, key: &[u8], plaintext: &[u8]) -> Option<Vec<u8>> {
        let block = self.block();
        let padding = if block == 1 {
            0
        } else {
            block - plaintext.len() % block
        };
        // In place, in a buffer that never moves: the plaintext is overwritten where it lies.
        let mut buffer = Vec::with_capacity(plaintext.len() + padding);
        buffer.extend_from_slice(plaintext);
        // A block has at most 16 octets.
        buffer.resize(plaintext.len() + padding, padding as u8);
        self.run(key, &mut buffer, true)?;
        Some(buffer)
    }

    /// `None`: the key has not the length that the cipher takes.
    fn run(&self, key: &[u8], buffer: &mut [u8], encrypt: bool) -> Option<()> {
        match self {
            Self::DesCbc { iv } => cbc(des::Des::new_from_slice(key).ok()?, iv, buffer, encrypt),
            Self::DesEde3Cbc { iv } => cbc(
                des::TdesEde3::new_from_slice(key).ok()?,
                iv,
                buffer,
                encrypt,
            ),
            Self::Rc2Cbc {
                iv, effective_bits, ..
            } => {
                if !(1..=128).contains(&key.len()) || !(1..=1024).contains(effective_bits) {
                    return None;
                }
                let cipher = rc2::Rc2::new_with_eff_key_len(key, *effective_bits);
                cbc(cipher, iv, buffer, encrypt)
            }
            Self::Aes128Cbc { iv } => {
                cbc(aes::Aes128::new_from_slice(key).ok()?, iv, buffer, encrypt)
            }
            Self::Aes192Cbc { iv } => {
                cbc(aes::Aes192::new_from_slice(key).ok()?, iv, buffer, encrypt)
            }
            Self::Aes256Cbc { iv } => {
                cbc(aes::Aes256::new_from_slice(key).ok()?, iv, buffer, encrypt)
            }
            Self::Rc4 { key_length: 5 } => {
                Rc4::<U5>::new_from_slice(key).ok()?.apply_keystream(buffer);
                Some(())
            }
            Self::Rc4 { .. } => {
                Rc4::<U16>::new_from_slice(key)
                    .ok()?
                    .apply_keystream(buffer);
                Some(())
            }
        }
    }
}

fn cbc<C>(cipher: C, iv: &[u8], buffer: &mut [u8], encrypt: bool) -> Option<()>
where
    C: BlockCipher + BlockEncryptMut + BlockDecryptMut,
{
    let length = buffer.len();
    if encrypt {
        cbc::Encryptor::inner_iv_slice_init(cipher, iv)
            .ok()?
            .encrypt_padded_mut::<NoPadding>(buffer, length)
            .ok()?;
    } else {
        cbc::Decryptor::inner_iv_slice_init(cipher, iv)
            .ok()?
            .decrypt_padded_mut::<NoPadding>(buffer)
            .ok()?;
    }
    Some(())
}

/// Decrypts and takes the padding off; `None`: the padding is wrong, so the key is.
pub(crate) fn decrypt_cbc(
    cipher: &Cipher,
    key: &[u8],
    ciphertext: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, OpenError> {
    let mut plaintext = cipher.decrypt_raw(key, ciphertext)?;
    let Some(length) = cipher.unpad(&plaintext).map(<[u8]>::len) else {
        return Ok(None);
    };
    plaintext.truncate(length);
    Ok(Some(plaintext))
}
