// OpenSSL as the second opinion on what the browser signed.
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What a signed message holds, if `openssl cms -verify` accepts signature and chain; an error otherwise.
 * `authorities` is a folder of CA certificates, DER.
 */
export function verifiedContent(cms: Buffer, authorities: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "rubrica-cms-"));
  try {
    const file = (name: string, content: Buffer | string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const pem = readdirSync(authorities)
      .map((name) => new X509Certificate(readFileSync(join(authorities, name))).toString())
      .join("");
    const out = join(folder, "content");
    execFileSync(
      process.env["OPENSSL_PATH"] ?? "openssl",
      // The demo's certificates are SAT's in shape: they do not name S/MIME as their purpose.
      ["cms", "-verify", "-binary", "-inform", "DER", "-in", file("lote.p7m", cms), "-out", out, "-purpose", "any"]
        .concat(["-no-CApath", "-no-CAstore", "-CAfile", file("authorities.pem", pem)]),
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
