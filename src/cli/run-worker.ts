// A worker thread of an experiment: makes one run after the other from the files that the main thread recorded. The pool in
// run-pool.ts starts it.

import { resolve } from "node:path";
import { workerData } from "node:worker_threads";

import { move, transferableSymbol, valueSymbol } from "piscina";

import { PluginMistake } from "../scheduling/own-plugins/plugin-mistake.ts";

import { RunMaker } from "../experiment/execution/make-run.ts";
import { ReplayedFiles, type RecordedFiles } from "../experiment/execution/recorded-files.ts";
import { failedRun, type RunRecord, type RunTask } from "../experiment/execution/run-record.ts";

import { NODE_FILES } from "./file-system.ts";
import { placeIn } from "./load-module.ts";
import { withNetwork } from "./network-post.ts";

/** What a worker is told when it starts. */
export interface WorkerOrders {
  readonly scenarioPath: string;
  readonly files: RecordedFiles;
  readonly network: "allowed" | "refused";
  /** One number that all threads share: 1 as soon as no further run is to be begun. */
  readonly stopped: Int32Array;
}

const orders = workerData as WorkerOrders;

// Standard output is for results; what a user's plugin prints there would come in another order each time.
process.stdout.write = process.stderr.write.bind(process.stderr);

let maker: RunMaker | undefined;

/** Makes the run, if runs are begun still; its numbers move to the main thread without a copy. */
export function makeRun(task: RunTask): RunRecord | undefined {
  return Atomics.load(orders.stopped, 0) === 1 ? undefined : moved(recordOf(task));
}

function recordOf(task: RunTask): RunRecord {
  try {
    maker ??= newMaker();
    return maker.make(task);
  } catch (error) {
    if (error instanceof PluginMistake) return failedRun(task, reasonOf(error));
    // What contradicted itself is not used again: the second try begins from nothing.
    maker = undefined;
    throw error;
  }
}

function newMaker(): RunMaker {
  const disk = orders.network === "allowed" ? withNetwork(NODE_FILES) : NODE_FILES;
  return new RunMaker(orders.scenarioPath, new ReplayedFiles(orders.files, disk));
}

function reasonOf({ message, call, cause }: PluginMistake): string {
  const place = cause instanceof Error ? placeIn(cause.stack ?? "", resolve(call.module)) : undefined;
  return place === undefined ? message : `${message} (${call.module}:${place.line}:${place.column})`;
}

function moved(record: RunRecord): RunRecord {
  if (record.kind === "failed") return record;
  const buffers = [record.figures.values.buffer, record.observed.buffer];
  // The pool takes the wrapping off again before the main thread sees it.
  return move({ [transferableSymbol]: buffers, [valueSymbol]: record }) as object as RunRecord;
}
