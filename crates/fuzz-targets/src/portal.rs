//! What reads the portal's answers: pages of an unknown server, and its CSV.

use idse::fuzzing::{read_as_challenge, read_as_page, read_as_results};

use crate::Target;

const MIB: usize = 1024 * 1024;

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "portal-page",
        about: "the portal's pages: receipts, refusals, lists of lotes",
        memory: (MIB, 2048),
        run: read_as_page,
        seeds: page_seeds,
    },
    Target {
        name: "portal-results",
        about: "the CSV with the results of a lote",
        memory: (MIB, 2048),
        run: read_as_results,
        seeds: result_seeds,
    },
    Target {
        name: "portal-challenge",
        about: "the challenge to be signed to log in",
        memory: (MIB, 64),
        run: read_as_challenge,
        seeds: || vec![b"3f8a1c0d9b7e4452\r\n".to_vec(), b"<html>".to_vec()],
    },
];

fn page_seeds() -> Vec<Vec<u8>> {
    let pages = [
        "<table><tr><th>recibido<td>SÍ<tr><th>folioFirma<td>1234<tr><th>idLote<td>987\
         <tr><th>secuenciaNotariaRecibido<td>55<tr><th>recibo<td>Recibido\
         <tr><th>fechaTrans<td>2026-01-15 10:32</table><table><tr><th>Renglón<th>Tipo<th>NSS\
         <th>Código<th>Descripción<tr><td>2<td>08<td>92919084431<td>18<td>UMF inválida</table>",
        "<div id=imsgErrors>#01001 Sesi&oacute;n inv&aacute;lida</div>",
        "<div id='imsgError'>05 El lote no tiene movimientos</div><input type=password>",
        "<table><tr><th>recibido</th><td>NO</td></tr></table>",
        "<h2>Lotes procesados</h2><table><tr><th>Lote<th>Tipo<th>Fecha<th>Archivos<tr><td>11\
         <td>Baja<td>2026-01-14 09:00<td><a href='R.idse?lote=11&amp;a=1'>CSV</a> \
         <a href='Acuse.idse?lote=11'>Acuse</a></table><!-- fin --><script>if (a < b) {}</script>",
        "<table><tr><th>Razón social<th>Registro patronal<tr><td>Uno, S.A.<td>Y60-87828 106</table>",
    ];
    pages.iter().map(|page| page.as_bytes().to_vec()).collect()
}

fn result_seeds() -> Vec<Vec<u8>> {
    vec![
        b"Resultados del lote 9\r\nResultado;NSS;Tipo;C\xf3digo;Descripci\xf3n;Extempor\xe1neo;Rengl\xf3n\r\n\
          OPERADO;92919084431;08;;;NO;1\r\nRECHAZADO;72795608040;02;50;NSS no vigente;S\xcd;2\r\n"
            .to_vec(),
        b"NSS,Estado,Codigo\n\"9291,9084431\",Rechazado,\"5\"\"0\"\n".to_vec(),
    ]
}
