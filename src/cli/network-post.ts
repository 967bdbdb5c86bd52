// Posting JSON and waiting for the answer: a thread of its own fetches, while this one sleeps.

import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

import type { Post, PostAnswer, PostTerms } from "../scheduling/extenders/http-extender.ts";

import type { FileReader } from "../scenario/file-reader.ts";

/** Runs in the thread: answers each question and wakes whoever asked. */
const FETCHING = `
const { workerData: { port, awake } } = require("node:worker_threads");
const { request } = require("node:https");
const { text } = require("node:stream/consumers");
const words = (error) => String(error?.cause?.code ?? error?.cause?.message ?? error?.code ?? error?.message ?? error);
const headers = { "Content-Type": "application/json" };
const plain = async (url, body, signal) => {
  const response = await fetch(url, { method: "POST", headers, body, signal });
  return { kind: "answered", status: response.status, body: await response.text() };
};
const secured = (url, body, signal, { isVerified, serverName, authority, certificate, key }) =>
  new Promise((resolve, reject) => {
    const tls = { rejectUnauthorized: isVerified, servername: serverName, ca: authority, cert: certificate, key };
    const asked = { ...tls, method: "POST", headers, signal, minVersion: "TLSv1.2" };
    const sent = request(url, asked, (response) => {
      text(response).then((body) => resolve({ kind: "answered", status: response.statusCode, body }), reject);
    });
    sent.on("error", (error) => reject(signal.aborted ? signal.reason : error));
    sent.end(body);
  });
port.on("message", async ({ url, body, timeoutMs, tls }) => {
  let answer;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const isSecured = tls !== undefined && new URL(url).protocol === "https:";
    answer = await (isSecured ? secured(url, body, signal, tls) : plain(url, body, signal));
  } catch (error) {
    const detail = error?.name === "TimeoutError" ? "no answer within " + timeoutMs + " ms" : words(error);
    answer = { kind: "failed", detail };
  }
  port.postMessage(answer);
  Atomics.store(awake, 0, 1);
  Atomics.notify(awake, 0);
});
`;

/** Longer than the thread's own timeout, so that only a thread that is gone is given up. */
const GRACE_MS = 10_000;

class FetchingThread {
  readonly #awake = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #port: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const worker = new Worker(FETCHING, {
      eval: true,
      workerData: { port: port2, awake: this.#awake },
      transferList: [port2],
    });
    // Neither keeps the program from ending.
    worker.unref();
    port1.unref();
  }

  post(url: string, body: string, { timeoutMs, tls }: PostTerms): PostAnswer {
    Atomics.store(this.#awake, 0, 0);
    this.#port.postMessage({ url, body, timeoutMs, tls }, []);
    const ending = Atomics.wait(this.#awake, 0, 0, timeoutMs + GRACE_MS);
    const received: { readonly message: PostAnswer } | undefined = receiveMessageOnPort(this.#port);
    return (
      received?.message ?? { kind: "failed", detail: ending === "timed-out" ? "no answer" : "the answer was lost" }
    );
  }
}

/** The same files, and the network, whose thread begins with the first question. */
export function withNetwork(files: FileReader): FileReader {
  let thread: FetchingThread | undefined;
  const post: Post = (url, body, terms) => (thread ??= new FetchingThread()).post(url, body, terms);
  return {
    read: (path, maxBytes) => files.read(path, maxBytes),
    list: (directory) => files.list(directory),
    loadModule: (path) => files.loadModule(path),
    post,
  };
}
