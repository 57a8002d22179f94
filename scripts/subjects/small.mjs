#!/usr/bin/env node
// A small subject: some of BaseHTTPRequestHandler, as CPython 3.13.0 has it, in JavaScript.
//
// It is here to be read by whoever writes a subject of their own (conformance/README.md), so it
// does what most connections need and says `unsupported` for all the rest.  It never guesses: an
// answer is taken as behaviour.
//
// usage: node small.mjs < cases.jsonl
//
// From top to bottom: the protocol, one case, one request, what a handler sends, lines in and out.

import { createInterface } from "node:readline";

// --- the protocol: one line in, one line out ---------------------------------------------------

// Thrown wherever a case asks for more than this file knows.
class Unsupported extends Error {}
// Thrown when a case is none, or is to be stopped.
class CaseError extends Error {}

function answer(line) {
  let given;
  try {
    given = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `not JSON: ${error.message}` };
  }
  if (given === null || typeof given !== "object" || Array.isArray(given))
    return { id: null, error: "not a JSON object" };
  if ("hello" in given && !("id" in given))
    return { subject: { name: "small.mjs", version: "1", profile: "3.13.0" } };
  try {
    return { id: given.id, ...new Connection(given).run() };
  } catch (error) {
    if (error instanceof Unsupported) return { id: given.id, unsupported: error.message };
    if (error instanceof CaseError) return { id: given.id ?? null, error: error.message };
    return { id: given.id, error: `a fault of small.mjs: ${error.stack}` };
  }
}

// --- one case: a connection from its first byte to its end -------------------------------------

// What a case may hold here.  Other keys are notes, but a key that PROTOCOL.md knows and this file
// does not is a reason to answer `unsupported`.
const BEYOND = ["default_request_version", "error_message_format", "error_content_type", "responses", "responses_only", "rfile_timeout_at", "rfile_error_at",
  "wfile_timeout_at", "wfile_error_at", "timeout_kind", "client_address"];

// The actions that this file knows, and the types of their arguments.
const ACTIONS = {
  send_response: ["number", "string?"],
  send_header: ["string", "string"],
  end_headers: [],
  write: ["string"],
  echo_headers: [],
  read_body: [],
  echo_body: [],
};

class Connection {
  constructor(given) {
    if (typeof given.id !== "string") throw new CaseError("a case without an id");
    if (typeof given.rfile !== "string") throw new CaseError("a case without rfile");
    for (const key of BEYOND) if (key in given) throw new Unsupported(`the key ${key}`);
    for (const key of ["protocol_version", "server_version", "sys_version"])
      if (key in given && typeof given[key] !== "string") throw new Unsupported(`this ${key}`);
    this.protocol = given.protocol_version ?? "HTTP/1.0";
    if (!["HTTP/1.0", "HTTP/1.1"].includes(this.protocol)) throw new Unsupported("this protocol_version");
    if (typeof (given.time ?? 0) !== "number") throw new Unsupported("this time");
    this.server = `${given.server_version ?? "BaseHTTP/0.6"} ${given.sys_version ?? "Python/3.13.0"}`;
    this.now = new Date((given.time ?? 784111777) * 1000);
    this.program = given.program ?? {};
    this.checkProgram();
    this.rfile = given.rfile;
    this.position = 0;
    this.out = { writes: [], flushes: [], log: "", requests: [], exception: null };
    this.buffer = null; // the lines of a head that wait for end_headers
    this.body = ""; // read last; it stays from one request to the next
    this.closing = true;
    // The attributes of the handler; null: not set yet.
    Object.assign(this, { requestline: null, command: null, path: null, version: null, headers: null });
  }

  // Before anything is run: what this file does not know anywhere in the program.
  checkProgram() {
    for (const [method, actions] of Object.entries(this.program)) {
      if (method === "handle_expect_100") throw new Unsupported("handle_expect_100");
      for (const [name, ...args] of actions) {
        const types = ACTIONS[name];
        if (types === undefined) throw new Unsupported(`the action ${name}`);
        const fits = args.length <= types.length && types.every((type, i) =>
          args[i] === undefined ? type.endsWith("?") : typeof args[i] === type.replace("?", ""));
        if (!fits) throw new Unsupported(`these arguments of ${name}`);
      }
    }
  }

  run() {
    do {
      if (this.out.requests.length === 1000) throw new CaseError("more than 1000 requests");
      this.handleOneRequest();
      this.out.requests.push({
        requestline: this.requestline, command: this.command, path: this.path,
        request_version: this.version, close_connection: this.closing,
        headers: this.headers, defects: this.headers && [], rfile_pos: this.position,
      });
    } while (!this.closing);
    return { ...this.out, rfile_pos: this.position, pending: this.buffer?.join("") ?? null,
      close_connection: this.closing };
  }

  readline() {
    const end = this.rfile.indexOf("\n", this.position);
    const line = this.rfile.slice(this.position, end < 0 ? undefined : end + 1);
    if (line.length > 65536) throw new Unsupported("a line of more than 65,536 bytes");
    this.position += line.length;
    return line;
  }

  // --- one request -----------------------------------------------------------------------------

  handleOneRequest() {
    const line = this.readline();
    if (line === "") {
      this.closing = true;
    } else if (this.parseRequest(line)) {
      const actions = this.program[this.command];
      if (actions === undefined)
        return this.sendError(501, `Unsupported method (${repr(this.command)})`);
      for (const [name, ...args] of actions) this[name](...args);
      this.out.flushes.push(this.out.writes.length);
    }
  }

  // False: nothing more is to be done, an error was sent where there was one.
  parseRequest(line) {
    this.command = null;
    this.version = "HTTP/0.9";
    this.closing = true;
    this.requestline = line.replace(/[\r\n]+$/, "");
    // What Python's str.split() takes for white space, below U+0100.
    const words = this.requestline.split(/[\t-\r\x1c-\x20\x85\xa0]+/).filter((word) => word !== "");
    if (words.length === 0) return false;
    if (words.length >= 3) {
      const version = words.at(-1);
      const numbers = /^HTTP\/([0-9]{1,10})\.([0-9]{1,10})$/.exec(version)?.slice(1).map(Number);
      if (!/^[ -~]*$/.test(version)) throw new Unsupported("a version that is not ASCII");
      if (numbers === undefined)
        return this.sendError(400, `Bad request version (${repr(version)})`);
      const [major, minor] = numbers;
      if (major > 1 || (major === 1 && minor >= 1)) this.closing = this.protocol === "HTTP/1.0";
      if (major >= 2)
        return this.sendError(505, `Invalid HTTP version (${version.slice("HTTP/".length)})`);
      this.version = version;
    }
    if (words.length !== 2 && words.length !== 3)
      return this.sendError(400, `Bad request syntax (${repr(this.requestline)})`);
    if (words.length === 2) {
      this.closing = true;
      if (words[0] !== "GET")
        return this.sendError(400, `Bad HTTP/0.9 request type (${repr(words[0])})`);
    }
    [this.command, this.path] = words;
    this.path = this.path.replace(/^\/\/+/, "/"); // gh-87389: no open redirect
    this.headers = this.parseHeaders();
    const connection = this.header("connection");
    if (connection === "close") this.closing = true;
    if (connection === "keep-alive" && this.protocol === "HTTP/1.1") this.closing = false;
    if (this.header("expect") === "100-continue" && this.protocol >= "HTTP/1.1" &&
        this.version >= "HTTP/1.1")
      throw new Unsupported("Expect: 100-continue");
    return true;
  }

  // Field lines of the plain kind.  What the email package makes of others fills some files.
  parseHeaders() {
    const headers = [];
    for (;;) {
      const line = this.readline();
      if (line === "\r\n" || line === "\n" || line === "") return headers;
      const field = /^([!-9;-~]+):[ \t]*([^\r\n\0\x0b\x0c\x1c-\x1e\x85]*)\r?\n$/.exec(line);
      if (field === null) throw new Unsupported("a field line out of the ordinary");
      headers.push([field[1], field[2]]);
      if (headers.length > 100) throw new Unsupported("more than 100 fields");
      if (/^content-type$/i.test(field[1]) && /^(multipart|message)/i.test(field[2]))
        throw new Unsupported("a message in parts");
    }
  }

  header(name) {
    return this.headers.find(([given]) => given.toLowerCase() === name)?.[1].toLowerCase() ?? "";
  }

  // --- what a handler sends --------------------------------------------------------------------

  send_response(code, message) {
    if (!Number.isInteger(code)) throw new Unsupported("a code that is no integer");
    message ??= PHRASES[code]?.[0];
    if (message === undefined) throw new Unsupported(`the phrase of ${code}`);
    this.logMessage(`"${this.requestline}" ${code} -`);
    this.keep(`${this.protocol} ${code} ${message}\r\n`);
    this.send_header("Server", this.server);
    this.send_header("Date", this.now.toUTCString());
  }

  send_header(name, value) {
    this.keep(`${name}: ${value}\r\n`);
    if (name.toLowerCase() !== "connection") return;
    if (value.toLowerCase() === "close") this.closing = true;
    if (value.toLowerCase() === "keep-alive") this.closing = false;
  }

  end_headers() {
    if (this.version === "HTTP/0.9") return;
    if (this.buffer === null) throw new Unsupported("end_headers before there is a head");
    this.keep("\r\n");
    this.write(this.buffer.join(""));
    this.buffer = [];
  }

  write(bytes) {
    this.out.writes.push(bytes);
  }

  read_body() {
    const length = /^[ \t]*([0-9]{1,18})[ \t]*$/.exec(this.header("content-length"))?.[1] ?? 0;
    this.body = this.rfile.slice(this.position, this.position + Number(length));
    this.position += this.body.length;
  }

  echo_body() {
    this.write(this.body);
  }

  // The fields as compact ASCII JSON.
  echo_headers() {
    this.write(JSON.stringify(this.headers).replace(/[\x7f-\xff]/g, (c) =>
      "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")));
  }

  // A part of a head; HTTP/0.9 has none.
  keep(text) {
    if (!/^[\0-\xff]*$/.test(text)) throw new Unsupported("a head that is not latin-1");
    if (this.version !== "HTTP/0.9") (this.buffer ??= []).push(text);
  }

  sendError(code, message) {
    const [, explain] = PHRASES[code];
    if (!/^[ -~]*$/.test(message)) throw new Unsupported("an error message that is not ASCII");
    this.logMessage(`code ${code}, message ${message}`);
    this.send_response(code, message);
    this.send_header("Connection", "close");
    const page = ERROR_PAGE.replaceAll("{code}", code).replace("{explain}", () => html(explain))
      .replace("{message}", () => html(message));
    this.send_header("Content-Type", "text/html;charset=utf-8");
    this.send_header("Content-Length", String(page.length));
    this.end_headers();
    if (this.command !== "HEAD") this.write(page);
    return false;
  }

  logMessage(message) {
    const [day, month, year, clock] = this.now.toUTCString().slice(5).split(" ");
    const safe = message.replace(/[\0-\x1f\x7f-\x9f\\]/g, (c) =>
      c === "\\" ? "\\\\" : "\\x" + c.charCodeAt(0).toString(16).padStart(2, "0"));
    this.out.log += `127.0.0.1 - - [${day}/${month}/${year} ${clock}] ${safe}\n`;
  }
}

// Python's repr() of ASCII text without backslashes and quotes.
function repr(text) {
  if (!/^[ -~]*$/.test(text) || /['\\]/.test(text)) throw new Unsupported(`repr(${JSON.stringify(text)})`);
  return `'${text}'`;
}

// Python's html.escape(text, quote=False).
function html(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const PHRASES = {
  200: ["OK", "Request fulfilled, document follows"],
  201: ["Created", "Document created, URL follows"],
  204: ["No Content", "Request fulfilled, nothing follows"],
  400: ["Bad Request", "Bad request syntax or unsupported method"],
  404: ["Not Found", "Nothing matches the given URI"],
  501: ["Not Implemented", "Server does not support this operation"],
  505: ["HTTP Version Not Supported", "Cannot fulfill request"],
};

const ERROR_PAGE = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: {code}</p>
        <p>Message: {message}.</p>
        <p>Error code explanation: {code} - {explain}.</p>
    </body>
</html>
`;

// --- lines in, lines out ----------------------------------------------------------------------

// JSON.parse gives one character a byte, and so does JSON.stringify: no bytes are needed at all.
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity }))
  process.stdout.write(JSON.stringify(answer(line)) + "\n");
