// Key files as other programs write them, made by openssl from the demo's files during a story.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Pick } from "./demo.ts";

/** A temporary folder that is removed after the story, and what can be written into it. */
export class KeyFiles {
  readonly #folder = mkdtempSync(join(tmpdir(), "rubrica-llaves-"));

  /** A .pfx that holds the certificate alone. */
  certificateOnly(pick: Pick): string {
    return this.#pkcs12(pick, "solo-certificado.pfx", ["-nokeys"]);
  }

  /** A .pfx that holds the key alone. */
  keyOnly(pick: Pick): string {
    return this.#pkcs12(pick, "solo-llave.pfx", ["-nocerts"]);
  }

  /** A .pfx that nothing protects against change. */
  withoutMac(pick: Pick): string {
    return this.#pkcs12(pick, "sin-sello.pfx", ["-nomac"]);
  }

  /** A .key under a cipher that is opened nowhere in Mexico. */
  unsupported(pick: Pick): string {
    const out = this.path("camellia.key");
    const key = pick.files.find((file) => file.endsWith(".key")) ?? "";
    openssl(
      ["pkcs8", "-inform", "DER", "-in", key, "-passin", "env:PASSPHRASE", "-topk8", "-v2", "camellia-256-cbc"]
        .concat(["-passout", "env:PASSPHRASE", "-outform", "DER", "-out", out]),
      pick.password,
    );
    return out;
  }

  /** The same .cer and .key in PEM, under names that do not tell which is which. */
  inPem(pick: Pick): string[] {
    const [cer, key] = pick.files as [string, string];
    const [one, other] = [this.path("uno.pem"), this.path("otro.pem")];
    openssl(["x509", "-inform", "DER", "-in", cer, "-out", one], pick.password);
    openssl(
      ["pkcs8", "-inform", "DER", "-in", key, "-passin", "env:PASSPHRASE", "-topk8", "-v2", "aes-256-cbc"]
        .concat(["-passout", "env:PASSPHRASE", "-out", other]),
      pick.password,
    );
    return [one, other];
  }

  /** A certificate that its holder issued herself, and its key, DER. */
  selfIssued(holder: string, password: string): [cer: string, key: string] {
    const [cer, key, pem] = [this.path("propio.cer"), this.path("propio.key"), this.path("propio.pem")];
    openssl(
      ["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-utf8", "-keyout", pem, "-subj", `/CN=${holder}`, "-days", "9"]
        .concat(["-outform", "DER", "-out", cer]),
      password,
    );
    openssl(["pkcs8", "-topk8", "-in", pem, "-passout", "env:PASSPHRASE", "-outform", "DER", "-out", key], password);
    rmSync(pem);
    return [cer, key];
  }

  /** Where a file of this name would lie. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #pkcs12(pick: Pick, name: string, options: string[]): string {
    const pem = this.path("abierta.pem");
    const out = this.path(name);
    openssl(["pkcs12", "-legacy", "-in", pick.files[0] ?? "", "-noenc", "-passin", "env:PASSPHRASE", "-out", pem], pick.password);
    openssl(["pkcs12", "-export", "-in", pem, "-passout", "env:PASSPHRASE", "-out", out, ...options], pick.password);
    rmSync(pem);
    return out;
  }
}

/** What openssl finds in a .pfx: the subject of its certificate, once the key in it was decrypted. */
export function subjectOfPfx(file: string, password: string, old: boolean): string {
  const legacy = old ? ["-legacy"] : [];
  const pem = openssl(["pkcs12", ...legacy, "-in", file, "-noenc", "-passin", "env:PASSPHRASE"], password);
  if (!pem.includes("PRIVATE KEY")) {
    throw new Error(`${file} holds no key`);
  }
  return openssl(["x509", "-noout", "-subject", "-nameopt", "utf8"], "", pem);
}

/** Whether a .key opens with a password. */
export function keyOpens(file: string, password: string): boolean {
  try {
    openssl(["pkcs8", "-inform", "DER", "-in", file, "-passin", "env:PASSPHRASE", "-out", "/dev/null"], password);
    return true;
  } catch {
    return false;
  }
}

/** Whether NSS takes certificate and key out of a .pfx, into a database of its own. */
export function nssOpens(file: string, password: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), "rubrica-nss-"));
  const database = `sql:${folder}`;
  try {
    run("CERTUTIL_PATH", "certutil", ["-N", "-d", database, "--empty-password"]);
    run("PK12UTIL_PATH", "pk12util", ["-i", file, "-d", database, "-K", "", "-W", password]);
    // A private key that stands beside its certificate is listed as <n> rsa.
    return /<\s*0>\s*rsa/.test(run("CERTUTIL_PATH", "certutil", ["-K", "-d", database]));
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Java's keytool lists of a .pfx; it opens the key as it reads. */
export function javaLists(file: string, password: string): string {
  const args = ["-list", "-v", "-storetype", "PKCS12", "-keystore", file, "-storepass:env", "PASSPHRASE"];
  return run("KEYTOOL_PATH", "keytool", ["-J-Duser.language=en", ...args], password);
}

function run(variable: string, program: string, args: string[], password = ""): string {
  return execFileSync(process.env[variable] ?? program, args, {
    env: { ...process.env, PASSPHRASE: password },
    stdio: ["pipe", "pipe", "pipe"],
    encoding: "utf8",
  });
}

function openssl(args: string[], password: string, input = ""): string {
  return execFileSync(process.env["OPENSSL_PATH"] ?? "openssl", args, {
    env: { ...process.env, PASSPHRASE: password },
    input,
    stdio: ["pipe", "pipe", "pipe"],
    encoding: "utf8",
  });
}
