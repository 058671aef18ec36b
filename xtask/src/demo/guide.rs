//! What describes the demo to people and programs: LEEME.txt, demo.json, and the lines on the terminal.
use std::fmt::Write as _;

use credential::certificate::Certificate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service::seed::{Seed, SeedLink};

use super::clock::Now;
use super::company::Company;
use super::material::Pick;

/// The beginning of demo.json: whether what lies there can still be used.
#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    /// The format that it was made in.
    pub(super) format: u32,
    /// When its certificates begin to expire.
    pub(super) usable_until: Timestamp,
    /// Every file, relative to the demo's folder.
    pub(super) made: Vec<String>,
}

/// demo.json: everything a browser test needs to know, with the [`Head`] beside it.
pub(super) fn for_programs(
    head: &Head,
    company: &Company,
    now: Now,
    picks: &[Pick],
    seed: &Seed,
) -> Value {
    let users = company.users.iter().map(|user| {
        json!({
            "username": user.username,
            "nombre": user.nombre,
            "email": user.email,
            "role": user.role,
            "password": user.password,
        })
    });
    let registros = company.registros.iter().map(|registro| {
        json!({
            "numero": registro.numero,
            "razon_social": company.nombre,
            "subdelegacion": registro.subdelegacion,
            "zona": registro.zona,
        })
    });
    let links = seed.links.iter().map(|link| {
        json!({
            "nombre": link.nombre,
            "token": link.token,
            "path": path(link),
            "pin": link.pin,
            "registros": link.registros,
        })
    });
    let (good, bad): (Vec<&Pick>, Vec<&Pick>) = picks.iter().partition(|p| p.error.is_none());
    json!({
        "format": head.format,
        "usable_until": head.usable_until,
        "made": head.made,
        "made_at": now.instant,
        "empresa": { "nombre": company.nombre, "rfc": company.rfc },
        "users": users.collect::<Vec<Value>>(),
        "registros": registros.collect::<Vec<Value>>(),
        "credentials": good,
        "refused": bad,
        "links": links.collect::<Vec<Value>>(),
    })
}

/// LEEME.txt.
pub(super) fn for_people(company: &Company, picks: &[Pick], seed: &Seed) -> String {
    let mut text = format!(
        "MATERIAL DE DEMOSTRACIÓN DE RÚBRICA\n\n\
         Todo lo que hay aquí es inventado y se hizo en esta máquina. Ninguna llave, ningún\n\
         certificado y ninguna contraseña sirve fuera de la demostración, y nada llega al IMSS: del\n\
         otro lado está un simulador.\n\n\
         Empresa: {} (RFC {})\n",
        company.nombre, company.rfc
    );
    heading(&mut text, "Usuarios");
    for user in &company.users {
        line(
            &mut text,
            &format!(
                "{:<14} {:<24} {}",
                user.username, user.password, user.nombre
            ),
        );
    }
    heading(&mut text, "Registros patronales");
    for registro in &company.registros {
        let zona = registro.zona.label();
        line(
            &mut text,
            &format!("{}  {} ({zona})", registro.numero, registro.subdelegacion),
        );
    }
    heading(&mut text, "Archivos para firmar");
    for pick in picks.iter().filter(|pick| pick.error.is_none()) {
        describe(&mut text, pick);
    }
    heading(
        &mut text,
        "Archivos que se deben rechazar, cada uno con su explicación",
    );
    for pick in picks.iter().filter(|pick| pick.error.is_some()) {
        describe(&mut text, pick);
    }
    heading(
        &mut text,
        "Enlaces de consulta (después de la dirección de la página)",
    );
    for link in &seed.links {
        let pin = link
            .pin
            .as_ref()
            .map_or_else(String::new, |pin| format!("  PIN {pin}"));
        line(&mut text, &format!("{}: {}{pin}", link.nombre, path(link)));
    }
    heading(&mut text, "Qué probar");
    for (number, what) in (1..).zip(TO_TRY) {
        line(&mut text, &format!("{number}. {what}"));
    }
    text
}

/// The lines for the terminal: who can log in, and with which files.
pub(super) fn for_terminal(folder: &str, demo: &Value) -> String {
    let word = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = |key: &str| demo[key].as_array().cloned().unwrap_or_default();
    let mut text = format!("Material de demostración en {folder} (todo está en LEEME.txt)\n");
    for user in list("users") {
        let (name, password) = (word(&user, "username"), word(&user, "password"));
        line(&mut text, &format!("{name:<14} {password}"));
    }
    for pick in list("credentials") {
        let (id, password) = (word(&pick, "id"), word(&pick, "password"));
        let files = pick["files"].as_array().cloned().unwrap_or_default();
        let files: Vec<&str> = files.iter().filter_map(Value::as_str).collect();
        line(
            &mut text,
            &format!("{id:<14} {password:<22} {}", files.join(" + ")),
        );
    }
    text
}

const TO_TRY: [&str; 4] = [
    "Entra como firmante: hay un lote preparado para firmar, uno dudoso que espera tu decisión, \
     uno rechazado completo, y movimientos listos de los tres registros patronales.",
    "Agrega el certificado IMSS de Querétaro y asígnalo: el portal lo acepta. Agrega el de \
     Tijuana: el portal lo rechaza, y se muestra por qué.",
    "Firma con la e.firma de la empresa: el lote que quedó firmado sale, y los resultados llegan \
     a los pocos segundos. Un reingreso de Querétaro se rechaza con el código 59.",
    "Entra en modo sólo consulta, o abre un enlace de consulta.",
];

fn path(link: &SeedLink) -> String {
    format!("/consulta#{}", link.token)
}

fn heading(text: &mut String, title: &str) {
    let underline = "-".repeat(title.chars().count());
    text.push('\n');
    text.push_str(title);
    text.push('\n');
    text.push_str(&underline);
    text.push('\n');
}

fn describe(text: &mut String, pick: &Pick) {
    line(text, &format!("{}: {}", pick.id, pick.about));
    for file in &pick.files {
        line(text, &format!("  {file}"));
    }
    if !pick.password.is_empty() {
        line(text, &format!("  contraseña: {}", pick.password));
    }
    if !pick.id_usuario.is_empty() {
        line(text, &format!("  usuario: {}", pick.id_usuario));
    }
}

fn line(text: &mut String, what: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "  {what}");
}

/// When the first of these ends, with a week to spare for a walk-through that is under way.
pub(super) fn usable_until<'a>(certificates: impl Iterator<Item = &'a Certificate>) -> Timestamp {
    let first = certificates.map(Certificate::not_after).min();
    first
        .unwrap_or(Timestamp::MIN)
        .saturating_sub(jiff::SignedDuration::from_hours(7 * 24))
        .unwrap_or(Timestamp::MIN)
}
