//! SAT's e.firma in place of an IMSS certificate.

use model::CertificatePath;

use crate::certificate_life::guide::{Destination, Guide, GuideStep, Link, SAT, Tool};

/// How to sign with the e.firma.
pub const EFIRMA: Guide = Guide {
    id: CertificatePath::Efirma,
    title: "Firmar con la e.firma del SAT",
    when: "No quieres o no puedes esperar el certificado del IMSS, y la empresa tiene e.firma vigente.",
    steps: &[
        GuideStep {
            id: "que-es",
            title: "Qué es y para qué alcanza",
            text: &[
                "La e.firma (antes FIEL) la da el SAT: son dos archivos, un .cer y un .key, y una contraseña. Dura cuatro años.",
                "IDSE la acepta. Una sola sirve para todos los registros patronales de su RFC, y el usuario es el RFC: no hay que tramitar nada en el IMSS.",
                "Su contraseña puede llevar de 8 a 255 caracteres, con acentos y signos.",
            ],
            bring: &[
                "El .cer y el .key de la e.firma de la empresa.",
                "La contraseña de la llave.",
            ],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "no-es-csd",
            title: "Comprueba que no es el sello de facturar",
            text: &[
                "El certificado de sello digital (CSD) también es un .cer con su .key y del mismo RFC, pero sólo sirve para facturar: IDSE no lo acepta.",
                "Los de la e.firma suelen llamarse FIEL o Claveprivada_FIEL; los del sello, CSD. El nombre puede engañar: aquí se ve por dentro cuál es.",
            ],
            tools: &[Tool::WhatIsThis, Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "vigencia",
            title: "Mira hasta cuándo sirve, y renuévala a tiempo",
            text: &[
                "Se renueva en el SAT, no en el IMSS. Mientras está vigente suele poder renovarse en línea; ya vencida, el SAT puede pedir una cita.",
                "Después de renovarla, IDSE puede tardar de 24 a 48 horas en reconocer la nueva. Si la rechaza el primer día, no la cambies otra vez: espera.",
                "Al renovarla cambian los dos archivos. Usa siempre el .cer y el .key que se crearon juntos.",
            ],
            links: &[Link {
                label: "SAT",
                to: Destination::Outside(SAT),
            }],
            if_missed: "Con la e.firma vencida no se puede firmar. Lo preparado se conserva: firma con otro certificado o lleva el archivo DISPMAG a la ventanilla.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "asignar",
            title: "Asígnala en Rúbrica",
            text: &[
                "Ábrela en «Certificados» y asígnala a los registros patronales de su RFC. Se firma un texto corto que pide IDSE para comprobar que la llave es tuya.",
            ],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "Que IDSE acepte la e.firma propia del representante, en lugar de la de la empresa, lo dice una fuente débil: IDSE decide.",
        "Las condiciones para renovar la e.firma son del SAT y cambian: revisa su portal.",
    ],
};
