//! What a company decides for itself.

use model::CompanySettings;

use crate::operation::operations;
use crate::view::settings::{CompanyView, SignerView};

operations!(settings {
    /// The company's settings: the page checks what is typed by their calendar and wages.
    Reader "settings/get" Get = get() -> CompanySettings,
        sample {};

    /// Changes the company's settings, whole.
    Administers "settings/save" Save = save(settings: CompanySettings) -> CompanySettings,
        sample { "settings": {
            "version": 99, "holidays": [], "minimum": [], "uma": [],
            "benefits": { "aguinaldo": 15, "prima": 25, "vacaciones": 0 },
            "composition": "por_tipo", "max_per_lote": 5000, "second_pair": false,
        }};

    /// The company's name and RFC, and whether the RFC is proved.
    People "settings/company" Company = company() -> CompanyView,
        sample {};

    /// Sets the company's RFC, while it is not proved.
    Administers "settings/set-rfc" SetRfc = set_rfc(rfc: String) -> CompanyView,
        sample { "rfc": "" };

    /// Who may sign for the company, by name.
    People "settings/signers" Signers = signers() -> Vec<SignerView>,
        sample {};
});
