// Posting over the network while everything waits: to a server in another process, since this one sleeps.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { withNetwork } from "../../src/cli/network-post.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

/** Says its port, echoes what it is sent, and never answers /silent. */
const SERVER = `
const { createServer } = require("node:http");
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (request.url === "/silent") return;
    response.statusCode = request.url === "/wrong" ? 418 : 200;
    response.end(request.method + " " + request.headers["content-type"] + " " + body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

let server: ChildProcess;
let url = "";
const { post } = withNetwork(new MemoryFiles({ "a.txt": "text" }));

beforeAll(async () => {
  server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = (await once(server.stdout!, "data")) as [Buffer];
  url = `http://127.0.0.1:${chunk.toString().trim()}`;
});

afterAll(() => {
  server.kill();
});

describe("a question over the network", () => {
  it("is posted as JSON, and answered before anything else happens", () => {
    for (const number of [1, 2]) {
      expect(post!(`${url}/ask`, `{"a":${number}}`, 5_000)).toEqual({
        kind: "answered",
        status: 200,
        body: `POST application/json {"a":${number}}`,
      });
    }
    expect(post!(`${url}/wrong`, "{}", 5_000)).toMatchObject({ kind: "answered", status: 418 });
  });

  it("fails if nobody is there, or nobody answers in time", () => {
    expect(post!("http://127.0.0.1:2/ask", "{}", 5_000)).toEqual({ kind: "failed", detail: "ECONNREFUSED" });
    expect(post!(`${url}/silent`, "{}", 50)).toEqual({ kind: "failed", detail: "no answer within 50 ms" });
    expect(post!(`${url}/ask`, "{}", 5_000)).toMatchObject({ kind: "answered" });
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
