//! The object identifiers this crate reads or writes, and names for those it must refuse.

use const_oid::ObjectIdentifier;

macro_rules! oids {
    ($($(#[$condition:meta])? $name:ident = $dotted:literal;)*) => {
        $($(#[$condition])? pub(crate) const $name: ObjectIdentifier = ObjectIdentifier::new_unwrap($dotted);)*
    };
}

// Names (X.520, PKCS#9)
oids! {
    COMMON_NAME = "2.5.4.3";
    SERIAL_NUMBER = "2.5.4.5";
    #[cfg(feature = "issue")]
    COUNTRY = "2.5.4.6";
    ORGANIZATION = "2.5.4.10";
    ORGANIZATIONAL_UNIT = "2.5.4.11";
    TITLE = "2.5.4.12";
    NAME = "2.5.4.41";
    UNIQUE_IDENTIFIER = "2.5.4.45";
    EMAIL_ADDRESS = "1.2.840.113549.1.9.1";
}

// Certificate extensions (RFC 5280)
oids! {
    SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    KEY_USAGE = "2.5.29.15";
    SUBJECT_ALT_NAME = "2.5.29.17";
    BASIC_CONSTRAINTS = "2.5.29.19";
    CERTIFICATE_POLICIES = "2.5.29.32";
    AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    EXTENDED_KEY_USAGE = "2.5.29.37";
    EKU_CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    EKU_EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
}

// Keys and signatures (PKCS#1, RFC 4055)
oids! {
    RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    MD5_WITH_RSA = "1.2.840.113549.1.1.4";
    SHA1_WITH_RSA = "1.2.840.113549.1.1.5";
    SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
    SHA384_WITH_RSA = "1.2.840.113549.1.1.12";
    SHA512_WITH_RSA = "1.2.840.113549.1.1.13";
}

// Digests and MACs
oids! {
    MD5 = "1.2.840.113549.2.5";
    SHA1 = "1.3.14.3.2.26";
    SHA224 = "2.16.840.1.101.3.4.2.4";
    SHA256 = "2.16.840.1.101.3.4.2.1";
    SHA384 = "2.16.840.1.101.3.4.2.2";
    SHA512 = "2.16.840.1.101.3.4.2.3";
    HMAC_SHA1 = "1.2.840.113549.2.7";
    HMAC_SHA224 = "1.2.840.113549.2.8";
    HMAC_SHA256 = "1.2.840.113549.2.9";
    HMAC_SHA384 = "1.2.840.113549.2.10";
    HMAC_SHA512 = "1.2.840.113549.2.11";
}

// Password-based encryption (PKCS#5, PKCS#12, scrypt)
oids! {
    PBE_MD5_DES = "1.2.840.113549.1.5.3";
    PBE_MD5_RC2 = "1.2.840.113549.1.5.6";
    PBE_SHA1_DES = "1.2.840.113549.1.5.10";
    PBE_SHA1_RC2 = "1.2.840.113549.1.5.11";
    PBKDF2 = "1.2.840.113549.1.5.12";
    PBES2 = "1.2.840.113549.1.5.13";
    PBMAC1 = "1.2.840.113549.1.5.14";
    SCRYPT = "1.3.6.1.4.1.11591.4.11";
    P12_RC4_128 = "1.2.840.113549.1.12.1.1";
    P12_RC4_40 = "1.2.840.113549.1.12.1.2";
    P12_3DES_3KEY = "1.2.840.113549.1.12.1.3";
    P12_3DES_2KEY = "1.2.840.113549.1.12.1.4";
    P12_RC2_128 = "1.2.840.113549.1.12.1.5";
    P12_RC2_40 = "1.2.840.113549.1.12.1.6";
    DES_CBC = "1.3.14.3.2.7";
    DES_EDE3_CBC = "1.2.840.113549.3.7";
    RC2_CBC = "1.2.840.113549.3.2";
    AES_128_CBC = "2.16.840.1.101.3.4.1.2";
    AES_192_CBC = "2.16.840.1.101.3.4.1.22";
    AES_256_CBC = "2.16.840.1.101.3.4.1.42";
}

// CMS (RFC 5652, RFC 5035)
oids! {
    DATA = "1.2.840.113549.1.7.1";
    SIGNED_DATA = "1.2.840.113549.1.7.2";
    ENVELOPED_DATA = "1.2.840.113549.1.7.3";
    ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    CONTENT_TYPE = "1.2.840.113549.1.9.3";
    MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    SIGNING_TIME = "1.2.840.113549.1.9.5";
    SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
}

// PKCS#12 bags and attributes
oids! {
    KEY_BAG = "1.2.840.113549.1.12.10.1.1";
    SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
    CERT_BAG = "1.2.840.113549.1.12.10.1.3";
    CRL_BAG = "1.2.840.113549.1.12.10.1.4";
    SECRET_BAG = "1.2.840.113549.1.12.10.1.5";
    SAFE_CONTENTS_BAG = "1.2.840.113549.1.12.10.1.6";
    X509_CERTIFICATE = "1.2.840.113549.1.9.22.1";
    FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    LOCAL_KEY_ID = "1.2.840.113549.1.9.21";
}

/// In the place of an identifier that [`ObjectIdentifier`] cannot hold: of fewer than 3 octets or
/// more than 39, or with a part beyond 32 bits. It lies under the nil UUID, where nobody may name
/// anything.
pub(crate) const UNNAMEABLE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.25.0.0");

/// A name that a person can search for; the dotted number where there is none.
pub(crate) fn name(oid: ObjectIdentifier) -> String {
    let dotted = oid.to_string();
    let name = match dotted.as_str() {
        "1.2.840.113549.1.1.1" => "RSA",
        "1.2.840.113549.1.1.4" => "MD5 con RSA",
        "1.2.840.113549.1.1.5" => "SHA-1 con RSA",
        "1.2.840.113549.1.1.7" => "RSA-OAEP",
        "1.2.840.113549.1.1.10" => "RSA-PSS",
        "1.2.840.113549.1.1.11" => "SHA-256 con RSA",
        "1.2.840.113549.1.1.12" => "SHA-384 con RSA",
        "1.2.840.113549.1.1.13" => "SHA-512 con RSA",
        "1.2.840.10045.2.1" => "curva elíptica (EC)",
        "1.2.840.10045.4.3.2" => "ECDSA con SHA-256",
        "1.2.840.10045.4.3.3" => "ECDSA con SHA-384",
        "1.2.840.10045.4.3.4" => "ECDSA con SHA-512",
        "1.2.840.10040.4.1" => "DSA",
        "1.2.840.113549.1.3.1" => "Diffie-Hellman",
        "1.3.101.110" => "X25519",
        "1.3.101.111" => "X448",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        "1.2.840.113549.2.2" => "MD2",
        "1.2.840.113549.2.4" => "MD4",
        "1.2.840.113549.2.5" => "MD5",
        "1.3.14.3.2.26" => "SHA-1",
        "1.3.36.3.2.1" => "RIPEMD-160",
        "2.16.840.1.101.3.4.2.1" => "SHA-256",
        "2.16.840.1.101.3.4.2.2" => "SHA-384",
        "2.16.840.1.101.3.4.2.3" => "SHA-512",
        "2.16.840.1.101.3.4.2.4" => "SHA-224",
        "2.16.840.1.101.3.4.2.5" => "SHA-512/224",
        "2.16.840.1.101.3.4.2.6" => "SHA-512/256",
        "2.16.840.1.101.3.4.2.7" => "SHA3-224",
        "2.16.840.1.101.3.4.2.8" => "SHA3-256",
        "2.16.840.1.101.3.4.2.9" => "SHA3-384",
        "2.16.840.1.101.3.4.2.10" => "SHA3-512",
        "1.2.840.113549.2.6" => "HMAC-MD5",
        "1.2.840.113549.2.7" => "HMAC-SHA1",
        "1.2.840.113549.2.8" => "HMAC-SHA224",
        "1.2.840.113549.2.9" => "HMAC-SHA256",
        "1.2.840.113549.2.10" => "HMAC-SHA384",
        "1.2.840.113549.2.11" => "HMAC-SHA512",
        "1.2.840.113549.2.12" => "HMAC-SHA512/224",
        "1.2.840.113549.2.13" => "HMAC-SHA512/256",
        "1.2.840.113549.1.5.1" => "PBE-MD2-DES",
        "1.2.840.113549.1.5.4" => "PBE-MD2-RC2",
        "1.2.840.113549.1.5.14" => "PBMAC1",
        "1.2.840.113549.3.4" => "RC4",
        "1.2.840.113549.3.9" => "RC5-CBC",
        "1.2.840.113533.7.66.10" => "CAST5-CBC",
        "1.2.392.200011.61.1.1.1.2" => "Camellia-128-CBC",
        "1.2.392.200011.61.1.1.1.3" => "Camellia-192-CBC",
        "1.2.392.200011.61.1.1.1.4" => "Camellia-256-CBC",
        "1.2.410.200004.1.4" => "SEED-CBC",
        "1.2.643.2.2.21" => "GOST 28147-89",
        "1.2.643.2.2.9" => "GOST R 34.11-94",
        "1.2.643.7.1.1.2.2" => "Streebog-256",
        "1.2.643.7.1.1.2.3" => "Streebog-512",
        "1.2.156.10197.1.104.2" => "SM4-CBC",
        "2.16.840.1.101.3.4.1.6" => "AES-128-GCM",
        "2.16.840.1.101.3.4.1.26" => "AES-192-GCM",
        "2.16.840.1.101.3.4.1.46" => "AES-256-GCM",
        "1.3.6.1.4.1.11591.4.11" => "scrypt",
        "1.3.6.1.4.1.11591.4.13" => "Argon2",
        "2.25.0.0" => "?",
        _ => return dotted,
    };
    name.to_owned()
}
