// Options that every command with many runs has: how many workers, how often each point is run, how precise its means are to be.

import type { DiagnosticSink } from "../base/diagnostic.ts";

/** More threads than any machine runs at once are surely a slip of the finger. */
export const MOST_WORKERS = 512;
export const MOST_REPLICATIONS = 100_000;

/** The number of workers, or as many as the machine runs at once; mistakes are told. */
export function readWorkers(text: string | undefined, parallelism: number, sink: DiagnosticSink): number {
  return text === undefined ? parallelism : readCount("--workers", text, MOST_WORKERS, sink);
}

/** Null if nothing is asked for. */
export function readReplications(text: string | undefined, sink: DiagnosticSink): number | null {
  return text === undefined ? null : readCount("--replications", text, MOST_REPLICATIONS, sink);
}

/** A share from a text such as `5%` or `0.05`; null if nothing is asked for. */
export function readPrecision(text: string | undefined, sink: DiagnosticSink): number | null {
  if (text === undefined) return null;
  const found = /^(?<amount>\d+(?:\.\d+)?|\.\d+)\s*(?<percent>%?)$/.exec(text)?.groups;
  const share = found === undefined ? Number.NaN : Number(found["amount"]) / (found["percent"] === "%" ? 100 : 1);
  if (share > 0 && share < 1) return share;
  const message = `--precision: ${JSON.stringify(text)} is no share of a mean`;
  sink.report({
    code: "wrong-value",
    severity: "error",
    message,
    expected: "more than 0% and less than 100%, such as 5%",
  });
  return null;
}

function readCount(option: string, text: string, most: number, sink: DiagnosticSink): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  const message = `${option}: ${JSON.stringify(text)} is no such number`;
  sink.report({ code: "wrong-value", severity: "error", message, expected: `a whole number from 1 to ${most}` });
  return 1;
}
