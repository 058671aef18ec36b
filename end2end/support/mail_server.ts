// A mail server on this machine: it takes every message in a conversation of SMTP (RFC 5321), over TCP, and
// hands none on.
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

/** A message as it was handed over. */
export interface Taken {
  /** The sender that the envelope names. */
  from: string;
  /** The recipients that the envelope names. */
  to: string[];
  /** Headers and body, a character for each byte. */
  raw: string;
}

/** A mail server for one Rúbrica. */
export class MailServer {
  readonly #server: Server;
  readonly #taken: Taken[] = [];
  readonly #open = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts on a free port of the loopback. */
  static async start(): Promise<MailServer> {
    const server = createServer();
    const mail = new MailServer(server);
    server.on("connection", (socket) => {
      mail.#open.add(socket);
      socket.on("close", () => mail.#open.delete(socket));
      // A client that goes away in the middle ends its own conversation alone.
      socket.on("error", () => socket.destroy());
      converse(socket, (message) => mail.#taken.push(message));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return mail;
  }

  /** What a server is configured with. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every message so far, in the order it came. */
  get taken(): readonly Taken[] {
    return this.#taken;
  }

  /** Ends every conversation. */
  async stop(): Promise<void> {
    for (const socket of this.#open) {
      socket.destroy();
    }
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }
}

function converse(socket: Socket, take: (message: Taken) => void): void {
  const answer = (...lines: string[]): void => {
    socket.write(lines.map((line) => `${line}\r\n`).join(""));
  };
  let from: string | undefined;
  let to: string[] = [];
  // The lines of the message, while one is being handed over.
  let message: string[] | undefined;
  let unread = "";

  const command = (line: string): void => {
    const mailbox = /:\s*<([^>]*)>/.exec(line)?.[1];
    switch (line.slice(0, 4).toUpperCase()) {
      case "EHLO":
        return answer("250-correo.example", "250-8BITMIME", "250-SMTPUTF8", "250 SIZE 1048576");
      case "HELO":
      case "NOOP":
        return answer("250 ok");
      case "RSET":
        [from, to] = [undefined, []];
        return answer("250 ok");
      case "MAIL":
        [from, to] = [mailbox, []];
        return mailbox === undefined ? answer("501 no sender") : answer("250 ok");
      case "RCPT":
        if (from === undefined) {
          return answer("503 who writes?");
        }
        if (mailbox === undefined || mailbox === "") {
          return answer("501 no recipient");
        }
        to.push(mailbox);
        return answer("250 ok");
      case "DATA":
        if (to.length === 0) {
          return answer("503 to whom?");
        }
        message = [];
        return answer("354 go on");
      case "QUIT":
        answer("221 bye");
        socket.end();
        return;
      default:
        return answer("502 unknown");
    }
  };

  const line = (text: string): void => {
    if (message === undefined) {
      return command(text);
    }
    if (text !== ".") {
      // A line that begins with a dot was sent with one more (RFC 5321, 4.5.2).
      message.push(text.startsWith(".") ? text.slice(1) : text);
      return;
    }
    take({ from: from ?? "", to, raw: message.join("\r\n") });
    [from, to, message] = [undefined, [], undefined];
    answer("250 taken");
  };

  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    const lines = (unread + String(chunk)).split("\r\n");
    unread = lines.pop() ?? "";
    lines.forEach(line);
  });
  answer("220 correo.example ESMTP");
}
