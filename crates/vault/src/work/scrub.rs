//! Clears what deep calls leave on the stack.
//!
//! Buffers on the heap are wiped by their types; blocks that ciphers and hashes keep in their own
//! frames are not (HMAC's padded key block *is* the password), and nothing overwrites them until the
//! stack happens to grow as deep again. In wasm that stack is part of the memory that is never given
//! back.

use zeroize::Zeroize as _;

/// Deeper than decrypting and checking a key goes; a small part of the stack (wasm: 1 MB).
const DEPTH: usize = 128 * 1024;

/// Runs `work` in frames of its own, and clears them before it returns.
pub(crate) fn with_clean_stack<T>(work: impl FnOnce() -> T) -> T {
    let outcome = apart(work);
    clear();
    outcome
}

#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn clear() {
    // By words: one write at a time is what keeps a compiler from leaving it out.
    let mut stack = [0_u64; DEPTH / size_of::<u64>()];
    stack.zeroize();
    std::hint::black_box(&stack);
}
