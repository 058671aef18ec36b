//! The files are lost, or in other hands.

use model::CertificatePath;

use super::TO_CANCEL;
use crate::certificate_life::guide::{Destination, Guide, GuideStep, Link};

/// How to cancel a lost certificate and ask for another.
pub const LOST: Guide = Guide {
    id: CertificatePath::Lost,
    title: "Perdí mi certificado o me lo robaron",
    when: "Ya no tienes los archivos, o alguien más pudo haberlos copiado.",
    steps: &[
        GuideStep {
            id: "cancelar",
            title: "Cancélalo hoy mismo en tu subdelegación",
            text: &[
                "Quien tenga el archivo y adivine la contraseña firma por tu empresa, y esa firma vale lo mismo que la de tu puño y letra. Por eso no se espera.",
                "La cancelación se pide en persona, en la subdelegación que te corresponde.",
            ],
            bring: TO_CANCEL,
            if_missed: "Mientras no se cancele, lo que se firme con él cuenta como firmado por tu empresa.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "quitar",
            title: "Quítalo de Rúbrica",
            text: &[
                "En «Certificados», elimínalo: se cierran las sesiones con IDSE que abrió. Antes de eliminarlo se te muestra si hay lotes firmados con él que todavía no salen.",
                "Si la computadora se perdió con todo y sesión, pide a quien administra la empresa que cierre tus sesiones.",
            ],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "mientras",
            title: "Mientras tanto, firma con la e.firma",
            text: &[
                "La e.firma del RFC de la empresa sirve en IDSE para todos sus registros patronales, sin trámite en el IMSS.",
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
                "Con el anterior cancelado se hace la solicitud como la primera vez, con otra llave, otro usuario y otra contraseña.",
                "Si el portal no te deja hacerla, acude a la subdelegación: ahí se destraba.",
            ],
            links: &[Link {
                label: "Tramitar un certificado",
                to: Destination::Path(CertificatePath::First),
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "Si sólo te faltó descargar el certificado al renovarlo, no está perdido: sigue el camino «No pude descargar el certificado renovado».",
    ],
};
