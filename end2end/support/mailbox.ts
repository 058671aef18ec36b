// What a server mailed: every message that its mail server took.
import { expect } from "@playwright/test";

import type { MailServer } from "./mail_server.ts";
import type { Rubrica } from "./rubrica.ts";

/** A message, decoded. */
export interface Mail {
  to: string;
  subject: string;
  /** Headers, text and HTML. */
  whole: string;
}

/** Every message that was mailed to an address, oldest first. */
export function mailsTo(rubrica: Rubrica, address: string): Mail[] {
  return mailsIn(rubrica.mail, address);
}

/** The same, of a mail server. */
export function mailsIn(server: MailServer, address: string): Mail[] {
  return server.taken.filter(({ to }) => to.includes(address)).map(({ raw }) => read(raw));
}

/** Waits for a message about something, and returns the newest. */
export async function mailAbout(rubrica: Rubrica, address: string, subject: RegExp): Promise<Mail> {
  const found = (): Mail | undefined => mailsTo(rubrica, address).findLast((mail) => subject.test(mail.subject));
  await expect.poll(() => found() !== undefined, { message: `mail to ${address} about ${subject}` }).toBe(true);
  return found() as Mail;
}

/** The path and the token of the link in a message. */
export function linkIn(mail: Mail): { path: string; token: string } {
  const link = /https?:\/\/[^\s"<]+?(\/[a-z-]+)#([\w-]{43})/.exec(mail.whole);
  if (link?.[1] === undefined || link[2] === undefined) {
    throw new Error(`no link in the mail «${mail.subject}»`);
  }
  return { path: link[1], token: link[2] };
}

function read(raw: string): Mail {
  const header = (name: string): string => {
    const unfolded = raw.replaceAll(/\r?\n[ \t]+/g, " ");
    const value = new RegExp(`^${name}: (.*)$`, "im").exec(unfolded)?.[1] ?? "";
    return words(value.trim());
  };
  return { to: header("To"), subject: header("Subject"), whole: raw.split(/^--/m).map(plain).join("\r\n") };
}

/** A part with its headers, in whichever way its body is carried. */
function plain(part: string): string {
  const [head = "", ...body] = part.split("\r\n\r\n");
  if (/^Content-Transfer-Encoding: base64/im.test(head)) {
    return `${head}\r\n\r\n${Buffer.from(body.join(""), "base64").toString("utf8")}`;
  }
  return quoted(part);
}

/** Undoes quoted-printable. */
function quoted(text: string): string {
  const joined = text.replaceAll(/=\r?\n/g, "");
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Undoes the encoding of words in a header. */
function words(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, coded: string) =>
    kind.toLowerCase() === "b"
      ? Buffer.from(coded, "base64").toString("utf8")
      : quoted(coded.replaceAll("_", " ")),
  );
}
