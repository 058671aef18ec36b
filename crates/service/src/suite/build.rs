//! Builders of records for the suite: every one valid, each different from the last.

use std::sync::atomic::{AtomicU32, Ordering};

use imss::id::RegistroPatronal;
use imss::movimiento::{Movimiento, MovimientoDraft, NombreCompleto, TipoMovimiento};
use imss::receipt::ReceiptKind;
use imss::wages::ZonaSalarial;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use model::Role;

use crate::ids::{
    AccessRequestId, AttemptsId, AuditId, CertificadoId, ChallengeId, EmpresaId, ImportPartId,
    JobId, LinkId, LoteId, MailedLinkId, MovementId, PortalSessionId, ReceiptId, RegistroId,
    SessionId, UndeliveredId, UserId,
};
use crate::memory::SeededRandom;
use crate::ports::{Message, Random as _};
use crate::records::{
    AccessRequest, Action, Actor, Assignment, AssignmentState, Attempts, AuditEntry, Certificado,
    CertificadoFacts, CertificadoKind, ChallengeRecord, ConsultLink, Empresa, Evidence, ImportPart,
    Job, LoteContents, LoteRecord, MailedLink, MailedPurpose, MovementContent, MovementRecord,
    MovementState, NewLote, PortalSession, ReceiptFile, Registro, Sealed, Session, SessionKind,
    Shown, Trabajador, UndeliveredMail, User, Work,
};
use crate::store::{Store, Unit};
use crate::values::{Blob, Digest, PasswordHash};

/// Makes records.
pub struct Build {
    random: SeededRandom,
    count: AtomicU32,
    /// The instant at which everything is made.
    pub now: Timestamp,
}

impl Default for Build {
    fn default() -> Self {
        let now = "2026-01-15T18:00:00Z".parse().expect("a fixed instant");
        Self {
            random: SeededRandom::new(42),
            count: AtomicU32::new(0),
            now,
        }
    }
}

impl Build {
    fn next(&self) -> u32 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    /// Returns the instant `minutes` after [`Build::now`].
    pub fn after(&self, minutes: i64) -> Timestamp {
        self.now + SignedDuration::from_mins(minutes)
    }

    /// Returns what an import made, to be kept for ten minutes.
    pub fn import_part(&self, empresa: EmpresaId, movements: Vec<MovementId>) -> ImportPart {
        ImportPart {
            id: ImportPartId::mint(self.now, &self.random),
            empresa,
            version: 1,
            import: format!("importación {}", self.next()),
            file: "nómina.xlsx".to_owned(),
            by: UserId::mint(self.now, &self.random),
            at: self.now,
            until: self.after(10),
            movements,
        }
    }

    /// Returns a file of IDSE's that somebody brought after so many minutes.
    pub fn receipt_file(&self, empresa: EmpresaId, minutes: i64) -> ReceiptFile {
        let at = self.after(minutes);
        let content = Blob(format!("NSS,{}", self.next()).into_bytes());
        ReceiptFile {
            id: ReceiptId::mint(at, &self.random),
            empresa,
            version: 1,
            kind: ReceiptKind::Csv,
            sha256: Digest::of(&content.0),
            content,
            by: Actor::System,
            received_at: at,
        }
    }

    /// Returns different bytes each time.
    pub fn digest(&self) -> Digest {
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes);
        Digest::of(&bytes)
    }

    /// Returns a company; not the installation's first.
    pub fn empresa(&self) -> Empresa {
        Empresa {
            id: EmpresaId::mint(self.now, &self.random),
            version: 1,
            nombre: format!("Empresa {}", self.next()),
            rfc: Some("EKU9003173C9".parse().expect("a valid RFC")),
            rfc_proven: None,
            first: false,
            created_at: self.now,
        }
    }

    /// Returns a user with a name of their own.
    pub fn user(&self, empresa: EmpresaId) -> User {
        User {
            id: UserId::mint(self.now, &self.random),
            empresa,
            version: 1,
            username: format!("usuario{}", self.next())
                .parse()
                .expect("a valid username"),
            nombre: "Ana Núñez".to_owned(),
            email: Some("ana@example.mx".to_owned()),
            role: Role::Firmante,
            password: PasswordHash("$argon2id$nothing".to_owned()),
            active: true,
            daily_mail: false,
            created_at: self.now,
        }
    }

    /// Returns a request to join a company that lapses after half an hour.
    pub fn access_request(&self, empresa: EmpresaId) -> AccessRequest {
        AccessRequest {
            id: AccessRequestId::mint(self.now, &self.random),
            empresa,
            version: 1,
            nombre: format!("Persona {}", self.next()),
            email: "persona@example.mx".to_owned(),
            expires_at: self.after(30),
            created_at: self.now,
        }
    }

    /// Returns a full session.
    pub fn session(&self, empresa: EmpresaId, user: UserId) -> Session {
        Session {
            id: SessionId(self.digest()),
            empresa,
            version: 1,
            kind: SessionKind::Full { user },
            created_at: self.now,
            last_seen: self.now,
            ends_at: self.after(60),
        }
    }

    /// Returns a registro patronal with a number of its own.
    pub fn registro(&self, empresa: EmpresaId) -> Registro {
        let numero = format!("Y60{:05}10", self.next());
        Registro {
            id: RegistroId::mint(self.now, &self.random),
            empresa,
            version: 1,
            numero: RegistroPatronal::parse(&numero).expect("a number without its check digit"),
            razon_social: "Comercial del Bajío, S.A. de C.V.".to_owned(),
            rfc: None,
            domicilio: "Av. Hidalgo 12, León, Gto.".to_owned(),
            subdelegacion: "León".to_owned(),
            guia: Some("01400".parse().expect("five digits")),
            zona: ZonaSalarial::General,
            umf: Some("047".parse().expect("three digits")),
            plantilla: None,
            created_at: self.now,
        }
    }

    /// Returns a certificate assigned to `registro`.
    pub fn certificado(&self, empresa: EmpresaId, registro: RegistroId) -> Certificado {
        let der = self.digest().as_bytes().to_vec();
        Certificado {
            id: CertificadoId::mint(self.now, &self.random),
            empresa,
            version: 1,
            sha256: Digest::of(&der),
            der: Blob(der),
            facts: CertificadoFacts {
                kind: CertificadoKind::Efirma,
                holder: "Comercial del Bajío".to_owned(),
                rfc: Some("EKU9003173C9".to_owned()),
                curp: None,
                registro_patronal: None,
                serial: "30001000000300023685".to_owned(),
                not_before: self.now,
                not_after: self.after(60 * 24 * 365),
                issuer: "AC de prueba".to_owned(),
            },
            id_usuario: "EKU9003173C9".to_owned(),
            assignments: vec![Assignment {
                registro,
                state: AssignmentState::Asignado { at: self.now },
            }],
            created_at: self.now,
            removed: None,
        }
    }

    /// Returns a challenge that lives five minutes.
    pub fn challenge(&self, certificado: &Certificado, user: UserId) -> ChallengeRecord {
        ChallengeRecord {
            id: ChallengeId::mint(self.now, &self.random),
            empresa: certificado.empresa,
            version: 1,
            certificado: certificado.id,
            registros: certificado.assignments.iter().map(|a| a.registro).collect(),
            assigning: true,
            user,
            text: "9|20260115|a8f3".to_owned(),
            expires_at: self.after(5),
        }
    }

    /// Returns a session with the portal that lives eight hours.
    pub fn portal_session(&self, certificado: &Certificado, user: UserId) -> PortalSession {
        PortalSession {
            id: PortalSessionId::mint(self.now, &self.random),
            empresa: certificado.empresa,
            version: 1,
            certificado: certificado.id,
            user,
            registros: certificado.assignments.iter().map(|a| a.registro).collect(),
            cookie: Sealed(Blob(vec![1, 2, 3])),
            poll_job: JobId::mint(self.now, &self.random),
            opened_at: self.now,
            expires_at: self.after(8 * 60),
        }
    }

    /// Returns a consult link that lives a week.
    pub fn link(&self, empresa: EmpresaId, created_by: UserId) -> ConsultLink {
        ConsultLink {
            id: LinkId(self.digest()),
            empresa,
            version: 1,
            nombre: "Despacho contable".to_owned(),
            registros: None,
            lotes: false,
            shown: Shown::EVERYTHING,
            max_uses: None,
            notify: false,
            expires_at: self.after(7 * 24 * 60),
            revoked_at: None,
            pin: None,
            uses: 0,
            last_used: None,
            created_by,
            created_at: self.now,
        }
    }

    /// Returns the fields of a movement that every check passes, on a date.
    pub fn draft(&self, registro: &Registro, tipo: TipoMovimiento, fecha: Date) -> MovimientoDraft {
        MovimientoDraft {
            registro_patronal: registro.numero.to_string(),
            nss: "92919084431".to_owned(),
            paterno: "Núñez".to_owned(),
            materno: "Nolasco".to_owned(),
            nombre: "Karla".to_owned(),
            sbc: "687.70".to_owned(),
            tipo_trabajador: "1".to_owned(),
            tipo_salario: "0".to_owned(),
            jornada: "0".to_owned(),
            fecha: format!(
                "{:02}/{:02}/{:04}",
                fecha.day(),
                fecha.month(),
                fecha.year()
            ),
            umf: "047".to_owned(),
            guia: "01400".to_owned(),
            clave: "E0001".to_owned(),
            curp: "FUNK671228MCLNLR05".to_owned(),
            causa: "2".to_owned(),
            ..MovimientoDraft::new(tipo)
        }
    }

    /// Returns a movement that every check passes, on a date.
    pub fn movimiento(&self, registro: &Registro, tipo: TipoMovimiento, fecha: Date) -> Movimiento {
        let (movimiento, findings) = self.draft(registro, tipo, fecha).parse();
        movimiento.unwrap_or_else(|| panic!("the builder's movement is wrong: {findings:?}"))
    }

    /// Returns a worker with a number of their own.
    pub fn trabajador(&self, empresa: EmpresaId, nombre: [&str; 3]) -> Trabajador {
        let serial = self.next();
        let [paterno, materno, nombre] = nombre;
        Trabajador {
            empresa,
            nss: format!("{:011}", 12_000_000_000_u64 + u64::from(serial))
                .parse()
                .expect("eleven digits"),
            version: 1,
            antes: Vec::new(),
            nombre: NombreCompleto::parse(paterno, materno, nombre).expect("a name"),
            curp: None,
            rfc: None,
            clave: Some(format!("C-{serial}").parse().expect("a short code")),
            umf: None,
            tipo_trabajador: None,
            tipo_salario: None,
            jornada: None,
            relaciones: Vec::new(),
            created_at: self.now,
        }
    }

    /// Returns a movement record, ready for a lote.
    pub fn movement(
        &self,
        registro: &Registro,
        tipo: TipoMovimiento,
        fecha: Date,
    ) -> MovementRecord {
        MovementRecord {
            id: MovementId::mint(self.now, &self.random),
            empresa: registro.empresa,
            version: 1,
            registro: registro.id,
            content: MovementContent::Checked(self.movimiento(registro, tipo, fecha)),
            state: MovementState::Listo,
            lote: None,
            corrects: None,
            corrected_by: None,
            origin: None,
            sitting: None,
            source: None,
            previous: None,
            created_at: self.now,
            log: Vec::new(),
        }
    }

    /// Returns a reingreso of 15 January 2026.
    pub fn reingreso(&self, registro: &Registro) -> MovementRecord {
        self.movement(registro, TipoMovimiento::Reingreso, date(2026, 1, 15))
    }

    /// Returns a lote with a number.
    pub fn lote(&self, registro: &Registro, numero: u32) -> LoteRecord {
        let prepared = NewLote {
            id: LoteId::mint(self.now, &self.random),
            empresa: registro.empresa,
            numero,
            registro: registro.id,
            tipo: TipoMovimiento::Reingreso,
            count: 1,
            vence: Some(date(2026, 1, 22)),
            dispmag_sha256: self.digest(),
            at: self.now,
        };
        prepared.record()
    }

    /// Returns what a lote holds at its present attempt.
    pub fn contents(&self, lote: &LoteRecord, movements: Vec<MovementId>) -> LoteContents {
        let dispmag = format!("file of lote {} attempt {}", lote.numero, lote.attempt).into_bytes();
        LoteContents {
            lote: lote.id,
            attempt: lote.attempt,
            empresa: lote.empresa,
            movements,
            filename: "lote.txt".to_owned(),
            sha256: Digest::of(&dispmag),
            dispmag: Blob(dispmag),
            notes: vec!["Ñ se escribe N".to_owned()],
        }
    }

    /// Returns the evidence of a lote's contents.
    pub fn evidence(&self, contents: &LoteContents, certificado: &Certificado) -> Evidence {
        let cms = [&[0x30, 0x82], contents.dispmag.0.as_slice()].concat();
        Evidence {
            lote: contents.lote,
            attempt: contents.attempt,
            empresa: contents.empresa,
            cms_sha256: Digest::of(&cms),
            cms: Blob(cms),
            dispmag: contents.dispmag.clone(),
            dispmag_sha256: contents.sha256,
            certificado: certificado.id,
            signer: certificado.der.clone(),
            signed_at: self.now,
            received_at: self.now,
            by: None,
        }
    }

    /// Returns a job that is due now.
    pub fn job(&self, empresa: EmpresaId) -> Job {
        let work = Work::SendLote {
            lote: LoteId::mint(self.now, &self.random),
            attempt: 1,
        };
        Job::due(JobId::mint(self.now, &self.random), empresa, work, self.now)
    }

    /// Returns a mail that is due.
    pub fn mail_job(&self, empresa: EmpresaId) -> Job {
        let message = Message {
            to: "ana@example.mx".to_owned(),
            subject: "Aviso".to_owned(),
            body: "Hola.".to_owned(),
            action: None,
        };
        Job {
            work: Work::Mail {
                message,
                token: None,
            },
            ..self.job(empresa)
        }
    }

    /// Returns a mailed link that lives half an hour.
    pub fn mailed_link(&self, empresa: EmpresaId, user: UserId) -> MailedLink {
        MailedLink {
            id: MailedLinkId(self.digest()),
            empresa,
            version: 1,
            email: "ana@example.mx".to_owned(),
            purpose: MailedPurpose::Recovery { user },
            expires_at: self.after(30),
            created_at: self.now,
        }
    }

    /// Returns a count of attempts.
    pub fn attempts(&self) -> Attempts {
        Attempts {
            id: AttemptsId(self.digest()),
            empresa: EmpresaId::INSTALLATION,
            version: 1,
            wrong: 3,
            last: self.now,
            blocked_until: None,
            trusted: false,
            ends_at: self.after(30),
        }
    }

    /// Returns a mail that was given up.
    pub fn undelivered(&self, empresa: EmpresaId) -> UndeliveredMail {
        UndeliveredMail {
            id: UndeliveredId::mint(self.now, &self.random),
            empresa,
            version: 1,
            to: "ana@example.mx".to_owned(),
            subject: "Aviso".to_owned(),
            refused: true,
            at: self.now,
            ends_at: self.after(30),
        }
    }

    /// Returns an audit entry `minutes` after [`Build::now`].
    pub fn entry(&self, empresa: EmpresaId, minutes: i64) -> AuditEntry {
        let at = self.after(minutes);
        AuditEntry {
            id: AuditId::mint(at, &self.random),
            empresa,
            at,
            actor: Actor::System,
            action: Action::Seeded,
            subject: format!("minute:{minutes}"),
            detail: String::new(),
            address: String::new(),
            session: String::new(),
        }
    }

    /// Returns a unit with an audit entry.
    pub fn unit(&self, empresa: EmpresaId) -> Unit {
        Unit::audited(self.entry(empresa, 0))
    }

    /// Stores a company with one registro patronal.
    pub async fn stored_company(&self, store: &dyn Store) -> (Empresa, Registro) {
        let empresa = self.empresa();
        let registro = self.registro(empresa.id);
        let unit = self
            .unit(empresa.id)
            .create(empresa.clone())
            .create(registro.clone());
        store.commit(unit).await.expect("a new company is stored");
        (empresa, registro)
    }

    /// Changes a movement's state, in the record alone.
    pub fn becoming(&self, movement: &MovementRecord, states: &[MovementState]) -> MovementRecord {
        let mut changed = movement.clone();
        for state in states {
            changed
                .become_state(state.clone(), self.now, Actor::System)
                .expect("the suite asks for allowed changes");
        }
        changed
    }

    /// Returns the states from `Listo` to `Operado`.
    pub fn to_operado(&self) -> Vec<MovementState> {
        vec![
            MovementState::Firmado { at: self.now },
            MovementState::Enviado { at: self.now },
            MovementState::Operado {
                at: self.now,
                extemporaneo: false,
            },
        ]
    }
}
