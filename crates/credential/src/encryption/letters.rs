//! Accented letters in the encodings that passwords have been written in.
//!
//! Composition covers the letters of western and central Europe, which are all that the code pages
//! below hold. Unicode's whole tables would be the largest part of the signer's worker.

use zeroize::Zeroizing;

/// Each combining mark with its letters: plain and composed in turn.
const MARKS: [(char, &str); 8] = [
    ('\u{300}', "AÀEÈIÌNǸOÒUÙaàeèiìnǹoòuù"),
    (
        '\u{301}',
        "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzź",
    ),
    (
        '\u{302}',
        "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ",
    ),
    ('\u{303}', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
    ('\u{308}', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
    ('\u{30a}', "AÅUŮaåuů"),
    ('\u{30c}', "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž"),
    ('\u{327}', "CÇKĶSŞTŢcçkķsştţ"),
];

/// The text with each letter and its accent in one character (Unicode's form C).
pub(super) fn compose(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    for character in text.chars() {
        let composed = out.chars().next_back().and_then(|letter| {
            let (_, letters) = MARKS.iter().find(|(mark, _)| *mark == character)?;
            let (_, composed) = pairs(letters).find(|(plain, _)| *plain == letter)?;
            Some(composed)
        });
        if composed.is_some() {
            out.pop();
        }
        out.push(composed.unwrap_or(character));
    }
    out
}

/// The text with letters and accents apart (Unicode's form D).
pub(super) fn decompose(text: &str) -> Zeroizing<String> {
    // A letter and a mark take at most three octets where the composed letter takes two.
    let mut out = Zeroizing::new(String::with_capacity(text.len() * 2));
    for character in text.chars() {
        let parts = MARKS.iter().find_map(|(mark, letters)| {
            let (plain, _) = pairs(letters).find(|(_, composed)| *composed == character)?;
            Some((plain, *mark))
        });
        match parts {
            Some((plain, mark)) => out.extend([plain, mark]),
            None => out.push(character),
        }
    }
    out
}

fn pairs(letters: &str) -> impl Iterator<Item = (char, char)> {
    let plain = letters.chars().step_by(2);
    plain.zip(letters.chars().skip(1).step_by(2))
}

/// Characters 0x80–0xFF of DOS's code page for western Europe.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Characters 0x80–0xFF of the Macintosh's code page for western Europe, with the euro of 1998.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

pub(super) fn to_code_page_850(character: char) -> Option<u8> {
    octet(CODE_PAGE_850, character)
}

pub(super) fn to_mac_roman(character: char) -> Option<u8> {
    octet(MAC_ROMAN, character)
}

fn octet(upper_half: &str, character: char) -> Option<u8> {
    if character.is_ascii() {
        return u8::try_from(character).ok();
    }
    let at = upper_half.chars().position(|found| found == character)?;
    u8::try_from(0x80 + at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn code_pages_have_128_characters_above_ascii() {
        for page in [CODE_PAGE_850, MAC_ROMAN] {
            assert_eq!(page.chars().count(), 128);
        }
        assert_eq!(to_code_page_850('ñ'), Some(0xa4));
        assert_eq!(to_code_page_850('\u{a0}'), Some(0xff));
        assert_eq!(to_mac_roman('ñ'), Some(0x96));
        assert_eq!(to_mac_roman('ˇ'), Some(0xff));
        assert_eq!(to_mac_roman('z'), Some(b'z'));
        assert_eq!(to_code_page_850('€'), None);
    }

    #[test]
    fn every_letter_composes_as_unicode_says() {
        for (mark, letters) in MARKS {
            for (plain, composed) in pairs(letters) {
                let apart: String = [plain, mark].iter().collect();
                assert!(apart.nfc().eq([composed]), "{composed}");
            }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_unicode_on_western_texts(text in "[A-Za-z0-9ÁÉÍÓÚÜÑáéíóúüñçàèìòùâêîôûäëïöÿŠšŽž¿¡€ ]{0,20}") {
            let apart: String = text.nfd().collect();
            let (ours, back, same) = (decompose(&text), compose(&apart), compose(&text));
            prop_assert_eq!(ours.as_str(), &apart);
            prop_assert_eq!(back.as_str(), &text);
            prop_assert_eq!(same.as_str(), &text);
        }
    }
}
