//! The renewed certificate was not downloaded.

use model::CertificatePath;

use crate::certificate_life::guide::{Destination, Guide, GuideStep, IDSE, Link, Tool};

/// How to get a renewed certificate by its serial number.
pub const MISSED_DOWNLOAD: Guide = Guide {
    id: CertificatePath::MissedDownload,
    title: "No pude descargar el certificado renovado",
    when: "Renovaste, guardaste la llave, y la página se cerró sin darte el certificado.",
    steps: &[
        GuideStep {
            id: "reunir",
            title: "Ten a la mano la llave nueva",
            text: &[
                "El certificado es público y se puede volver a pedir; la llave, no. Si no guardaste el .key de la renovación, hay que cancelar y solicitar otro.",
                "Comprueba que la llave abre con la contraseña de la renovación.",
            ],
            bring: &[
                "El número patronal de identificación electrónica (NPIE).",
                "El archivo .key que te dio la renovación, y su contraseña.",
            ],
            tools: &[Tool::TryPassword],
            links: &[Link {
                label: "No tengo la llave",
                to: Destination::Path(CertificatePath::Lost),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "serie",
            title: "Consulta el número de serie",
            text: &[
                "El portal muestra el número de serie que se generó cuando le das tu NPIE. Cópialo y pégalo en el paso siguiente.",
                "La guía pide hacerlo con Internet Explorer. Prueba con tu navegador; si la página no funciona, ábrela en Microsoft Edge con su modo de Internet Explorer.",
            ],
            look_for: &["En IDSE, la consulta que pide el NPIE y responde con un número de serie."],
            links: &[Link {
                label: "IDSE",
                to: Destination::Outside(IDSE),
            }],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "direccion",
            title: "Abre la dirección de tu certificado",
            text: &[
                "Pega aquí el número de serie: se revisa que esté completo y se arma la dirección del portal, que se abre en otra pestaña. Este número es público; la llave no interviene.",
                "Lo que aparece es tu certificado. Guárdalo como archivo .cer; si se ve como texto, copia todo, desde BEGIN hasta END, en un archivo de texto y ponle .cer al nombre.",
            ],
            tools: &[Tool::Serial],
            if_missed: "Si la dirección ya no responde, el IMSS pudo haberla movido: busca en IDSE la instalación o descarga de la renovación, o pídelo en tu subdelegación con tu NPIE.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "revisar",
            title: "Comprueba que es el tuyo",
            text: &[
                "Aquí ves de quién es el archivo que guardaste, qué registro patronal nombra y hasta cuándo sirve.",
            ],
            tools: &[Tool::WhatIsThis],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "unir",
            title: "Únelo con la llave y su contraseña",
            text: &[
                "Queda un .pfx, el archivo que IDSE pide. Se escribe en tu navegador y se descarga en tu equipo.",
            ],
            tools: &[Tool::Join],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "asignar",
            title: "Asígnalo en Rúbrica",
            text: &["Ábrelo en «Certificados» y asígnalo a su registro patronal."],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "La dirección viene de la guía y no hemos podido comprobar que el portal la siga atendiendo.",
    ],
};
