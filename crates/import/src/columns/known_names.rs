//! The names of columns that payroll programs and people use.

use import_protocol::ColumnUse;
use imss::finding::Field;
use imss::movimiento::TipoMovimiento;

/// Words of headings that name something of somebody or something else.
pub(super) const OF_OTHERS: &[&str] = &[
    "PATRON",
    "EMPRESA",
    "BANCO",
    "BENEFICIARIO",
    "CONYUGE",
    "MADRE",
    "PADRE",
    "JEFE",
    "DEPARTAMENTO",
    "PUESTO",
    "SUCURSAL",
    "NACIMIENTO",
    "ELABORACION",
    "CAPTURA",
    "IMPRESION",
    "VENCIMIENTO",
    "PAGO",
    "REPRESENTANTE",
];

/// Words of headings of salaries that are no salario base de cotización.
pub(super) const OF_OTHER_SALARIES: &[&str] = &[
    "MENSUAL",
    "QUINCENAL",
    "SEMANAL",
    "ANUAL",
    "FACTOR",
    "TOPE",
    "MINIMO",
    "NETO",
    "BRUTO",
    "HORA",
];

/// The names of one use of a column.
pub(super) struct Known {
    pub(super) column_use: ColumnUse,
    /// Of several columns of one use the lowest is taken.
    pub(super) rank: u8,
    pub(super) names: &'static [&'static str],
}

const fn field(field: Field, names: &'static [&'static str]) -> Known {
    ranked(field, 0, names)
}

const fn ranked(field: Field, rank: u8, names: &'static [&'static str]) -> Known {
    Known {
        column_use: ColumnUse::Field(field),
        rank,
        names,
    }
}

const fn date_of(tipo: TipoMovimiento, names: &'static [&'static str]) -> Known {
    Known {
        column_use: ColumnUse::DateOf(tipo),
        rank: 0,
        names,
    }
}

/// Every known name, as [`super::names::name_of`] writes it.
pub(super) const NAMES: &[Known] = &[
    field(
        Field::Tipo,
        &[
            "TIPO DE MOVIMIENTO",
            "TIPO MOVIMIENTO",
            "TIPO MOV",
            "TIPO DE MOV",
            "MOVIMIENTO",
            "TIPO",
            "CVE MOVIMIENTO",
            "CLAVE MOVIMIENTO",
            "CLAVE DE MOVIMIENTO",
            "MOV",
        ],
    ),
    field(
        Field::RegistroPatronal,
        &[
            "REGISTRO PATRONAL",
            "REGISTRO PATRONAL IMSS",
            "REG PATRONAL",
            "REG PAT",
            "REGPAT",
            "NRP",
            "RP",
            "NUMERO DE REGISTRO PATRONAL",
            "NO REGISTRO PATRONAL",
        ],
    ),
    field(
        Field::Nss,
        &[
            "NSS",
            "N S S",
            "NUMERO DE SEGURIDAD SOCIAL",
            "NUMERO DE SEGURO SOCIAL",
            "NUM SEGURO SOCIAL",
            "NUM DE SEGURO SOCIAL",
            "NUM SEGURIDAD SOCIAL",
            "NO SEGURO SOCIAL",
            "NO DE SEGURO SOCIAL",
            "NO SEGURIDAD SOCIAL",
            "SEGURO SOCIAL",
            "SEGURIDAD SOCIAL",
            "NUMERO IMSS",
            "NUM IMSS",
            "NO IMSS",
            "IMSS",
            "AFILIACION",
            "NUMERO DE AFILIACION",
            "NO AFILIACION",
            "NO DE AFILIACION",
            "NUM AFILIACION",
        ],
    ),
    field(Field::Curp, &["CURP", "C U R P", "CLAVE CURP"]),
    field(Field::Rfc, &["RFC", "R F C", "RFC DEL TRABAJADOR"]),
    field(
        Field::Paterno,
        &[
            "APELLIDO PATERNO",
            "PATERNO",
            "AP PATERNO",
            "A PATERNO",
            "APE PATERNO",
            "PRIMER APELLIDO",
            "APELLIDO 1",
        ],
    ),
    field(
        Field::Materno,
        &[
            "APELLIDO MATERNO",
            "MATERNO",
            "AP MATERNO",
            "A MATERNO",
            "APE MATERNO",
            "SEGUNDO APELLIDO",
            "APELLIDO 2",
        ],
    ),
    field(
        Field::Nombre,
        &[
            "NOMBRE S",
            "NOMBRE",
            "NOMBRES",
            "NOMBRE DE PILA",
            "NOMBRE PROPIO",
        ],
    ),
    Known {
        column_use: ColumnUse::FullName,
        rank: 0,
        names: &[
            "NOMBRE COMPLETO",
            "NOMBRE DEL TRABAJADOR",
            "NOMBRE TRABAJADOR",
            "NOMBRE DEL EMPLEADO",
            "NOMBRE EMPLEADO",
            "NOMBRE DE EMPLEADO",
            "NOMBRE DEL ASEGURADO",
            "NOMBRE Y APELLIDOS",
            "NOMBRES Y APELLIDOS",
            "APELLIDOS Y NOMBRE",
            "APELLIDOS Y NOMBRES",
            "APELLIDOS Y NOMBRE S",
            "APELLIDO PATERNO MATERNO Y NOMBRE S",
            "APELLIDO PATERNO APELLIDO MATERNO Y NOMBRE S",
            "PATERNO MATERNO NOMBRE",
            "PATERNO MATERNO Y NOMBRE",
            "TRABAJADOR",
            "ASEGURADO",
        ],
    },
    field(
        Field::Fecha,
        &[
            "FECHA DEL MOVIMIENTO",
            "FECHA MOVIMIENTO",
            "FECHA DE MOVIMIENTO",
            "FECHA MOV",
            "FECHA DE MOV",
            "FEC MOV",
            "FECHA",
        ],
    ),
    date_of(
        TipoMovimiento::Reingreso,
        &[
            "FECHA DE ALTA",
            "FECHA ALTA",
            "FECHA DEL ALTA",
            "FECHA DE INGRESO",
            "FECHA INGRESO",
            "FECHA DE REINGRESO",
            "FECHA REINGRESO",
            "FECHA DE CONTRATACION",
            "FECHA CONTRATACION",
            "FECHA DE ENTRADA",
            "FEC INGRESO",
            "F INGRESO",
            "FEC ALTA",
            "F ALTA",
        ],
    ),
    date_of(
        TipoMovimiento::Baja,
        &[
            "FECHA DE BAJA",
            "FECHA BAJA",
            "FECHA DE LA BAJA",
            "FECHA DE TERMINO",
            "FECHA TERMINO",
            "FECHA DE SALIDA",
            "FECHA SALIDA",
            "FECHA DE EGRESO",
            "FECHA DE SEPARACION",
            "FEC BAJA",
            "F BAJA",
        ],
    ),
    date_of(
        TipoMovimiento::Modificacion,
        &[
            "FECHA DE MODIFICACION",
            "FECHA MODIFICACION",
            "FECHA DE LA MODIFICACION",
            "FECHA DE CAMBIO",
            "FECHA DEL CAMBIO",
            "FECHA CAMBIO",
            "FECHA DE AUMENTO",
            "FECHA DEL AUMENTO",
            "FECHA AUMENTO",
            "FEC MODIFICACION",
            "FEC CAMBIO",
        ],
    ),
    ranked(
        Field::Sbc,
        0,
        &[
            "SALARIO BASE DE COTIZACION",
            "SBC",
            "S B C",
            "SALARIO BASE COTIZACION",
            "NUEVO SBC",
            "SBC NUEVO",
        ],
    ),
    ranked(
        Field::Sbc,
        1,
        &[
            "SALARIO DIARIO INTEGRADO",
            "SDI",
            "S D I",
            "SALARIO INTEGRADO",
            "SAL INTEGRADO",
            "DIARIO INTEGRADO",
            "NUEVO SDI",
            "SDI NUEVO",
        ],
    ),
    ranked(Field::Sbc, 2, &["SALARIO BASE", "NUEVO SALARIO"]),
    ranked(Field::Sbc, 3, &["SALARIO"]),
    field(
        Field::TipoTrabajador,
        &[
            "TIPO DE TRABAJADOR",
            "TIPO TRABAJADOR",
            "TIPO TRAB",
            "TIPO DE TRAB",
        ],
    ),
    field(
        Field::TipoSalario,
        &["TIPO DE SALARIO", "TIPO SALARIO", "TIPO SAL", "TIPO DE SAL"],
    ),
    field(
        Field::Jornada,
        &[
            "SEMANA O JORNADA REDUCIDA",
            "JORNADA",
            "TIPO DE JORNADA",
            "TIPO JORNADA",
            "JORNADA REDUCIDA",
            "SEMANA JORNADA",
            "SEMANA JORNADA REDUCIDA",
            "JORNADA SEMANA",
        ],
    ),
    field(
        Field::Umf,
        &[
            "UMF",
            "U M F",
            "UNIDAD DE MEDICINA FAMILIAR",
            "UNIDAD MEDICA",
            "CLINICA",
            "UNIDAD MEDICA FAMILIAR",
        ],
    ),
    field(
        Field::Guia,
        &["GUIA", "NUMERO DE GUIA", "NO GUIA", "NO DE GUIA"],
    ),
    field(
        Field::Clave,
        &[
            "CLAVE DEL TRABAJADOR",
            "CLAVE TRABAJADOR",
            "CLAVE DE TRABAJADOR",
            "CLAVE DEL EMPLEADO",
            "CLAVE DE EMPLEADO",
            "CLAVE EMPLEADO",
            "CLAVE",
            "CVE TRABAJADOR",
            "CVE EMPLEADO",
            "NUMERO DE EMPLEADO",
            "NUM EMPLEADO",
            "NUM DE EMPLEADO",
            "NO EMPLEADO",
            "NO DE EMPLEADO",
            "NUMERO EMPLEADO",
            "NO EMP",
            "NO DE EMP",
            "NUM EMP",
            "NUMERO DE EMP",
            "EMP",
            "ID EMPLEADO",
            "EMPLEADO",
            "CODIGO",
            "CODIGO EMPLEADO",
            "CODIGO DE EMPLEADO",
            "NUMERO DE TRABAJADOR",
            "NO TRABAJADOR",
            "NO DE TRABAJADOR",
            "NO TRAB",
            "NOMINA",
            "NUMERO DE NOMINA",
            "NO NOMINA",
            "NO DE NOMINA",
        ],
    ),
    field(
        Field::CausaBaja,
        &[
            "CAUSA DE LA BAJA",
            "CAUSA DE BAJA",
            "CAUSA BAJA",
            "CAUSA",
            "MOTIVO DE BAJA",
            "MOTIVO DE LA BAJA",
            "MOTIVO BAJA",
            "MOTIVO",
        ],
    ),
];
