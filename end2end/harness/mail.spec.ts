// The mail server that stories read from: what it takes is what was sent.
import { connect } from "node:net";

import { expect, test } from "@playwright/test";

import { linkIn, mailsIn } from "../support/mailbox.ts";
import { MailServer } from "../support/mail_server.ts";

const TOKEN = "0123456789abcdefghijklmnopqrstuvwxyzABCDE_-";

/** Says each line once the one before was answered, and returns the codes of the answers. */
async function say(url: string, lines: string[]): Promise<string[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding("latin1");
  const codes: string[] = [];
  await new Promise<void>((done, fail) => {
    socket.once("error", fail);
    socket.once("close", () => done());
    socket.on("data", (chunk) => {
      // The last line of an answer has a space behind its code.
      const code = /^(\d{3}) /m.exec(String(chunk))?.[1];
      if (code !== undefined) {
        codes.push(code);
        const next = lines.shift();
        if (next !== undefined) {
          socket.write(`${next}\r\n`);
        }
      }
    });
  });
  return codes;
}

test("a message is taken as it was sent, with its recipients", async () => {
  const server = await MailServer.start();
  const body = [
    "To: Ana <ana@example.mx>",
    "Subject: =?utf-8?b?w5HDoW5kdQ==?=",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    `Abre http://127.0.0.1/invitaci=C3=B3n no, http://127.0.0.1:8080/invitacion#${TOKEN.slice(0, 20)}=`,
    TOKEN.slice(20),
    "..una línea con un punto",
    ".",
  ];
  const codes = await say(server.url, [
    "EHLO rubrica",
    "MAIL FROM:<rubrica@localhost>",
    "RCPT TO:<ana@example.mx>",
    "DATA",
    body.join("\r\n"),
    "QUIT",
  ]);
  expect(codes).toEqual(["220", "250", "250", "250", "354", "250", "221"]);
  const [mail] = mailsIn(server, "ana@example.mx");
  expect(mail?.subject).toBe("Ñándu");
  expect(mail?.whole).toContain("\r\n.una");
  expect(linkIn(mail!)).toEqual({ path: "/invitacion", token: TOKEN });
  expect(mailsIn(server, "otra@example.mx")).toEqual([]);
  await server.stop();
});

test("a message without a recipient is not taken", async () => {
  const server = await MailServer.start();
  const codes = await say(server.url, ["EHLO rubrica", "MAIL FROM:<rubrica@localhost>", "DATA", "QUIT"]);
  expect(codes).toEqual(["220", "250", "250", "503", "221"]);
  expect(server.taken).toEqual([]);
  await server.stop();
});
