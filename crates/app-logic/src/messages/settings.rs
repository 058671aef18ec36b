//! What a company decides for itself.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Empresa";
pub const LEAD: &str =
    "Lo que vale para toda tu empresa: con esto se revisa lo que capturas y se arman los lotes.";
pub const READ_ONLY: &str = "Lo cambia quien administra Rúbrica en tu empresa.";
pub const ADD: &str = "Agregar";
pub const SOURCE: &str = "De dónde sale";
pub const ACTIONS: &str = "Acciones";
pub const OWN: &str = "De tu empresa";
pub const SAVED: &str = "Guardado.";

pub const DAYS_TITLE: &str = "Días inhábiles";
pub const DAYS_TEXT: &str = "En estos días no corre ningún plazo. Los de la Ley Federal del Trabajo (artículo 74) ya están; \
     agrega los que declare el IMSS, como Jueves y Viernes Santo.";
pub const DAYS_CAPTION: &str = "Días inhábiles del año";
pub const YEAR: &str = "Año";
pub const DAY: &str = "Día";
pub const DAY_NAME: &str = "Cómo se llama";
pub const BY_LAW: &str = "Ley, artículo 74";
pub const DAY_MISSING: &str = "Elige el día.";
pub const DAY_NAME_MISSING: &str = "Escribe cómo se llama, como Jueves Santo.";
pub const DAY_KNOWN: &str = "Ese día ya es inhábil.";
pub const DAY_WEEKEND: &str = "Cae en fin de semana: ya es inhábil.";

pub const WAGES_TITLE: &str = "Salarios mínimos y UMA";
pub const WAGES_TEXT: &str = "Cada valor cuenta desde su fecha. Cuando se publique el del año que sigue y Rúbrica no lo traiga, agrégalo aquí.";
pub const MINIMUM_CAPTION: &str = "Salarios mínimos, pesos al día";
pub const MINIMUM_ADD: &str = "Agregar salario mínimo";
pub const UMA_CAPTION: &str = "UMA, pesos al día";
pub const UMA_ADD: &str = "Agregar UMA";
pub const FROM: &str = "Desde";
pub const MINIMUM_FROM: &str = "Vale desde";
pub const UMA_FROM: &str = "La UMA vale desde";
pub const GENERAL: &str = "General";
pub const FRONTERA: &str = "Frontera norte";
pub const UMA: &str = "UMA";
pub const CAP: &str = "Tope, 25 UMA";
pub const PUBLISHED: &str = "Publicado";
pub const FROM_MISSING: &str = "Elige desde cuándo vale.";

pub const BENEFITS_TITLE: &str = "Prestaciones";
pub const BENEFITS_TEXT: &str = "Con ellas se integra el salario en los asistentes. El mínimo lo pone la Ley Federal del Trabajo: 15 días de \
     aguinaldo (artículo 87), 25 % de prima vacacional (80) y los días de vacaciones del artículo 76.";
pub const AGUINALDO: &str = "Días de aguinaldo";
pub const PRIMA: &str = "Prima vacacional, %";
pub const VACACIONES: &str = "Días de vacaciones de más";
pub const VACACIONES_HELP: &str = "Los que das además de los de la ley; 0 si ninguno.";
pub const AGUINALDO_WRONG: &str = "Escribe de 15 a 365 días: la ley pone 15 como mínimo.";
pub const PRIMA_WRONG: &str =
    "Escribe un porcentaje entero de 25 a 1000: la ley pone 25 como mínimo.";
pub const VACACIONES_WRONG: &str = "Escribe de 0 a 300 días, sin contar los de la ley.";

pub const LOTES_TITLE: &str = "Lotes";
pub const COMPOSITION: &str = "Qué va junto en un lote";
pub const POR_TIPO: &str = "Por registro patronal y tipo";
pub const POR_TIPO_HELP: &str = "Todas las bajas listas de un registro patronal en un lote.";
pub const POR_FECHA: &str = "Por registro patronal, tipo y fecha";
pub const POR_FECHA_HELP: &str = "Un lote más por cada fecha de movimiento.";
pub const MOST: &str = "Movimientos por lote, cuando mucho";
pub const MOST_HELP: &str = "De 1 a 5,000. Los que no quepan van en otro lote.";
pub const MOST_WRONG: &str = "Escribe un número de 1 a 5,000.";

pub const SECOND_TITLE: &str = "Dos personas por lote";
pub const SECOND: &str = "Quien prepara un lote no lo firma";
pub const SECOND_HELP: &str = "Sus movimientos quedan por aprobar hasta que otra persona los revisa y los firma con su llave.";
pub const SECOND_OFF: &str = "Quien prepara un lote puede firmarlo";
pub const SIGNERS: &str = "Quién puede firmar";
pub const NOTIFIED: &str = "Se le avisa por correo";
pub const NOT_NOTIFIED: &str = "Sin correo: no se le avisa";
pub const MAIL_TITLE: &str = "El correo que les llega";
pub const MAIL_TEXT: &str = "«3 lotes por firmar»: quién los preparó, cuántos movimientos lleva cada uno, cuándo vence y el enlace a \
     Lotes. No lleva nombres ni datos de trabajadores. No se manda a quien los preparó.";

pub fn remove(what: &str) -> String {
    format!("Quitar {what}")
}

pub fn removed(what: &str) -> String {
    format!("Se quitó {what}.")
}

pub fn minimum_of(date: &str) -> String {
    format!("el salario mínimo desde el {date}")
}

pub fn uma_of(date: &str) -> String {
    format!("la UMA desde el {date}")
}
