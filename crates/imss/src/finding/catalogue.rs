//! Every finding there is: its code, its weight, its field and its sentence, in one table.
//!
//! A sentence says what is wrong and then what to do, in plain Mexican Spanish. A code never
//! changes its meaning; a new meaning gets a new code.

use serde::{Deserialize, Serialize};

use super::{Field, Finding, Severity};

/// One line a finding: constructor(arguments), variant, wire code, weight, field, sentence.
macro_rules! catalogue {
    ($(
        $(#[$doc:meta])*
        $function:ident($($argument:ident: $kind:ty),*) $variant:ident $code:literal
            $severity:ident $field:expr, $sentence:literal;
    )*) => {
        /// The stable code of a finding.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Code {
            $(
                $(#[$doc])*
                #[serde(rename = $code)]
                $variant,
            )*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the wire form, `nss-check-digit`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),*
                }
            }

            /// Returns how much it weighs, always.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity),*
                }
            }
        }

        $(
            $(#[$doc])*
            pub(crate) fn $function($($argument: $kind),*) -> Finding {
                Finding::new(Code::$variant, $field, format!($sentence))
            }
        )*
    };
}

catalogue! {
    /// A field that must be filled is empty.
    required(field: Field) Required "required" Error Some(field),
        "Falta este dato. Escríbelo para continuar.";

    /// The NSS has not eleven digits.
    nss_length(found: usize) NssLength "nss-length" Error Some(Field::Nss),
        "El NSS lleva 11 dígitos y aquí hay {found}. Cópialo completo, con su último dígito.";
    /// The NSS holds something that is not a digit.
    nss_character(found: char) NssCharacter "nss-character" Error Some(Field::Nss),
        "El NSS lleva solo dígitos y aquí hay «{found}». Corrígelo.";
    /// Eleven zeros are no NSS.
    nss_zero() NssZero "nss-zero" Error Some(Field::Nss),
        "El NSS está en ceros. Escribe el que aparece en la tarjeta o en la vigencia de derechos.";
    /// Old numbers may fail (domain facts, section 3): a warning.
    nss_check_digit(expected: char) NssCheckDigit "nss-check-digit" Warning Some(Field::Nss),
        "El último dígito del NSS no coincide con los demás (debería ser {expected}). Compáralo con la tarjeta del trabajador; si ahí está igual, puedes continuar.";

    /// The CURP has not eighteen characters.
    curp_length(found: usize) CurpLength "curp-length" Error Some(Field::Curp),
        "La CURP lleva 18 caracteres y aquí hay {found}. Cópiala completa.";
    /// A character of the CURP is not of the kind its position asks for.
    curp_shape(position: usize, found: char, wanted: &str) CurpShape "curp-shape" Error Some(Field::Curp),
        "En el lugar {position} de la CURP va {wanted} y aquí hay «{found}». Compárala con la constancia.";
    /// Positions 5 to 10 of the CURP are no date.
    curp_date() CurpDate "curp-date" Error Some(Field::Curp),
        "La fecha de nacimiento dentro de la CURP (lugares 5 a 10) no existe. Compárala con la constancia.";
    /// Positions 12 and 13 of the CURP name no entity.
    curp_entity(found: &str) CurpEntity "curp-entity" Error Some(Field::Curp),
        "«{found}» no es la clave de una entidad (lugares 12 y 13 de la CURP). Compárala con la constancia.";
    /// Genuine CURPs that fail are known: a warning.
    curp_check_digit(expected: char) CurpCheckDigit "curp-check-digit" Warning Some(Field::Curp),
        "El último dígito de la CURP no coincide con lo demás (debería ser {expected}). Compárala con la constancia; si ahí está igual, puedes continuar.";
    /// A reingreso without CURP.
    curp_missing() CurpMissing "curp-missing" Warning Some(Field::Curp),
        "El movimiento va sin CURP. Escríbela si la tienes, para que el IMSS no confunda al trabajador.";

    /// The RFC has neither twelve nor thirteen characters.
    rfc_length(found: usize) RfcLength "rfc-length" Error Some(Field::Rfc),
        "El RFC lleva 13 caracteres (persona física) o 12 (persona moral) y aquí hay {found}. Cópialo completo, con su homoclave.";
    /// A character of the RFC is not of the kind its position asks for.
    rfc_shape(position: usize, found: char, wanted: &str) RfcShape "rfc-shape" Error Some(Field::Rfc),
        "En el lugar {position} del RFC va {wanted} y aquí hay «{found}». Compáralo con la constancia de situación fiscal.";
    /// The six digits of the RFC are no date.
    rfc_date() RfcDate "rfc-date" Error Some(Field::Rfc),
        "La fecha dentro del RFC no existe. Compáralo con la constancia de situación fiscal.";
    /// The SAT's own test material fails: a warning.
    rfc_check_digit(expected: char) RfcCheckDigit "rfc-check-digit" Warning Some(Field::Rfc),
        "El último carácter del RFC no coincide con lo demás (debería ser {expected}). Compáralo con la constancia de situación fiscal; si ahí está igual, puedes continuar.";

    /// The registro patronal has neither ten nor eleven characters.
    rp_length(found: usize) RpLength "rp-length" Error Some(Field::RegistroPatronal),
        "El registro patronal lleva 11 caracteres y aquí hay {found}. Cópialo de la tarjeta de identificación patronal.";
    /// A character of the registro patronal is not of the kind its position asks for.
    rp_shape(position: usize, found: char, wanted: &str) RpShape "rp-shape" Error Some(Field::RegistroPatronal),
        "En el lugar {position} del registro patronal va {wanted} y aquí hay «{found}». Cópialo de la tarjeta de identificación patronal.";
    /// Ten characters, completed with the digit we compute.
    rp_completed(digit: char) RpCompleted "rp-completed" Warning Some(Field::RegistroPatronal),
        "El registro patronal venía sin su último dígito y lo completamos con {digit}. Compáralo con la tarjeta de identificación patronal.";
    /// The algorithm is inferred, not published (domain facts, section 3): a warning.
    rp_check_digit(expected: char) RpCheckDigit "rp-check-digit" Warning Some(Field::RegistroPatronal),
        "El último dígito del registro patronal no es el que esperábamos ({expected}). Compáralo con la tarjeta de identificación patronal; si ahí está igual, puedes continuar.";

    /// The salary is not a number we can read.
    sbc_format(found: &str) SbcFormat "sbc-format" Error Some(Field::Sbc),
        "No entendemos «{found}» como salario diario. Escríbelo con punto decimal, por ejemplo 687.70.";
    /// More than two decimals: rounding is the person's decision.
    sbc_decimals(found: &str) SbcDecimals "sbc-decimals" Error Some(Field::Sbc),
        "El salario «{found}» tiene más de dos decimales. Redondéalo a centavos.";
    /// IMSS code 08.
    sbc_zero() SbcZero "sbc-zero" Error Some(Field::Sbc),
        "El salario base de cotización no puede ser cero. Escribe el salario diario integrado.";
    /// More than 9,999.99.
    sbc_too_large(found: &str) SbcTooLarge "sbc-too-large" Error Some(Field::Sbc),
        "El salario «{found}» no cabe: el máximo que se puede escribir es 9,999.99 por día. Revisa que sea diario y no mensual.";
    /// IMSS code 15.
    sbc_below_minimum(sbc: &str, minimum: &str, zone: &str) SbcBelowMinimum "sbc-below-minimum" Error Some(Field::Sbc),
        "El salario {sbc} es menor que el salario mínimo de esa fecha ({minimum}, {zone}). Súbelo, o revisa la fecha y la zona del registro patronal.";
    /// The floor with the integration factor of the first year is general knowledge: a warning.
    sbc_below_floor(sbc: &str, floor: &str) SbcBelowFloor "sbc-below-floor" Warning Some(Field::Sbc),
        "El salario {sbc} alcanza el mínimo pero parece no estar integrado: con aguinaldo y prima vacacional sería al menos {floor}. Revisa el factor de integración.";
    /// Above 25 UMA.
    sbc_above_cap(sbc: &str, cap: &str) SbcAboveCap "sbc-above-cap" Error Some(Field::Sbc),
        "El salario {sbc} rebasa el tope de 25 UMA de esa fecha ({cap}). Escribe el tope.";
    /// Above 25 of the last UMA known, which is not that year's.
    sbc_above_known_cap(sbc: &str, cap: &str) SbcAboveKnownCap "sbc-above-known-cap" Warning Some(Field::Sbc),
        "El salario {sbc} rebasa 25 veces la última UMA que conocemos ({cap}), que no es la de esa fecha. Pide al administrador que agregue la UMA vigente.";
    /// No wage is known for the date.
    wages_unknown() WagesUnknown "wages-unknown" Note Some(Field::Sbc),
        "No tenemos el salario mínimo de esa fecha, así que no revisamos los límites del salario.";

    /// A spreadsheet's error in place of a value.
    value_sheet_error(field: Field, found: &str) ValueSheetError "value-sheet-error" Error Some(field),
        "La celda tiene un error de la hoja ({found}) en lugar del dato. Corrígelo en la hoja, o escríbelo aquí.";
    /// Scientific notation that lost digits.
    number_scientific(field: Field, found: &str) NumberScientific "number-scientific" Error Some(field),
        "La hoja lo dejó en notación científica («{found}») y perdió dígitos. Escríbelo completo, o dale formato de texto a la columna y vuelve a exportarla.";
    /// A code and a label that are not of one value.
    code_label_conflict(field: Field, found: &str) CodeLabelConflict "code-label-conflict" Error Some(field),
        "En «{found}» la clave y el nombre no son los que el IMSS da juntos. Deja solo la clave del IMSS.";
    /// A code of IMSS with a label that is not IMSS's.
    code_label_unknown(field: Field, found: &str, code: &str) CodeLabelUnknown "code-label-unknown" Warning Some(field),
        "De «{found}» tomamos la clave {code}; el nombre no es el del IMSS. Revisa que sea esa.";
    /// A year of two digits.
    date_two_digit_year(found: &str, read: &str) DateTwoDigitYear "date-two-digit-year" Warning Some(Field::Fecha),
        "El año venía con dos dígitos («{found}») y leímos {read}. Revísala.";
    /// A date that was a serial number of a spreadsheet.
    date_serial(found: &str, read: &str) DateSerial "date-serial" Note Some(Field::Fecha),
        "La fecha venía como número de Excel ({found}) y leímos {read}. Revísala.";
    /// A spreadsheet took the first zeros of an NSS for nothing. A warning: of ten numbers that lost another
    /// digit, one agrees by chance.
    nss_zeros() NssZeros "nss-zeros" Warning Some(Field::Nss),
        "La hoja le quitó al NSS los ceros del principio y se los pusimos. Compáralo con la tarjeta.";
    /// A code that was a number with decimals.
    value_decimals(field: Field, found: &str) ValueDecimals "value-decimals" Note Some(field),
        "La hoja lo tomó por número («{found}») y le quitamos lo que agregó.";
    /// A value that was forced to be text.
    value_forced_text(field: Field) ValueForcedText "value-forced-text" Note Some(field),
        "Venía entre signos que lo obligan a ser texto (=\"…\" o un apóstrofo) y los quitamos.";
    /// A value with signs written as `_x000D_`.
    value_escapes(field: Field) ValueEscapes "value-escapes" Note Some(field),
        "Traía signos escritos como _x000D_ y los convertimos.";
    /// A value with signs that nobody sees.
    value_invisible(field: Field, sign: &str) ValueInvisible "value-invisible" Note Some(field),
        "Traía signos que no se ven ({sign}) y los quitamos.";
    /// A number with digits that no spreadsheet shows.
    value_noise(found: &str, read: &str) ValueNoise "value-noise" Note Some(Field::Sbc),
        "La hoja guardó {found}; leímos {read}, como lo muestra.";
    /// An amount with a decimal comma.
    sbc_comma(found: &str, read: &str) SbcComma "sbc-comma" Note Some(Field::Sbc),
        "Leímos «{found}» como {read}.";

    /// A part of the name is longer than 27 characters.
    name_too_long(field: Field, found: usize) NameTooLong "name-too-long" Error Some(field),
        "Aquí caben 27 caracteres y hay {found}. Abrévialo como aparece registrado en el IMSS.";
    /// A part of the name holds a character that no name has.
    name_character(field: Field, found: char) NameCharacter "name-character" Error Some(field),
        "«{found}» no puede ir en un nombre. Escribe solo letras y espacios.";
    /// What IMSS does with points, hyphens and apostrophes is not known: a note.
    name_punctuation(field: Field, found: char) NamePunctuation "name-punctuation" Note Some(field),
        "El nombre lleva «{found}». Si el IMSS lo tiene registrado sin ese signo, quítalo.";
    /// The name will be, or was, written with other letters.
    name_transliterated(field: Field, from: &str, to: &str) NameTransliterated "name-transliterated" Note Some(field),
        "En el archivo para el IMSS, «{from}» se escribe «{to}».";

    /// The date is not written in a way we read.
    date_format(found: &str) DateFormat "date-format" Error Some(Field::Fecha),
        "No entendemos la fecha «{found}». Escríbela como día/mes/año, por ejemplo 15/01/2026.";
    /// No such day.
    date_impossible(found: &str) DateImpossible "date-impossible" Error Some(Field::Fecha),
        "La fecha «{found}» no existe en el calendario. Revisa el día y el mes.";
    /// IMSS code 36.
    date_too_early(from: &str) DateTooEarly "date-too-early" Error Some(Field::Fecha),
        "Este reingreso se puede presentar desde el {from}, el día hábil anterior a su fecha. Espera a ese día o corrige la fecha.";
    /// What IMSS does with a future baja or modification is not known: a warning.
    date_future(date: &str) DateFuture "date-future" Warning Some(Field::Fecha),
        "La fecha {date} todavía no llega. El IMSS podría rechazarlo; preséntalo ese día o después.";
    /// Accepted, and marked extemporáneo.
    date_late(deadline: &str) DateLate "date-late" Warning Some(Field::Fecha),
        "El plazo venció el {deadline}: el movimiento se acepta pero queda como extemporáneo. Preséntalo cuanto antes; corregirlo por tu cuenta evita la multa.";
    /// LSS 37, RACERF 57.
    baja_late_cost(days: i32, effective: &str) BajaLateCost "baja-late-cost" Warning Some(Field::Fecha),
        "Por presentarse tarde, las cuotas corren hasta el día en que el IMSS la recibe: si la presentas hoy, la baja cuenta desde el {effective} y pagas {days} días de más.";
    /// A variable salary changes on the first day of a bimestre (RACERF 53).
    date_variable() DateVariable "date-variable" Note Some(Field::Fecha),
        "Los cambios de salario variable llevan la fecha del primer día de enero, marzo, mayo, julio, septiembre o noviembre. Revisa si esta fecha es la correcta.";

    /// Not one of IMSS's kinds of worker (IMSS code 17).
    worker_type_invalid(found: &str) WorkerTypeInvalid "worker-type-invalid" Error Some(Field::TipoTrabajador),
        "«{found}» no es un tipo de trabajador. Elige 1 permanente, 2 eventual de ciudad, 3 eventual de construcción o 4 eventual del campo.";
    /// Not one of IMSS's kinds of salary (IMSS code 16).
    salary_type_invalid(found: &str) SalaryTypeInvalid "salary-type-invalid" Error Some(Field::TipoSalario),
        "«{found}» no es un tipo de salario. Elige 0 fijo, 1 variable o 2 mixto.";
    /// Not one of IMSS's working weeks (IMSS code 33).
    jornada_invalid(found: &str) JornadaInvalid "jornada-invalid" Error Some(Field::Jornada),
        "«{found}» no es una jornada. Elige 0 normal, 1 a 5 días de semana reducida o 6 jornada reducida.";
    /// Not one of IMSS's causes (IMSS code 19).
    causa_invalid(found: &str) CausaInvalid "causa-invalid" Error Some(Field::CausaBaja),
        "«{found}» no es una causa de baja. Elige una de la lista (1 a 9, o A para pensión).";
    /// Not a type of movement.
    tipo_invalid(found: &str) TipoInvalid "tipo-invalid" Error Some(Field::Tipo),
        "«{found}» no es un tipo de movimiento. Usa 08 reingreso, 07 modificación de salario o 02 baja.";
    /// Not three digits (IMSS code 18).
    umf_invalid(found: &str) UmfInvalid "umf-invalid" Error Some(Field::Umf),
        "«{found}» no es una UMF. Escribe su número, de uno a tres dígitos.";
    /// Some vendors send none: a warning.
    umf_missing() UmfMissing "umf-missing" Warning Some(Field::Umf),
        "El reingreso va sin UMF. Escribe el número de la clínica del trabajador o la del registro patronal.";
    /// Not five digits.
    guia_invalid(found: &str) GuiaInvalid "guia-invalid" Error Some(Field::Guia),
        "«{found}» no es una guía. Escribe sus cinco dígitos, por ejemplo 01400.";
    /// Some vendors send none: a note.
    guia_missing() GuiaMissing "guia-missing" Note Some(Field::Guia),
        "El movimiento va sin guía. Si tu subdelegación te dio una, anótala en el registro patronal.";
    /// More than ten characters.
    clave_too_long(found: usize) ClaveTooLong "clave-too-long" Error Some(Field::Clave),
        "En la clave del trabajador caben 10 caracteres y hay {found}. Acórtala.";
    /// Something that cannot be written into the file.
    clave_character(found: char) ClaveCharacter "clave-character" Error Some(Field::Clave),
        "«{found}» no puede ir en la clave del trabajador. Usa letras y números.";

    /// A record that is not 168 bytes long.
    record_length(found: usize) RecordLength "record-length" Error None,
        "El renglón mide {found} caracteres y debe medir 168. Vuelve a generar el archivo sin editarlo a mano.";
    /// A character that Windows-1252 does not have.
    record_character(found: char) RecordCharacter "record-character" Error None,
        "El renglón lleva «{found}», que no cabe en el archivo del IMSS. Corrige el dato de origen.";
    /// A type IMSS does not have.
    record_type(found: &str) RecordType "record-type" Error Some(Field::Tipo),
        "El tipo de movimiento «{found}» no existe. Debe ser 08 reingreso, 07 modificación de salario o 02 baja.";
    /// 11 and 12 belong to SUA.
    record_type_sua(found: &str) RecordTypeSua "record-type-sua" Error Some(Field::Tipo),
        "El tipo {found} (ausentismo o incapacidad) es del SUA y no se presenta por IDSE. Quita el renglón.";
    /// Position 168 is not `9`.
    record_end(found: char) RecordEnd "record-end" Error Some(Field::Cierre),
        "El renglón debe terminar en 9 (lugar 168) y termina en «{found}». Vuelve a generar el archivo.";
    /// A position that must be blank is not.
    record_filler(start: usize, found: &str) RecordFiller "record-filler" Warning Some(Field::Relleno),
        "En el lugar {start}, que debe ir vacío, hay «{found}». No se tomó en cuenta; revisa que los campos no estén recorridos.";
    /// A baja with values that a baja does not have.
    record_baja_values(start: usize, found: &str) RecordBajaValues "record-baja-values" Note Some(Field::Relleno),
        "Una baja lleva ceros en el lugar {start} y aquí hay «{found}». No se tomó en cuenta.";
    /// UTF-8 instead of one byte a character.
    record_utf8() RecordUtf8 "record-utf8" Note None,
        "El renglón venía en UTF-8 y lo convertimos. Así no lo aceptaría el IMSS.";
    /// Read as something that we would write differently.
    record_respelled() RecordRespelled "record-respelled" Note None,
        "El renglón no estaba escrito como lo pide el IMSS (minúsculas, espacios o ceros de más). Lo leímos y lo escribiremos bien.";

    /// No record in the file.
    file_empty() FileEmpty "file-empty" Error None,
        "El archivo no tiene ningún movimiento. Revisa que sea el archivo correcto.";
    /// More than one type.
    file_mixed_types() FileMixedTypes "file-mixed-types" Warning Some(Field::Tipo),
        "El archivo mezcla tipos de movimiento. Lo usual es un archivo por tipo; los separaremos en lotes.";
    /// More than one registro patronal.
    file_mixed_employers() FileMixedEmployers "file-mixed-employers" Warning Some(Field::RegistroPatronal),
        "El archivo trae más de un registro patronal. Cada lote lleva uno solo; los separaremos.";
    /// A trailer that is not as documented.
    trailer_shape() TrailerShape "trailer-shape" Warning None,
        "El último renglón (el de asteriscos) no está escrito como lo pide el IMSS. No se tomó en cuenta.";
    /// A trailer whose count is not the file's.
    trailer_count(stated: usize, found: usize) TrailerCount "trailer-count" Warning Some(Field::Cuenta),
        "El último renglón dice {stated} movimientos y el archivo trae {found}. Revisa que el archivo esté completo.";
    /// Records after the trailer.
    trailer_position() TrailerPosition "trailer-position" Warning None,
        "Hay renglones después del de asteriscos, que debe ser el último. Revisa que no se hayan unido dos archivos.";

    /// A SUA record of another length.
    sua_length(found: usize, wanted: usize) SuaLength "sua-length" Error None,
        "El renglón mide {found} caracteres y debe medir {wanted}. Vuelve a exportar el archivo desde el SUA.";
    /// A movement type that SUA does not have.
    sua_type(found: &str) SuaType "sua-type" Error Some(Field::Tipo),
        "«{found}» no es un tipo de movimiento del SUA. Vuelve a exportar el archivo.";
    /// The name is not three parts joined by `$`.
    sua_name() SuaName "sua-name" Error Some(Field::Nombre),
        "El nombre debe venir como PATERNO$MATERNO$NOMBRE. Vuelve a exportar el archivo desde el SUA.";
    /// SUA writes a slash for Ñ `[M]`: read as one, with a note.
    sua_slash(field: Field, read: &str) SuaSlash "sua-slash" Note Some(field),
        "El SUA escribe «/» en lugar de Ñ; lo leímos como «{read}». Revísalo.";
    /// A field that should be a number.
    sua_number(field: Field, found: &str) SuaNumber "sua-number" Warning Some(field),
        "«{found}» no es un número. No se tomó en cuenta.";

    /// IMSS code 48.
    rule_already_active(since: &str) RuleAlreadyActive "rule-already-active" Warning Some(Field::Nss),
        "Este trabajador ya está vigente con el registro patronal desde el {since}; el IMSS lo rechazaría (48). Si cambió su salario, captura una modificación.";
    /// IMSS code 50.
    rule_not_active() RuleNotActive "rule-not-active" Warning Some(Field::Nss),
        "Este trabajador no está vigente con el registro patronal; el IMSS lo rechazaría (50). Captura primero su reingreso.";
    /// IMSS code 51.
    rule_already_terminated(since: &str) RuleAlreadyTerminated "rule-already-terminated" Warning Some(Field::Nss),
        "Este trabajador ya tiene baja del {since}; el IMSS lo rechazaría (51). Revisa el NSS o la fecha.";
    /// IMSS code 49.
    rule_before_registered(registered: &str) RuleBeforeRegistered "rule-before-registered" Warning Some(Field::Fecha),
        "La fecha es anterior a un movimiento ya registrado ({registered}); el IMSS lo rechazaría (49). Revisa la fecha.";
    /// IMSS code 56.
    rule_same_day_modification(date: &str) RuleSameDayModification "rule-same-day-modification" Warning Some(Field::Fecha),
        "Ya hay una modificación de salario de este trabajador con fecha {date}; el IMSS lo rechazaría (56). Deja solo una.";
    /// A line of a plantilla whose worker entered after its cut-off date.
    rule_after_cutoff(entered: &str, cutoff: &str) RuleAfterCutoff "rule-after-cutoff" Error Some(Field::Fecha),
        "Entró el {entered}, después de la fecha de corte ({cutoff}): no es parte de esta plantilla. Captura su reingreso, o cambia la fecha de corte.";
    /// The same movement twice.
    rule_duplicate(first: usize) RuleDuplicate "rule-duplicate" Error Some(Field::Nss),
        "Este movimiento está repetido: es igual al número {first} (mismo trabajador, tipo y fecha). Quita uno de los dos.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
