//! The company's certificates: public halves only.

use crate::operation::{ID, operations};
use crate::view::certificates::{AddCertificate, CertificateView, RemovedCertificate};

operations!(certificates {
    /// The certificates the company holds, newest first.
    Reader "certificates/list" List = list() -> Vec<CertificateView>,
        sample {};

    /// The certificates that the company no longer holds, the last removed first.
    Reader "certificates/removed" Removed = removed() -> Vec<RemovedCertificate>,
        sample {};

    /// Stores a certificate and notes the registros patronales it is meant for, "sin confirmar".
    /// Adding one that is already held answers the one held.
    Signs "certificates/add" Add = add(request: AddCertificate) -> CertificateView,
        sample { "request": { "certificate": "", "id_usuario": "", "registros": [] } };

    /// Takes a certificate away. What it signed stays.
    Signs "certificates/delete" Delete = delete(id: String) -> (),
        sample { "id": ID };
});
