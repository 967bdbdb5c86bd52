// A report's own data read back, so that all its other files can be made again: `sweep.json` of a sweep, `summary.json` of a run.

import { RESULT_API_VERSION, type SimulationResult } from "../simulation/result.ts";

import type { SweepResult } from "../experiment/sweep-result.ts";

import { RESULT_SHAPE } from "./result-shape.ts";
import { readSweepJson } from "./sweep/sweep-json.ts";

/** Names of the files that hold a report's data; the first one that is there counts. */
export const DATA_FILES: readonly string[] = Object.freeze(["sweep.json", "summary.json"]);

export type ReportData =
  | { readonly kind: "sweep"; readonly result: SweepResult }
  | { readonly kind: "run"; readonly result: SimulationResult }
  /** `reason` is half a sentence: `it is no JSON`. */
  | { readonly kind: "refused"; readonly reason: string };

/** Reads the text of a file called `name`; whatever it holds, it says what is wrong. */
export function readReportData(name: string, text: string): ReportData {
  return name === "sweep.json" ? readSweepJson(text) : readRunJson(text);
}

/** A number that was not finite is null in the file, and stays so: every output shows it as it shows those. */
function readRunJson(text: string): ReportData {
  const data = parsed(text);
  if (data === undefined) return { kind: "refused", reason: "it is no JSON" };
  if (isResult(data)) return { kind: "run", result: data };
  const { apiVersion, kind } = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  if (kind !== "RunResult") return { kind: "refused", reason: "it holds no RunResult" };
  if (apiVersion !== RESULT_API_VERSION)
    return {
      kind: "refused",
      reason: `it has the version ${String(apiVersion)}, and this plimsoll reads ${RESULT_API_VERSION}`,
    };
  return { kind: "refused", reason: RESULT_SHAPE(data, "") ?? "it has another shape" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(data: unknown): data is SimulationResult {
  return RESULT_SHAPE(data, "") === undefined;
}
