//! What a written file is called: after the file that was picked.

use vault_protocol::FileKind;

/// Longest name kept of a picked file, in characters, without its ending.
const LONGEST: usize = 80;

/// A name for a file made of the one called `picked`; another than any of `taken`, so that saving it
/// beside them asks nobody whether to replace anything.
pub(crate) fn suggest(picked: &str, kind: FileKind, taken: &[String]) -> String {
    let stem = stem(picked);
    let (ending, other) = match kind {
        FileKind::Cer => ("cer", "-nuevo"),
        FileKind::Key => ("key", "-nueva"),
        FileKind::Pfx => ("pfx", "-nuevo"),
    };
    let name = format!("{stem}.{ending}");
    let is_taken = taken
        .iter()
        .any(|taken| taken.to_lowercase() == name.to_lowercase());
    if is_taken {
        format!("{stem}{other}.{ending}")
    } else {
        name
    }
}

/// Without folder and ending, of characters that every file system takes.
fn stem(picked: &str) -> String {
    let name = picked.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')'))
        .take(LONGEST)
        .collect();
    match kept.trim_matches([' ', '.']) {
        "" => "credencial".to_owned(),
        kept => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_the_one_it_was_made_of() {
        let name = |picked: &str| suggest(picked, FileKind::Pfx, &[]);
        assert_eq!(name("FUNK671228PH6.cer"), "FUNK671228PH6.pfx");
        assert_eq!(name("Mi compañía (1).key"), "Mi compañía (1).pfx");
        assert_eq!(name("sin ending"), "sin ending.pfx");
    }

    #[test]
    fn it_never_has_the_name_of_a_picked_one() {
        let taken = ["Llave.KEY".to_owned()];
        let name = |kind| suggest("Llave.KEY", kind, &taken);
        assert_eq!(name(FileKind::Key), "Llave-nueva.key");
        assert_eq!(name(FileKind::Cer), "Llave.cer");
    }

    #[test]
    fn nothing_of_a_name_leads_to_another_folder() {
        let name = |picked: &str| suggest(picked, FileKind::Key, &[]);
        assert_eq!(name("../../etc/llave.key"), "llave.key");
        assert_eq!(name("C:\\claves\\llave.key"), "llave.key");
        assert_eq!(name("..key"), "credencial.key");
        assert_eq!(name("\u{202e}a:b*\n.key"), "ab.key");
        assert_eq!(name(&"x".repeat(500)).chars().count(), 84);
    }
}
