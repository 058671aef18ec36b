//! The first certificate.

use model::CertificatePath;

use super::KEEP_THE_KEY;
use crate::certificate_life::guide::{Destination, Guide, GuideStep, IDSE, IMSS, Link, Tool};

/// How to ask for the first certificate.
pub const FIRST: Guide = Guide {
    id: CertificatePath::First,
    title: "Tramitar tu primer certificado",
    when: "Tu empresa nunca ha tenido certificado digital del IMSS, o el que tenía se canceló.",
    steps: &[
        GuideStep {
            id: "reunir",
            title: "Reúne los datos que te va a pedir",
            text: &[
                "El portal los pide de una vez y no guarda lo que dejes a medias. Tenlos escritos antes de empezar.",
                "La firma electrónica, el número patronal de identificación electrónica (NPIE), el usuario y la contraseña no se llevan: se obtienen con este trámite.",
            ],
            bring: &[
                "La identificación del patrón: registro patronal, nombre o razón social y RFC, como están en la tarjeta de identificación patronal.",
                "Los datos de quien va a firmar: el representante legal o el sujeto obligado.",
                "Un correo electrónico que alguien lea: ahí llegan los avisos del trámite.",
                "El domicilio fiscal.",
                "Una memoria USB (o un CD) para guardar la llave.",
            ],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "usuario",
            title: "Piensa tu usuario y tu contraseña",
            text: &[
                "Cada uno lleva de 8 a 20 caracteres, sólo letras y números, sin acentos ni Ñ, y no pueden ser iguales.",
                "Revísalos aquí antes: si el portal los rechaza al final, suele haber que llenar todo otra vez. Lo que escribas no se guarda ni se envía.",
            ],
            tools: &[Tool::CheckRequest],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "solicitar",
            title: "Abre la solicitud en el portal del IMSS",
            text: &[
                "Se hace en línea, y se termina en una oficina del IMSS.",
                "El portal muestra primero la lista de lo que necesitas, la misma del paso 1; después deja generar la solicitud.",
            ],
            look_for: &[
                "En el portal del IMSS, la opción «Solicitud del certificado digital». La guía la sitúa en el menú de la derecha; si no está ahí, búscala dentro de IDSE.",
                "El botón «Generar solicitud».",
            ],
            links: &[
                Link {
                    label: "Portal del IMSS",
                    to: Destination::Outside(IMSS),
                },
                Link {
                    label: "IDSE",
                    to: Destination::Outside(IDSE),
                },
            ],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "llenar",
            title: "Llena la planilla con los datos del paso 1",
            text: &[
                "Escribe el usuario y la contraseña que revisaste en el paso 2.",
                "Anota la contraseña en un lugar seguro: nadie la puede recuperar, tampoco el IMSS.",
            ],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "guardar-llave",
            title: "Guarda tu llave privada (.key)",
            text: &[
                "El portal genera un archivo que termina en .key. Guárdalo en la memoria USB y haz otra copia que no se quede en la misma computadora.",
                KEEP_THE_KEY,
                "Antes de cerrar el portal, comprueba aquí que la llave abre con tu contraseña.",
            ],
            tools: &[Tool::TryPassword],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "subdelegacion",
            title: "Termina el trámite en tu subdelegación",
            text: &[
                "Tienes 10 días hábiles, contados desde el día siguiente a la solicitud. No cuentan sábados, domingos ni días de descanso obligatorio.",
                "Si firmas una carta de términos y condiciones, quédate con una copia: la piden si algún día hay que cancelar el certificado.",
            ],
            bring: &[
                "Lo que el portal te haya indicado al terminar la solicitud; imprímelo.",
                "La identificación oficial, en original, de quien va a firmar.",
            ],
            tools: &[Tool::Deadline],
            if_missed: "Si pasan los 10 días hábiles, la solicitud se cancela y se empieza otra vez desde el paso 1, con una llave nueva. La llave anterior ya no sirve.",
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "unir",
            title: "Une el certificado con su llave",
            text: &[
                "IDSE pide un solo archivo .pfx. Si el portal te dio el certificado (.cer) aparte, únelo aquí con tu .key y su contraseña.",
                "Guarda el .pfx junto con la llave, en dos lugares.",
            ],
            tools: &[Tool::Join, Tool::WhatIsThis],
            ..GuideStep::EMPTY
        },
        GuideStep {
            id: "asignar",
            title: "Asígnalo en Rúbrica",
            text: &[
                "Ábrelo en «Certificados» y asígnalo a su registro patronal. La llave no sale de tu navegador.",
            ],
            links: &[Link {
                label: "Ir a Certificados",
                to: Destination::Certificates,
            }],
            ..GuideStep::EMPTY
        },
    ],
    doubts: &[
        "No hay una lista publicada de los documentos que pide la subdelegación para terminar la solicitud: vale la que te dé el portal.",
        "Cuánto dura el certificado: unas fuentes dicen seis meses y otras dos años. Vale la fecha que trae el archivo; se ve en «¿Qué es este archivo?».",
    ],
};
