// What runs in the page: our worker as it was built, spoken to as the page speaks to it, and the
// libraries that a developer would otherwise take. Each contender is handed bytes and gives bytes.

/** The files, base64. */
export interface Material {
  cer: string;
  key: string;
  pfx: string;
  /** The same key, not encrypted. */
  pkcs8: string;
  lote: string;
  /** What the person confirms before the worker signs. */
  expected: unknown;
  password: string;
}

/** One operation of a contender; the clock runs while it works, and stands before and after. */
interface Job {
  before?: () => Promise<void> | void;
  work: () => unknown;
  after?: () => Promise<void>;
}

/** What the page offers to be measured. */
export interface Bench {
  time(job: string, contender: string, count: number): Promise<number>;
}

/** Carried into the page as it is: it may name nothing outside itself. */
export async function install(
  [script, wasm, material]: readonly [string, string, Material],
): Promise<void> {
  // The libraries have no types here, and are held to what comes out of them.
  const { forge, KJUR, KEYUTIL, X509, hextopem, ArrayBuffertohex, hextoArrayBuffer } = globalThis as any;

  const bytes = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const must = (right: boolean, what: string): void => {
    if (!right) {
      throw new Error(what);
    }
  };
  const cer = bytes(material.cer);
  const key = bytes(material.key);
  const pfx = bytes(material.pfx);
  const lote = bytes(material.lote);

  // Our worker, started as docs/page-bundle.md tells.
  const worker = new Worker(script);
  const heard = (wanted: (data: any) => boolean): Promise<any> =>
    new Promise((resolve, reject) => {
      const listen = (event: MessageEvent): void => {
        if (event.data.failed !== undefined) {
          reject(new Error(`the worker failed: ${event.data.failed}`));
        } else if (wanted(event.data)) {
          worker.removeEventListener("message", listen);
          resolve(event.data);
        }
      };
      worker.addEventListener("message", listen);
    });
  const bootstrap = heard((data) => data.ready === "bootstrap");
  const module = await WebAssembly.compileStreaming(fetch(wasm));
  await bootstrap;
  const ready = heard((data) => data.message !== undefined);
  worker.postMessage({ module });
  await ready;
  let request = 0;
  const ask = async (message: object, parts: unknown[], transfer: Transferable[]): Promise<any> => {
    request += 1;
    const mine = request;
    const answer = heard((data) => {
      const tell = JSON.parse(data.message ?? "{}");
      return tell.request === mine && tell.tell !== "progress";
    });
    worker.postMessage({ message: JSON.stringify({ ...message, request: mine }), parts }, transfer);
    const data = await answer;
    const tell = JSON.parse(data.message);
    must(tell.tell !== "failed", data.message);
    return { tell, parts: data.parts };
  };
  // As the page does: each file is looked at when it is picked, and opened once the password is typed.
  const pick = async (files: File[]): Promise<number[]> => {
    const looked: number[] = [];
    for (const [at, file] of files.entries()) {
      const place = at === 0 ? "certificate" : "key";
      looked.push((await ask({ ask: "inspect", file: 0, place }, [file], [])).tell.request);
    }
    return looked;
  };
  const open = async (files: File[], looked: number[]): Promise<any> => {
    const password = new TextEncoder().encode(material.password).buffer;
    const message = {
      ask: "open",
      files: looked.map((inspected, file) => ({ file, inspected })),
      password: files.length,
      expected: { rfc: null, registros: [] },
      trust: [],
      accept_without_mac: false,
    };
    return (await ask(message, [...files, password], [password])).tell;
  };
  const close = async (credential: number): Promise<void> => {
    const closed = heard((data) => JSON.parse(data.message ?? "{}").tell === "closed");
    worker.postMessage({ message: JSON.stringify({ ask: "close", credential }), parts: [] });
    await closed;
  };
  const opening = (files: File[]): Job => {
    let looked: number[] = [];
    let credential = 0;
    return {
      before: async () => {
        looked = await pick(files);
      },
      work: async () => {
        credential = (await open(files, looked)).credential;
      },
      after: () => close(credential),
    };
  };
  const pair = [new File([cer], "efirma.cer"), new File([key], "efirma.key")];
  const file = [new File([pfx], "efirma.pfx")];
  const signing = (): Job => {
    // Opened when first needed: the worker keeps one copy of a credential, and closes it with the next.
    let signer: number | undefined;
    // Given away with the message.
    let dispmag = new ArrayBuffer(0);
    return {
      before: async () => {
        signer ??= (await open(pair, await pick(pair))).credential as number;
        dispmag = lote.slice().buffer;
      },
      work: async () => {
        const message = { ask: "sign-lote", credential: signer, dispmag: 0, expected: material.expected };
        const signed = await ask(message, [dispmag], [dispmag]);
        must(signed.parts[signed.tell.cms].byteLength > lote.length, "the worker signed less");
      },
    };
  };

  const webKey = await crypto.subtle.importKey(
    "pkcs8",
    bytes(material.pkcs8),
    { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    false,
    ["sign"],
  );

  const forgeDer = (from: Uint8Array): any => forge.asn1.fromDer(forge.util.createBuffer(from));
  const forgeOpen = (): { certificate: any; key: any } => {
    const certificate = forge.pki.certificateFromAsn1(forgeDer(cer));
    const info = forge.pki.decryptPrivateKeyInfo(forgeDer(key), material.password);
    const opened = forge.pki.privateKeyFromAsn1(info);
    must(certificate.publicKey.n.equals(opened.n), "node-forge opened another key");
    return { certificate, key: opened };
  };
  const byForge = forgeOpen();

  const jsrsasignOpen = (): { pem: string; key: any } => {
    const certificate = new X509();
    certificate.readCertHex(ArrayBuffertohex(cer.buffer));
    const encrypted = hextopem(ArrayBuffertohex(key.buffer), "ENCRYPTED PRIVATE KEY");
    const opened = KEYUTIL.getKey(encrypted, material.password);
    must(certificate.getPublicKey().n.equals(opened.n), "jsrsasign opened another key");
    return { pem: hextopem(ArrayBuffertohex(cer.buffer), "CERTIFICATE"), key: opened };
  };
  const byJsrsasign = jsrsasignOpen();

  const jobs: Record<string, Record<string, Job>> = {
    "open-sat": {
      rubrica: opening(pair),
      "node-forge": { work: forgeOpen },
      jsrsasign: { work: jsrsasignOpen },
    },
    "open-pfx": {
      rubrica: opening(file),
      "node-forge": {
        work: () => {
          const opened = forge.pkcs12.pkcs12FromAsn1(forgeDer(pfx), material.password);
          const { certBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
          const keys = opened.getBags({ bagType: pkcs8ShroudedKeyBag })[pkcs8ShroudedKeyBag];
          const certificates = opened.getBags({ bagType: certBag })[certBag];
          must(certificates[0].cert.publicKey.n.equals(keys[0].key.n), "node-forge opened another key");
        },
      },
    },
    "sign-10000": {
      rubrica: signing(),
      // Without signing-certificate-v2, which it cannot write: a little less work than ours.
      "node-forge": {
        work: () => {
          const signed = forge.pkcs7.createSignedData();
          signed.content = forge.util.createBuffer(lote);
          signed.addCertificate(byForge.certificate);
          signed.addSigner({
            key: byForge.key,
            certificate: byForge.certificate,
            digestAlgorithm: forge.pki.oids.sha256,
            authenticatedAttributes: [
              { type: forge.pki.oids.contentType, value: forge.pki.oids.data },
              { type: forge.pki.oids.messageDigest },
              { type: forge.pki.oids.signingTime, value: new Date() },
            ],
          });
          signed.sign();
          const der = forge.util.binary.raw.decode(forge.asn1.toDer(signed.toAsn1()).getBytes());
          must(der.length > lote.length, "node-forge signed less");
        },
      },
      jsrsasign: {
        work: () => {
          const hex = ArrayBuffertohex(lote.buffer);
          const signed = new KJUR.asn1.cms.SignedData({
            version: 1,
            hashalgs: ["sha256"],
            econtent: { type: "data", content: { hex } },
            certs: [byJsrsasign.pem],
            sinfos: [
              {
                version: 1,
                id: { type: "isssn", cert: byJsrsasign.pem },
                hashalg: "sha256",
                sattrs: {
                  array: [
                    { attr: "contentType", type: "data" },
                    { attr: "messageDigest", hex: KJUR.crypto.Util.hashHex(hex, "sha256") },
                    { attr: "signingTime" },
                    { attr: "signingCertificateV2", array: [byJsrsasign.pem] },
                  ],
                },
                sigalg: "SHA256withRSA",
                signkey: byJsrsasign.key,
              },
            ],
          });
          const der = hextoArrayBuffer(signed.getContentInfoEncodedHex()) as ArrayBuffer;
          must(der.byteLength > lote.length, "jsrsasign signed less");
        },
      },
      // The least that signing these bytes can cost: the browser's signature, and one pass of SHA-256.
      webcrypto: {
        work: async () => {
          const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", webKey, lote);
          const digest = await crypto.subtle.digest("SHA-256", lote);
          must(signature.byteLength === 256 && digest.byteLength === 32, "WebCrypto signed otherwise");
        },
      },
    },
  };

  const bench: Bench = {
    async time(job, contender, count) {
      const found = jobs[job]?.[contender];
      if (found === undefined) {
        throw new Error(`${contender} does not do ${job} here`);
      }
      let spent = 0;
      for (let done = 0; done < count; done += 1) {
        await found.before?.();
        const start = performance.now();
        await found.work();
        spent += performance.now() - start;
        await found.after?.();
      }
      return spent / count;
    },
  };
  (globalThis as any).bench = bench;
}
