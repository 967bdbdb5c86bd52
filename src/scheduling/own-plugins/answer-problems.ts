// What is wrong with the answers of a user's plugin; in-tree plugins are held to theirs by types and tests. Each function
// gives words that follow "it returned", or undefined.

import type { StatusCode } from "../framework/status.ts";

import { MAX_NODE_SCORE } from "../framework/plugin.ts";

const CODES: readonly StatusCode[] = Object.freeze([
  "Success",
  "Error",
  "Unschedulable",
  "UnschedulableAndUnresolvable",
  "Wait",
  "Skip",
  "Pending",
]);

/** What a filter and whoever is told of pods may say. */
export const VERDICTS: readonly StatusCode[] = Object.freeze([
  "Success",
  "Error",
  "Unschedulable",
  "UnschedulableAndUnresolvable",
]);

/** What ends preFilter or preScore. */
const REFUSALS: readonly StatusCode[] = Object.freeze(["Error", "Unschedulable", "UnschedulableAndUnresolvable"]);

const NOMINATIONS = ["keep", "clear", "set"];

export function statusProblem(answer: unknown, allowed: readonly StatusCode[]): string | undefined {
  if (!isRecord(answer) || answer instanceof Promise)
    return `${shown(answer)}, not a status such as { code: "Success", reasons: [] }`;
  const { code, reasons } = answer;
  if (!CODES.includes(code as StatusCode)) return `the code ${shown(code)}, not one of ${allowed.join(", ")}`;
  if (!allowed.includes(code as StatusCode)) return `the code ${shown(code)} where only ${allowed.join(", ")} may be`;
  if (!isListOfTexts(reasons)) return `the reasons ${shown(reasons)}, not a list of texts`;
  return code !== "Success" && reasons.length === 0 ? `${shown(code)} without a reason` : undefined;
}

export function preFilterProblem(answer: unknown): string | undefined {
  if (!isRecord(answer)) return `${shown(answer)}, not { kind: "ready", state }`;
  const { kind, status, nodeNames } = answer;
  if (kind === "skip") return undefined;
  if (kind === "rejected") return statusProblem(status, REFUSALS);
  if (kind !== "ready") return `the kind ${shown(kind)}, not one of skip, rejected, ready`;
  return nodeNames === undefined || nodeNames instanceof Set
    ? undefined
    : `${shown(nodeNames)} as nodeNames, not a Set`;
}

export function preScoreProblem(answer: unknown): string | undefined {
  if (!isRecord(answer)) return `${shown(answer)}, not { kind: "ready", state }`;
  const { kind, status } = answer;
  if (kind === "failed") return statusProblem(status, REFUSALS);
  return kind === "skip" || kind === "ready" ? undefined : `the kind ${shown(kind)}, not one of skip, failed, ready`;
}

export function postFilterProblem(answer: unknown): string | undefined {
  if (!isRecord(answer)) return `${shown(answer)}, not { code, message, nomination }`;
  const { code, message, nomination } = answer;
  if (!VERDICTS.includes(code as StatusCode)) return `the code ${shown(code)}, not one of ${VERDICTS.join(", ")}`;
  if (typeof message !== "string") return `the message ${shown(message)}, not a text`;
  if (isRecord(nomination) && NOMINATIONS.includes(String(nomination["kind"]))) return undefined;
  return `the nomination ${shown(nomination)}, not { kind: "keep" }, { kind: "clear" } or { kind: "set", node }`;
}

/** A score that is compared: normalised, or of a plugin that does not normalise. */
export function finalScoreProblem(score: unknown): string | undefined {
  if (typeof score === "number" && Number.isInteger(score) && score >= 0 && score <= MAX_NODE_SCORE) return undefined;
  return `${shown(score)}, not a whole number from 0 to ${MAX_NODE_SCORE}`;
}

/** A score that is normalised later. */
export function rawScoreProblem(score: unknown): string | undefined {
  return typeof score === "number" && Number.isFinite(score) ? undefined : `${shown(score)}, not a finite number`;
}

export function signatureProblem(answer: unknown): string | undefined {
  return answer === undefined || typeof answer === "string" ? undefined : `${shown(answer)}, not a text or undefined`;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

const LETTERS_SHOWN = 60;

/** A value in few words. */
export function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (value instanceof Promise) return "a Promise (plugins answer at once)";
  const text = typeof value === "string" ? JSON.stringify(value) : textOf(value);
  return text.length <= LETTERS_SHOWN ? text : `${text.slice(0, LETTERS_SHOWN)}…`;
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return "an object";
  }
}
