//! What a file is, explained: for "¿Qué es este archivo?".

use vault_protocol::{CredentialKind, IdentifiedFile, KeyProtection};

use super::guide::Tool;

/// An explanation of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What it is, in one sentence.
    pub title: String,
    /// What it is for, and what to do with it; one paragraph each.
    pub text: Vec<String>,
    /// What can be done with it here.
    pub tools: Vec<Tool>,
}

/// Explains a file.
#[must_use]
pub fn explain(file: &IdentifiedFile) -> Explanation {
    let mut text: Vec<String> = Vec::new();
    let mut say = |sentence: &str| text.push(sentence.to_owned());
    let mut tools: Vec<Tool> = Vec::new();
    let mut title = format!("Es {}.", file.name);
    match file.kind.as_str() {
        "certificate" => {
            title = certificate_title(file);
            say(
                "Un certificado es público: dice de quién es la firma y hasta cuándo vale. Se puede compartir, pero sin su llave no firma.",
            );
            tools.push(Tool::Join);
        }
        "key" => {
            say(
                "Es la mitad secreta de una firma. No la mandes por correo ni la subas a ningún sitio: con ella y su contraseña se firma por ti.",
            );
            tools.extend([Tool::TryPassword, Tool::Join, Tool::ChangePassword]);
        }
        "pfx" => {
            say(
                "Trae juntos el certificado y su llave, como el certificado digital del IMSS. De quién es y hasta cuándo sirve se ve al abrirlo con su contraseña.",
            );
            tools.extend([Tool::TryPassword]);
        }
        "certificate-request" => say(
            "Es lo que se manda para pedir un certificado, no el certificado. Falta que la autoridad lo emita.",
        ),
        "cms" => say(
            "Es una firma o un paquete de certificados sin llave. IDSE no lo pide; busca el .cer, el .key o el .pfx.",
        ),
        "public-key" => say("Es una llave pública suelta, sin certificado: no dice de quién es."),
        "java-key-store" => say(
            "Es un almacén de llaves de Java. Quien lo creó puede exportarlo como .p12 (PKCS#12), y ese sí se abre aquí.",
        ),
        "ssh-key" => {
            say("Es una llave para entrar a servidores, no para firmar ante el IMSS o el SAT.");
        }
        "pgp" => say("Es de un programa de correo cifrado, no del IMSS ni del SAT."),
        "zip" => say("Descomprímelo primero: el .cer, el .key o el .pfx pueden venir adentro."),
        "pdf" | "image" => say(
            "Un acuse o una carta en este formato no sirve para firmar. Busca los archivos .cer, .key o .pfx.",
        ),
        "markup" => say(
            "Quizá se guardó la página en vez del certificado. Si adentro hay un bloque que empieza con BEGIN CERTIFICATE, cópialo a un archivo de texto y ponle .cer al nombre.",
        ),
        "empty" | "damaged-asn1" | "damaged-pem" => {}
        _ => say(
            "No es un certificado ni una llave. Busca un archivo que termine en .cer, .key, .pfx o .p12.",
        ),
    }
    match &file.key {
        Some(KeyProtection::Bare) => {
            text.push("La llave no está cifrada: cualquiera que copie el archivo puede firmar por ti, sin contraseña. Ponle una contraseña y borra esta copia.".to_owned());
            if !tools.contains(&Tool::ChangePassword) {
                tools.push(Tool::ChangePassword);
            }
        }
        Some(KeyProtection::Encrypted { scheme }) => {
            text.push(format!("La llave está cifrada con contraseña ({scheme})."));
        }
        None => {}
    }
    if let Some(problem) = &file.problem {
        title.clone_from(&problem.message);
        text.insert(0, problem.hint.clone());
    }
    if let Some(refusal) = &file.refusal {
        text.push(format!("{} {}", refusal.message, refusal.hint));
    }
    text.extend(file.warnings.iter().map(|warning| warning.message.clone()));
    Explanation { title, text, tools }
}

fn certificate_title(file: &IdentifiedFile) -> String {
    let is_csd = file
        .refusal
        .as_ref()
        .is_some_and(|refusal| refusal.code == "csd-instead-of-efirma");
    let Some(first) = file.certificates.first() else {
        return format!("Es {}.", file.name);
    };
    let what = match first.kind {
        _ if is_csd => "un certificado de sello digital (CSD), para facturar",
        CredentialKind::Efirma => "el certificado de una e.firma del SAT",
        CredentialKind::Imss => "un certificado digital del IMSS",
        CredentialKind::Certificate => {
            "un certificado que no es del SAT ni, por lo que se sabe, del IMSS"
        }
    };
    match file.certificates.len() {
        1 => format!("Es {what}."),
        count => format!("Trae {count} certificados; el primero es {what}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vault_protocol::Failure;

    fn file(kind: &str) -> IdentifiedFile {
        IdentifiedFile {
            kind: kind.to_owned(),
            name: "un archivo".to_owned(),
            bytes: 10,
            certificates: Vec::new(),
            refusal: None,
            key: None,
            problem: None,
            warnings: Vec::new(),
        }
    }

    #[test]
    fn every_kind_says_what_to_do_with_it() {
        for kind in [
            "certificate",
            "key",
            "pfx",
            "cms",
            "certificate-request",
            "revocation-list",
            "public-key",
            "java-key-store",
            "ssh-key",
            "pgp",
            "pdf",
            "zip",
            "image",
            "markup",
            "text",
            "unknown",
        ] {
            assert!(!explain(&file(kind)).text.is_empty(), "{kind}");
        }
    }

    #[test]
    fn a_damaged_file_is_explained_by_its_problem() {
        let damaged = IdentifiedFile {
            problem: Some(Failure {
                code: "damaged".to_owned(),
                message: "El archivo está dañado.".to_owned(),
                hint: "Vuelve a copiarlo.".to_owned(),
                field: None,
            }),
            ..file("damaged-asn1")
        };
        let explained = explain(&damaged);
        assert_eq!(explained.title, "El archivo está dañado.");
        assert_eq!(explained.text, ["Vuelve a copiarlo."]);
    }

    #[test]
    fn a_bare_key_is_offered_a_password() {
        let bare = IdentifiedFile {
            key: Some(KeyProtection::Bare),
            ..file("pfx")
        };
        let explained = explain(&bare);
        assert!(explained.tools.contains(&Tool::ChangePassword));
        assert!(
            explained
                .text
                .iter()
                .any(|line| line.contains("no está cifrada"))
        );
    }
}
