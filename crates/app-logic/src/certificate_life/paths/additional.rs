//! An additional certificate.

use model::CertificatePath;

use super::KEEP_THE_KEY;
use crate::certificate_life::guide::{Destination, Guide, GuideStep, IMSS, Link, Tool};

/// How to ask for an additional certificate with the main one.
pub const ADDITIONAL: Guide = Guide {
    id: CertificatePath::Additional,
    title: "Tramitar un certificado adicional",
    when: "Ya tienes el certificado principal y otra persona u otra oficina también tiene que firmar.",
    steps: &[
        GuideStep {
            id: "principal",
            title: "Ten a la mano el certificado principal",
            text: &[
                "El adicional se pide firmando con el principal: hacen falta su archivo, su usuario y su contraseña.",
                "Si no estás seguro de cuál archivo es o de si recuerdas la contraseña, compruébalo aquí antes de entrar al portal.",
            ],
            bring: &[
                "El archivo del certificado principal y su llave.",
                "Su usuario y su contraseña.",
                "Los datos de quien va a usar el adicional.",
            ],
            tools: &[Tool::WhatIsThis, Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "usuario",
            title: "Piensa el usuario y la contraseña del nuevo",
            text: &[
                "Llevan las mismas reglas que los del principal, y conviene que no sean los mismos.",
            ],
            tools: &[Tool::CheckRequest],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "solicitar",
            title: "Pídelo en el portal del IMSS",
            text: &[
                "El portal te pide subir el archivo del certificado principal y escribir su usuario y su contraseña; con eso se hace la solicitud.",
                "Súbelo sólo en el portal del IMSS. Rúbrica nunca te pide mandar una llave a ningún lado.",
            ],
            look_for: &[
                "En el menú del portal (la guía lo sitúa a la derecha), la opción «Certificado digital adicional».",
            ],
            links: &[Link {
                label: "Portal del IMSS",
                to: Destination::Outside(IMSS),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "guardar-llave",
            title: "Guarda la llave nueva",
            text: &[
                KEEP_THE_KEY,
                "No la confundas con la del principal: ponle en el nombre de quién es.",
            ],
            tools: &[Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "terminar",
            title: "Termina lo que el portal te indique",
            text: &["Si te pide pasar a la subdelegación, cuenta los mismos 10 días hábiles."],
            tools: &[Tool::Deadline],
            if_missed: "Si había un plazo y pasó, la solicitud se cancela y se pide de nuevo, con otra llave.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "unir",
            title: "Únelo en un .pfx y asígnalo",
            text: &[
                "Con el .cer, el .key y su contraseña se hace el .pfx. Después se abre en «Certificados».",
            ],
            tools: &[Tool::Join],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "La guía no dice si el adicional se termina también en la subdelegación: el portal lo indica al final.",
    ],
};
