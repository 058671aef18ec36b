//! Letters by their names, as `Differences` of an encoding give them: those of Spanish, digits and marks.

/// The letter that a glyph's name means; `None` for one that is not among them.
pub(super) fn letter(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(one), None) = (letters.next(), letters.next())
        && one.is_ascii_alphabetic()
    {
        return Some(one);
    }
    if let Some(hex) = name.strip_prefix("uni").filter(|hex| hex.len() == 4) {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    }
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, letter)| *letter)
}

const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semicolon", ';'),
    ("hyphen", '-'),
    ("minus", '-'),
    ("endash", '-'),
    ("slash", '/'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("ampersand", '&'),
    ("numbersign", '#'),
    ("quotesingle", '\''),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("degree", '°'),
    ("dollar", '$'),
    ("plus", '+'),
    ("equal", '='),
    ("asterisk", '*'),
    ("underscore", '_'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("udieresis", 'ü'),
    ("ntilde", 'ñ'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Oacute", 'Ó'),
    ("Uacute", 'Ú'),
    ("Udieresis", 'Ü'),
    ("Ntilde", 'Ñ'),
];

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn knows_letters_digits_and_accents() {
        assert_eq!(letter("A"), Some('A'));
        assert_eq!(letter("seven"), Some('7'));
        assert_eq!(letter("Ntilde"), Some('Ñ'));
        assert_eq!(letter("uni00D1"), Some('Ñ'));
        assert_eq!(letter("g17"), None);
    }
}
