//! Renewal, before and after the end.

use model::CertificatePath;

use super::KEEP_THE_KEY;
use crate::certificate_life::guide::{Destination, Guide, GuideStep, IDSE, Link, Tool};

/// How to renew a certificate.
pub const RENEWAL: Guide = Guide {
    id: CertificatePath::Renewal,
    title: "Renovar tu certificado",
    when: "Está por vencer, o venció hace poco, y todavía tienes su archivo y su contraseña.",
    steps: &[
        GuideStep {
            id: "fecha",
            title: "Mira hasta cuándo sirve el que tienes",
            text: &[
                "La fecha que cuenta es la que trae el archivo. Aquí la ves sin escribir ninguna contraseña si es un .cer; con un .pfx, al probar su contraseña.",
                "Renuévalo con tiempo: si el portal falla el último día, no podrás enviar movimientos por IDSE al siguiente.",
            ],
            tools: &[Tool::WhatIsThis, Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "contrasena",
            title: "Comprueba que recuerdas la contraseña",
            text: &[
                "La renovación se firma con el certificado actual. Si no recuerdas su contraseña, el camino es otro: se cancela y se pide uno nuevo.",
            ],
            tools: &[Tool::TryPassword],
            links: &[Link {
                label: "Olvidé la contraseña",
                to: Destination::Path(CertificatePath::ForgottenPassword),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "renovar",
            title: "Renuévalo en línea",
            text: &[
                "Se hace en IDSE, firmando con el certificado que se renueva. Según una fuente, también se puede cuando ya venció: inténtalo antes de ir a la subdelegación.",
                "El portal crea una llave nueva. Guárdala antes de seguir.",
                KEEP_THE_KEY,
            ],
            look_for: &["En IDSE, la opción de renovación del certificado digital."],
            links: &[Link {
                label: "IDSE",
                to: Destination::Outside(IDSE),
            }],
            if_missed: "Mientras no lo renueves, con él no se puede enviar. Nada de lo que preparaste se pierde: firma con otro certificado o con la e.firma, o lleva el archivo DISPMAG a la ventanilla.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "descargar",
            title: "Descarga el certificado nuevo",
            text: &[
                "Guárdalo en cuanto aparezca. Si el portal no te dejó guardarlo, todavía se puede recuperar con su número de serie.",
            ],
            links: &[Link {
                label: "No lo pude descargar",
                to: Destination::Path(CertificatePath::MissedDownload),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "unir",
            title: "Une el nuevo con su llave",
            text: &[
                "Con el .cer nuevo, el .key nuevo y su contraseña. Si mezclas uno nuevo con uno anterior, no forman pareja y aquí se te dice.",
            ],
            tools: &[Tool::Join],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "cambiar",
            title: "Cámbialo en Rúbrica",
            text: &[
                "Ábrelo en «Certificados» y asígnalo a los mismos registros patronales. Si el anterior ya venció, al asignar el nuevo se te ofrece quitarlo.",
                "Lo que firmó el anterior se conserva, y los lotes que preparaste no se capturan otra vez.",
            ],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "Cuánto dura: unas fuentes dicen seis meses y otras dos años. Vale la fecha que trae el archivo.",
        "Que se pueda renovar ya vencido lo dice una sola fuente.",
    ],
};
