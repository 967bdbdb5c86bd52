// The worker threads of an experiment: one run at a time in each. A worker that dies is replaced, and costs its own run an attempt,
// no other. The package is loaded with the first run, so that other commands do not wait for it.

import { totalmem } from "node:os";
import { extname } from "node:path";

import type { Piscina } from "piscina";

import type { RecordedFiles } from "../experiment/execution/recorded-files.ts";
import type { RunRecord, RunTask } from "../experiment/execution/run-record.ts";
import type { RunAttempt, RunAttempts } from "../experiment/execution/twice-tried.ts";
import { KeyLists } from "../experiment/figures/key-lists.ts";

import type { WorkerOrders } from "./run-worker.ts";

/** Of the machine's memory, the part that all workers together may fill with objects. */
const MEMORY_SHARE = 0.75;
const LEAST_HEAP_MEBIBYTES = 256;
const BYTES_IN_MEBIBYTE = 1024 * 1024;

/** What the workers are to run. */
export interface PoolTerms extends Omit<WorkerOrders, "stopped"> {
  readonly files: RecordedFiles;
  /** From 1 up. */
  readonly workers: number;
  /** The most objects that one worker may keep. */
  readonly heapMebibytes: number;
}

/** Workers that begin with the first attempt. */
export interface RunPool extends RunAttempts {
  /** No further run is begun; those that go on are ended. */
  stop(): void;
  /** Ends all workers, whatever they do. */
  close(): Promise<void>;
}

/** An equal share of the machine for each worker; inside a container the machine is what the container may use. */
export function heapMebibytesFor(workers: number): number {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 && limit < totalmem() ? limit : totalmem();
  return Math.max(LEAST_HEAP_MEBIBYTES, Math.floor((bytes * MEMORY_SHARE) / workers / BYTES_IN_MEBIBYTE));
}

export function openRunPool(terms: PoolTerms): RunPool {
  let opened: Promise<Workers> | undefined;
  const stopped = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return {
    width: terms.workers,
    attempt: async (task) => (await (opened ??= startWorkers(terms, stopped))).attempt(task),
    stop: () => void Atomics.store(stopped, 0, 1),
    close: async () => {
      await (await opened)?.close();
    },
  };
}

async function startWorkers(terms: PoolTerms, stopped: Int32Array): Promise<Workers> {
  const { Piscina: Pool } = await import("piscina");
  const { workers, heapMebibytes, scenarioPath, files, network } = terms;
  const orders: WorkerOrders = { scenarioPath, files, network, stopped };
  const pool = new Pool<RunTask, RunRecord | undefined>({
    ...workerFile(),
    name: "makeRun",
    workerData: orders,
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  return new Workers(pool, terms);
}

/** There are no workers any more, and no new one can be started. */
export class WorkersLost extends Error {
  override readonly name = "WorkersLost";
}

class Workers {
  readonly #pool: Piscina<RunTask, RunRecord | undefined>;
  readonly #terms: PoolTerms;
  readonly #keys = new KeyLists();
  /** Why there are no workers any more: those that were to replace dead ones died while they started, or the pool was closed. */
  #loss: WorkersLost | undefined;

  constructor(pool: Piscina<RunTask, RunRecord | undefined>, terms: PoolTerms) {
    this.#pool = pool;
    this.#terms = terms;
    let latest: unknown;
    pool.on("error", (error) => {
      latest = error;
    });
    // The pool gives up for good once a worker dies while it starts; what waits in it would wait for ever.
    pool.on("workerDestroy", () => {
      setImmediate(() => {
        if (pool.threads.length > 0) return;
        this.#loss ??= new WorkersLost(`no worker can be started: ${reasonOf(latest, terms)}`);
        void pool.destroy();
      });
    });
  }

  async attempt(task: RunTask): Promise<RunAttempt> {
    this.#throwIfLost();
    try {
      const record = await this.#pool.run(task);
      return record === undefined ? { kind: "stopped" } : { kind: "made", record: this.#withKeptKeys(record) };
    } catch (error) {
      await new Promise(setImmediate);
      this.#throwIfLost();
      return { kind: "died", reason: reasonOf(error, this.#terms) };
    }
  }

  #throwIfLost(): void {
    if (this.#loss !== undefined) throw this.#loss;
  }

  #withKeptKeys(record: RunRecord): RunRecord {
    if (record.kind === "failed") return record;
    const { keys, values } = record.figures;
    return { ...record, figures: { keys: this.#keys.kept(keys), values } };
  }

  close(): Promise<void> {
    this.#loss ??= new WorkersLost("the workers were ended");
    return this.#pool.destroy();
  }
}

/** Compiled if this file is; from source, workers need the loader of TypeScript that this process has. */
function workerFile(): { readonly filename: string; readonly execArgv?: string[] } {
  const extension = extname(import.meta.filename);
  const filename = new URL(`./run-worker${extension}`, import.meta.url).href;
  return extension === ".ts" ? { filename, execArgv: ["--import", "tsx"] } : { filename };
}

function reasonOf(error: unknown, { heapMebibytes, workers }: PoolTerms): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    const hint = workers > 1 ? "; fewer --workers leave more to each" : "";
    return `its worker ran out of memory at ${heapMebibytes} MiB${hint}`;
  }
  const exitCode = /worker exited with code: (\d+)/.exec(message)?.[1];
  return exitCode === undefined ? `plimsoll has a fault: ${message}` : `its worker ended with exit code ${exitCode}`;
}
