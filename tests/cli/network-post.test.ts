// Posting over the network while everything waits: to a server in another process, since this one sleeps.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { withNetwork } from "../../src/cli/network-post.ts";
import type { TlsTerms } from "../../src/scheduling/extenders/extender-tls.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";
import {
  AUTHORITY,
  CLIENT_CERTIFICATE,
  CLIENT_KEY,
  SERVER_CERTIFICATE,
  SERVER_KEY,
} from "../scheduling/extenders/certificates.ts";

/** Says its port, echoes what it is sent, and never answers /silent. */
const SERVER = `
const { createServer } = require(process.argv[1] === "tls" ? "node:https" : "node:http");
const tls = { cert: process.env.CERTIFICATE, key: process.env.KEY, ca: process.env.AUTHORITY, requestCert: true };
const server = createServer({ ...tls, rejectUnauthorized: false }, (request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (request.url === "/silent") return;
    if (request.url === "/who") return response.end(request.socket.getPeerCertificate().subject?.CN ?? "nobody");
    response.statusCode = request.url === "/wrong" ? 418 : 200;
    response.end(request.method + " " + request.headers["content-type"] + " " + body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

const servers: ChildProcess[] = [];
let url = "";
let securedUrl = "";
const { post } = withNetwork(new MemoryFiles({ "a.txt": "text" }));

/** The port of a new server. */
async function start(kind: string): Promise<string> {
  const env = { ...process.env, CERTIFICATE: SERVER_CERTIFICATE, KEY: SERVER_KEY, AUTHORITY };
  const server = spawn(process.execPath, ["-e", SERVER, kind], { stdio: ["ignore", "pipe", "inherit"], env });
  servers.push(server);
  const [chunk] = (await once(server.stdout, "data")) as [Buffer];
  return chunk.toString().trim();
}

beforeAll(async () => {
  const [plainPort, securedPort] = await Promise.all([start("plain"), start("tls")]);
  url = `http://127.0.0.1:${plainPort}`;
  securedUrl = `https://127.0.0.1:${securedPort}`;
});

afterAll(() => {
  for (const server of servers) server.kill();
});

describe("a question over the network", () => {
  it("is posted as JSON, and answered before anything else happens", () => {
    for (const number of [1, 2]) {
      expect(post!(`${url}/ask`, `{"a":${number}}`, { timeoutMs: 5_000 })).toEqual({
        kind: "answered",
        status: 200,
        body: `POST application/json {"a":${number}}`,
      });
    }
    expect(post!(`${url}/wrong`, "{}", { timeoutMs: 5_000 })).toMatchObject({ kind: "answered", status: 418 });
  });

  it("fails if nobody is there, or nobody answers in time", () => {
    expect(post!("http://127.0.0.1:2/ask", "{}", { timeoutMs: 5_000 })).toEqual({
      kind: "failed",
      detail: "ECONNREFUSED",
    });
    expect(post!(`${url}/silent`, "{}", { timeoutMs: 50 })).toEqual({
      kind: "failed",
      detail: "no answer within 50 ms",
    });
    expect(post!(`${url}/ask`, "{}", { timeoutMs: 5_000 })).toMatchObject({ kind: "answered" });
  });
});

describe("a question over TLS", () => {
  const serverName = "extender.example";
  const ask = (path: string, tls: TlsTerms) => post!(`${securedUrl}${path}`, "{}", { timeoutMs: 5_000, tls });

  it("is put to whom the authority signed, under the name that is asked for", () => {
    const signed = { isVerified: true, authority: AUTHORITY };
    expect(ask("/ask", { ...signed, serverName })).toMatchObject({ kind: "answered", status: 200 });
    expect(ask("/ask", signed)).toEqual({ kind: "failed", detail: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect(ask("/ask", { isVerified: true, serverName })).toMatchObject({ kind: "failed" });
    expect(ask("/wrong", { ...signed, serverName })).toMatchObject({ kind: "answered", status: 418 });
  });

  it("is put to anybody where nobody is checked", () => {
    expect(ask("/ask", { isVerified: false })).toMatchObject({ kind: "answered", status: 200 });
  });

  it("says who asks, if it has a certificate", () => {
    const own = { certificate: CLIENT_CERTIFICATE, key: CLIENT_KEY };
    expect(ask("/who", { isVerified: false })).toMatchObject({ body: "nobody" });
    expect(ask("/who", { isVerified: false, ...own })).toMatchObject({ body: "client" });
  });

  it("fails if nobody answers in time", () => {
    const terms = { timeoutMs: 50, tls: { isVerified: false } };
    expect(post!(`${securedUrl}/silent`, "{}", terms)).toEqual({ kind: "failed", detail: "no answer within 50 ms" });
  });
});

describe("files with a network", () => {
  it("are the same files", () => {
    const files = withNetwork(new MemoryFiles({ "a.txt": "text" }));
    expect(files.read("a.txt", 10).kind).toBe("bytes");
    expect(files.list(".")).toEqual([{ name: "a.txt", isDirectory: false }]);
    expect(files.loadModule("a.txt").kind).toBe("broken");
  });
});
