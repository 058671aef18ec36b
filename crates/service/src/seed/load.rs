//! The document becomes records, in one commit.

use std::collections::HashMap;

use credential::certificate::Certificate;
use imss::id::{RegistroPatronal, Rfc};

use super::directory::Directory;
use super::document::{
    Seed, SeedAssignment, SeedCertificado, SeedLink, SeedMovement, SeedMovementState, SeedRegistro,
    SeedUser,
};
use super::error::{SeedError, wrong};
use super::lote::load_lote;
use super::names::Names;
use crate::Service;
use crate::certificates::facts;
use crate::common_error::CommonError;
use crate::ids::{CertificadoId, EmpresaId, LinkId, MovementId, RegistroId, UserId};
use crate::records::{
    Action, Actor, AssignmentState, Certificado, Change, ConsultLink, Empresa, MovementContent,
    MovementRecord, MovementState, Registro, Shown, User,
};
use crate::store::Unit;
use crate::values::{Digest, Password, Token};

/// What was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// The company.
    pub empresa: EmpresaId,
    /// Its users.
    pub users: usize,
    /// Its registros patronales.
    pub registros: usize,
    /// Its certificates.
    pub certificados: usize,
    /// Its lotes.
    pub lotes: usize,
    /// Its movements, in lotes and outside.
    pub movements: usize,
    /// The workers they name, but for those whom IMSS refused.
    pub trabajadores: usize,
}

/// Loads a document into an empty installation.
///
/// # Errors
///
/// [`SeedError::NotEmpty`]; [`SeedError::Wrong`] with the place in the document.
pub async fn load(service: &Service, seed: Seed) -> Result<Loaded, SeedError> {
    if service
        .store
        .any_empresa()
        .await
        .map_err(CommonError::from)?
    {
        return Err(SeedError::NotEmpty);
    }
    let random = service.random.as_ref();
    let id = EmpresaId::mint(seed.empresa.created_at, random);
    let rfc = parsed("empresa.rfc", seed.empresa.rfc.as_deref(), Rfc::parse)?;
    let empresa = Empresa {
        id,
        version: 1,
        nombre: seed.empresa.nombre.clone(),
        rfc,
        rfc_proven: None,
        first: true,
        created_at: seed.empresa.created_at,
    };
    let entry = service.audit(id, Actor::System, Action::Seeded, format!("empresa:{id}"));
    let mut unit = Unit::audited(entry).create(empresa);
    let mut names = Names {
        empresa: id,
        users: HashMap::new(),
        registros: HashMap::new(),
        certificados: Vec::new(),
    };
    for (n, user) in seed.users.iter().enumerate() {
        let user = load_user(service, &seed, &format!("users[{n}]"), user).await?;
        names.users.insert(seed.users[n].username.clone(), user.id);
        unit = unit.create(User {
            empresa: id,
            ..user
        });
    }
    if !seed.users.iter().any(|user| user.role.administers()) {
        return Err(wrong("users", "no administrador among them"));
    }
    for (n, registro) in seed.registros.iter().enumerate() {
        let record = load_registro(service, &seed, id, &format!("registros[{n}]"), registro)?;
        names.registros.insert(registro.numero.clone(), record);
    }
    for (n, certificado) in seed.certificados.iter().enumerate() {
        let place = format!("certificados[{n}]");
        let record = load_certificado(service, &names, &place, certificado)?;
        names.certificados.push(record.clone());
        unit = unit.create(record);
    }
    let mut directory = Directory::default();
    let mut movements = 0;
    for (numero, lote) in (1..).zip(&seed.lotes) {
        let place = format!("lotes[{}]", numero - 1);
        movements += lote.rows.len();
        unit = load_lote(service, &names, &place, numero, lote, &mut directory, unit)?;
    }
    for (n, movement) in seed.movements.iter().enumerate() {
        movements += 1;
        let record = load_movement(service, &names, &format!("movements[{n}]"), movement)?;
        directory.hear(&record);
        unit = unit.create(record);
    }
    let trabajadores = directory.trabajadores(&seed, &mut names);
    let in_directory = trabajadores.len();
    for trabajador in trabajadores {
        unit = unit.create(trabajador);
    }
    for registro in &seed.registros {
        unit = unit.create(names.registro("registros", &registro.numero)?.clone());
    }
    for (n, link) in seed.links.iter().enumerate() {
        unit = unit.create(load_link(service, &names, &format!("links[{n}]"), link).await?);
    }
    service.store.commit(unit).await?;
    Ok(Loaded {
        empresa: id,
        users: seed.users.len(),
        registros: seed.registros.len(),
        certificados: seed.certificados.len(),
        lotes: seed.lotes.len(),
        movements,
        trabajadores: in_directory,
    })
}

async fn load_user(
    service: &Service,
    seed: &Seed,
    place: &str,
    user: &SeedUser,
) -> Result<User, SeedError> {
    let (at, random) = (seed.empresa.created_at, service.random.as_ref());
    let password = Password::new(user.password.clone());
    Ok(User {
        id: UserId::mint(at, random),
        empresa: EmpresaId::mint(at, random),
        version: 1,
        username: user
            .username
            .parse()
            .map_err(|e| wrong(format!("{place}.username"), e))?,
        nombre: user.nombre.clone(),
        email: user.email.clone(),
        role: user.role,
        password: service.hasher.hash(random, &password).await?,
        active: true,
        daily_mail: false,
        created_at: at,
    })
}

fn load_registro(
    service: &Service,
    seed: &Seed,
    empresa: EmpresaId,
    place: &str,
    registro: &SeedRegistro,
) -> Result<Registro, SeedError> {
    let at = seed.empresa.created_at;
    let numero = RegistroPatronal::parse(&registro.numero);
    Ok(Registro {
        id: RegistroId::mint(at, service.random.as_ref()),
        empresa,
        version: 1,
        numero: numero.map_err(|e| wrong(format!("{place}.numero"), e))?,
        razon_social: registro.razon_social.clone(),
        rfc: parsed(place, registro.rfc.as_deref(), Rfc::parse)?,
        domicilio: registro.domicilio.clone(),
        subdelegacion: registro.subdelegacion.clone(),
        guia: parsed(
            place,
            registro.guia.as_deref(),
            imss::movimiento::Guia::parse,
        )?,
        zona: registro.zona,
        umf: parsed(place, registro.umf.as_deref(), imss::movimiento::Umf::parse)?,
        plantilla: None,
        created_at: at,
    })
}

fn load_certificado(
    service: &Service,
    names: &Names,
    place: &str,
    certificado: &SeedCertificado,
) -> Result<Certificado, SeedError> {
    let certificate = Certificate::from_der(&certificado.der.0).map_err(|e| wrong(place, e))?;
    let mut record = Certificado {
        id: CertificadoId::mint(certificado.created_at, service.random.as_ref()),
        empresa: names.empresa,
        version: 1,
        der: certificado.der.clone(),
        sha256: Digest::of(&certificado.der.0),
        facts: facts(&certificate.summary()),
        id_usuario: certificado.id_usuario.clone(),
        assignments: Vec::new(),
        created_at: certificado.created_at,
        removed: None,
    };
    for assignment in &certificado.assignments {
        let registro = names.registro(place, &assignment.registro)?;
        record.assign(registro.id, assignment_state(assignment));
    }
    Ok(record)
}

fn assignment_state(assignment: &SeedAssignment) -> AssignmentState {
    let at = assignment.at;
    match &assignment.rechazado {
        Some(reason) => AssignmentState::Rechazado {
            at,
            reason: reason.clone(),
        },
        None if assignment.sin_confirmar => AssignmentState::SinConfirmar { since: at },
        None => AssignmentState::Asignado { at },
    }
}

fn load_movement(
    service: &Service,
    names: &Names,
    place: &str,
    movement: &SeedMovement,
) -> Result<MovementRecord, SeedError> {
    let registro = names.registro(place, &movement.registro)?;
    let by = Actor::User(names.user(place, &movement.by)?);
    let mut draft = movement.draft.clone();
    draft.registro_patronal = registro.numero.to_string();
    let checked = || match draft.parse() {
        (Some(movimiento), _) => Ok(MovementContent::Checked(movimiento)),
        (None, findings) => {
            let messages: Vec<String> = findings.into_iter().map(|f| f.message).collect();
            Err(wrong(format!("{place}.draft"), messages.join("; ")))
        }
    };
    let (state, content) = match movement.state {
        SeedMovementState::Borrador => (
            MovementState::Borrador,
            MovementContent::Draft(draft.clone()),
        ),
        SeedMovementState::Listo => (MovementState::Listo, checked()?),
        SeedMovementState::Cancelado { at } => (MovementState::Cancelado { at }, checked()?),
    };
    let at = match state {
        MovementState::Cancelado { at } => at,
        _ => movement.created_at,
    };
    Ok(MovementRecord {
        id: MovementId::mint(movement.created_at, service.random.as_ref()),
        empresa: names.empresa,
        version: 1,
        registro: registro.id,
        content,
        log: vec![Change {
            at,
            by,
            to: state.status(),
        }],
        state,
        lote: None,
        corrects: None,
        corrected_by: None,
        origin: None,
        sitting: None,
        source: None,
        previous: None,
        created_at: movement.created_at,
    })
}

async fn load_link(
    service: &Service,
    names: &Names,
    place: &str,
    link: &SeedLink,
) -> Result<ConsultLink, SeedError> {
    let random = service.random.as_ref();
    let token = Token::presented(&link.token);
    let token = token.ok_or_else(|| wrong(format!("{place}.token"), "not 43 of base64url"))?;
    let pin = match &link.pin {
        Some(pin) => Some(
            service
                .hasher
                .hash(random, &Password::new(pin.clone()))
                .await?,
        ),
        None => None,
    };
    let registros = link
        .registros
        .iter()
        .map(|numero| names.registro(place, numero).map(|registro| registro.id))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(ConsultLink {
        id: LinkId(token.digest()),
        empresa: names.empresa,
        version: 1,
        nombre: link.nombre.clone(),
        registros: (!registros.is_empty()).then_some(registros),
        lotes: link.lotes,
        shown: Shown::EVERYTHING,
        max_uses: None,
        notify: false,
        expires_at: link.expires_at,
        revoked_at: None,
        pin,
        uses: 0,
        last_used: None,
        created_by: names.user(place, &link.by)?,
        created_at: service.now(),
    })
}

fn parsed<T, E: std::fmt::Display>(
    place: &str,
    text: Option<&str>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, SeedError> {
    text.map(|text| parse(text).map_err(|e| wrong(place, e)))
        .transpose()
}
