// Options that every command with many runs has: how many workers, how often each point is run, how precise its means are to be.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { MAX_REPLICATIONS } from "../scenario/sweep/sweep-schema.ts";

/** More threads than any machine runs at once are surely a slip of the finger. */
const MOST_WORKERS = 512;

/** The number of workers, or as many as the machine runs at once; mistakes are told. */
export function readWorkers(text: string | undefined, parallelism: number, sink: DiagnosticSink): number {
  return text === undefined ? parallelism : readCount("--workers", text, MOST_WORKERS, sink);
}

/** Null if nothing is asked for. */
export function readReplications(text: string | undefined, sink: DiagnosticSink): number | null {
  return text === undefined ? null : readCount("--replications", text, MAX_REPLICATIONS, sink);
}

/** A share from a text such as `5%` or `0.05`; null if nothing is asked for. */
export function readPrecision(text: string | undefined, sink: DiagnosticSink): number | null {
  if (text === undefined) return null;
  const share = shareIn(text);
  if (share > 0 && share < 1) return share;
  tellWrongShare("--precision", text, "more than 0% and less than 100%, such as 5%", sink);
  return null;
}

/** The share of a mean that does not matter; 0 if nothing is asked for. */
export function readIndifference(text: string | undefined, sink: DiagnosticSink): number {
  const share = text === undefined ? 0 : shareIn(text);
  if (share >= 0 && share < 1) return share;
  tellWrongShare("--indifference", text ?? "", "0% to less than 100%, such as 1%", sink);
  return 0;
}

function shareIn(text: string): number {
  const found = /^(?<amount>\d+(?:\.\d+)?|\.\d+)\s*(?<percent>%?)$/.exec(text)?.groups;
  return found === undefined ? Number.NaN : Number(found["amount"]) / (found["percent"] === "%" ? 100 : 1);
}

function tellWrongShare(option: string, text: string, expected: string, sink: DiagnosticSink): void {
  const message = `${option}: ${JSON.stringify(text)} is no share of a mean`;
  sink.report({ code: "wrong-value", severity: "error", message, expected });
}

/** A whole number from 1 to `most`; 1 if it is none, which is told. */
export function readCount(option: string, text: string, most: number, sink: DiagnosticSink): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  const message = `${option}: ${JSON.stringify(text)} is no such number`;
  sink.report({ code: "wrong-value", severity: "error", message, expected: `a whole number from 1 to ${most}` });
  return 1;
}
