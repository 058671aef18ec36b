//! The one-letter codes of IMSS: type of movement, kind of worker, of salary, of week, cause.

use serde::{Deserialize, Serialize};

use crate::finding::ParseError;
use crate::finding::catalogue;
use crate::names::fold;

/// An enum of codes, each with the text a form shows. Parsing takes the code or the text.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        $name:ident, $invalid:ident, $field:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $code:literal $label:literal
                $(or $alias:literal)*, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $( $(#[$variant_doc])* #[doc = concat!("`", $code, "`: ", $label, ".")] $variant, )*
        }

        impl $name {
            /// All of them, in IMSS's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns IMSS's code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $( Self::$variant => $code, )*
                }
            }

            /// Returns the text a form or a table shows.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $( Self::$variant => $label, )*
                }
            }

            /// Parses IMSS's code, exactly as IMSS writes it; `None` for any other text.
            #[must_use]
            pub fn from_code(code: &[u8]) -> Option<Self> {
                $(
                    if code == $code.as_bytes() {
                        return Some(Self::$variant);
                    }
                )*
                None
            }

            /// Reads a code or a label, whatever its case and accents.
            ///
            /// # Errors
            /// Empty, or neither.
            pub fn parse(text: &str) -> Result<Self, ParseError> {
                // As files have it; all else costs words to be folded.
                if let Some(exact) = Self::from_code(text.as_bytes()) {
                    return Ok(exact);
                }
                let folded = fold(text);
                if folded.is_empty() {
                    return Err(catalogue::required(crate::finding::Field::$field).into());
                }
                // A spreadsheet makes 8 of 08.
                let number = folded.trim_start_matches('0');
                $(
                    if $code.trim_start_matches('0') == number
                        || [$label $(, $alias)*].iter().any(|name| fold(name) == folded)
                    {
                        return Ok(Self::$variant);
                    }
                )*
                Err(catalogue::$invalid(text.trim()).into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.label())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
}

codes! {
    /// The type of a movement.
    TipoMovimiento, tipo_invalid, Tipo {
        Reingreso = "08" "Reingreso" or "Alta",
        Modificacion = "07" "Modificación de salario" or "Modificación" or "Mod. salario",
        Baja = "02" "Baja",
    }
}

codes! {
    /// The kind of worker.
    TipoTrabajador, worker_type_invalid, TipoTrabajador {
        Permanente = "1" "Permanente",
        EventualCiudad = "2" "Eventual de ciudad",
        EventualConstruccion = "3" "Eventual de construcción",
        EventualCampo = "4" "Eventual del campo",
    }
}

codes! {
    /// The kind of salary.
    TipoSalario, salary_type_invalid, TipoSalario {
        Fijo = "0" "Fijo",
        Variable = "1" "Variable",
        Mixto = "2" "Mixto",
    }
}

codes! {
    /// The working week.
    Jornada, jornada_invalid, Jornada {
        Normal = "0" "Normal",
        UnDia = "1" "Un día a la semana",
        DosDias = "2" "Dos días a la semana",
        TresDias = "3" "Tres días a la semana",
        CuatroDias = "4" "Cuatro días a la semana",
        CincoDias = "5" "Cinco días a la semana",
        Reducida = "6" "Jornada reducida",
    }
}

codes! {
    /// Why a worker leaves.
    CausaBaja, causa_invalid, CausaBaja {
        TerminoContrato = "1" "Término de contrato",
        SeparacionVoluntaria = "2" "Separación voluntaria",
        AbandonoEmpleo = "3" "Abandono de empleo",
        Defuncion = "4" "Defunción",
        Clausura = "5" "Clausura",
        Otra = "6" "Otra",
        Ausentismo = "7" "Ausentismo",
        RescisionContrato = "8" "Rescisión de contrato",
        Jubilacion = "9" "Jubilación",
        Pension = "A" "Pensión",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_or_its_label_is_read() {
        assert_eq!(TipoTrabajador::parse("1"), Ok(TipoTrabajador::Permanente));
        assert_eq!(CausaBaja::parse(" defuncion "), Ok(CausaBaja::Defuncion));
        assert_eq!(CausaBaja::parse("a"), Ok(CausaBaja::Pension));
        assert_eq!(
            TipoMovimiento::parse("modificación de salario"),
            Ok(TipoMovimiento::Modificacion)
        );
    }

    #[test]
    fn a_code_that_lost_its_zero_and_a_usual_name_are_read() {
        assert_eq!(TipoMovimiento::parse("8"), Ok(TipoMovimiento::Reingreso));
        assert_eq!(TipoMovimiento::parse("alta"), Ok(TipoMovimiento::Reingreso));
        assert_eq!(
            TipoMovimiento::parse("modificacion"),
            Ok(TipoMovimiento::Modificacion)
        );
        assert_eq!(TipoSalario::parse("0"), Ok(TipoSalario::Fijo));
    }

    #[test]
    fn every_code_reads_back_as_itself() {
        for jornada in Jornada::ALL {
            assert_eq!(
                Jornada::from_code(jornada.code().as_bytes()),
                Some(*jornada)
            );
            assert_eq!(Jornada::parse(jornada.label()), Ok(*jornada));
        }
    }

    #[test]
    fn an_unknown_code_is_refused_with_its_own_code() {
        assert_eq!(
            TipoTrabajador::parse("5").unwrap_err().code(),
            "worker-type-invalid"
        );
        assert_eq!(
            TipoSalario::parse("3").unwrap_err().code(),
            "salary-type-invalid"
        );
        assert_eq!(Jornada::parse("7").unwrap_err().code(), "jornada-invalid");
        assert_eq!(CausaBaja::parse("B").unwrap_err().code(), "causa-invalid");
        assert_eq!(
            TipoMovimiento::parse("09").unwrap_err().code(),
            "tipo-invalid"
        );
        assert_eq!(
            TipoMovimiento::parse("80").unwrap_err().code(),
            "tipo-invalid"
        );
        assert_eq!(CausaBaja::parse("").unwrap_err().code(), "required");
    }
}
