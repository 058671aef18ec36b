//! The password is forgotten.

use model::CertificatePath;

use super::TO_CANCEL;
use crate::certificate_life::guide::{Destination, Guide, GuideStep, IDSE, Link, Tool};

/// What to do when the password is forgotten.
pub const FORGOTTEN_PASSWORD: Guide = Guide {
    id: CertificatePath::ForgottenPassword,
    title: "Olvidé la contraseña",
    when: "Tienes los archivos, pero su contraseña no abre o ya no la recuerdas.",
    steps: &[
        GuideStep {
            id: "probar",
            title: "Prueba primero las que recuerdas",
            text: &[
                "Aquí puedes probar sin límite: no se bloquea, y ni el archivo ni la contraseña salen de tu equipo. En el portal, los intentos sí pueden tener límite.",
                "Cuida mayúsculas y minúsculas, números parecidos a letras (0 y O, 1 y l) y si la escribiste con acento o con Ñ: se prueban las formas en que distintos programas las guardan.",
                "Es la contraseña de la llave. No es la del usuario de Rúbrica, ni la del SAT (CIEC), ni la de tu correo.",
            ],
            tools: &[Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "cancelar",
            title: "Si no abre, se cancela el certificado",
            text: &[
                "La contraseña no se recupera: nadie la tiene, tampoco el IMSS. Hay que cancelar el certificado y pedir otro.",
                "Si es el principal, se cancela en tu subdelegación, con los tres documentos.",
                "Si es un adicional y tienes la contraseña del principal, se puede cancelar en línea firmando con el principal; si no la tienes, también en la subdelegación.",
            ],
            bring: TO_CANCEL,
            look_for: &["Para un adicional, en IDSE, la opción de cancelación de certificados."],
            links: &[Link {
                label: "IDSE",
                to: Destination::Outside(IDSE),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "mientras",
            title: "Mientras tanto, firma con la e.firma",
            text: &[
                "La e.firma de la empresa sirve en IDSE para todos los registros patronales de su RFC.",
            ],
            links: &[Link {
                label: "Firmar con la e.firma",
                to: Destination::Path(CertificatePath::Efirma),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "nuevo",
            title: "Pide uno nuevo",
            text: &[
                "Cuando la cancelación esté hecha, se solicita como la primera vez.",
                "Si el portal no te deja hacer la solicitud, acude en persona a la subdelegación.",
            ],
            links: &[
                Link {
                    label: "Tramitar un certificado",
                    to: Destination::Path(CertificatePath::First),
                },
                Link {
                    label: "Tramitar un adicional",
                    to: Destination::Path(CertificatePath::Additional),
                },
            ],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "respaldar",
            title: "Que no vuelva a pasar",
            text: &[
                "Guarda la contraseña en un gestor de contraseñas o en un sobre cerrado, lejos de la memoria con los archivos.",
                "Si la nueva no te gusta, aquí puedes escribir la llave con otra contraseña. La anterior sigue abriendo las copias que ya existan.",
            ],
            tools: &[Tool::ChangePassword],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "La guía se contradice en dónde se cancela un adicional sin la contraseña del principal: dice subdelegación, y así lo ponemos.",
    ],
};
