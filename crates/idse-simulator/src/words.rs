//! IMSS's words for its codes.

/// The domain's words for a code (domain facts `[B]`).
pub(crate) fn words(code: &str) -> &'static str {
    match code {
        "01" => "Registro patronal erróneo",
        "03" => "NSS erróneo",
        "04" => "NSS inválido",
        "05" => "El lote no tiene ningún movimiento válido",
        "06" => "Nombre inválido",
        "07" => "Tipo de movimiento inválido",
        "08" => "SBC no debe ser cero",
        "09" => "Salario requerido",
        "13" => "Fecha requerida",
        "15" => "SBC menor al mínimo de la zona",
        "16" => "Tipo de salario inválido",
        "17" => "Tipo de trabajador inválido",
        "18" => "UMF inválida",
        "19" => "Causa de baja inválida",
        "21" => "Error en la fecha del movimiento",
        "23" => "Registro patronal no vigente",
        "24" => "Registro patronal no existente",
        "31" => "Registro patronal inválido",
        "33" => "Semana o jornada reducida inválida",
        "36" => "Presentación anticipada a la fecha de reingreso",
        "48" => "NSS ya vigente con el registro patronal",
        "49" => "Fecha anterior a otro movimiento registrado",
        "50" => "NSS no vigente con el registro patronal",
        "51" => "NSS ya en baja con el registro patronal",
        "56" => "Ya tiene modificación de salario con la misma fecha",
        "58" => "NSS inexistente",
        "59" => "Nombre diferente al registrado",
        "61" => "NSS regularizado",
        _ => "Error",
    }
}
