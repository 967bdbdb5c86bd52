// Reads promises about metrics, in the manner of k6:
// `scheduler_pod_scheduling_sli_duration_seconds p(99) < 5`, `pending_pods{queue=unschedulable} value == 0`.

import { nearestName } from "../base/nearest-name.ts";

import type { Threshold, ThresholdAggregation, ThresholdOperator } from "../metrics/threshold.ts";

/** What is wrong with the text: where in it, what was expected there, the nearest valid text. */
export interface ThresholdProblem {
  readonly kind: "problem";
  readonly offset: number;
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

const OPERATORS: readonly ThresholdOperator[] = ["<=", ">=", "==", "!=", "<", ">"];
const PLAIN_AGGREGATIONS = ["mean", "max", "min", "count", "value"] as const;
/** What k6 and others call them. k6's `rate` is a share of checks that passed: no metric here has one. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["avg", "mean"],
  ["average", "mean"],
  ["med", "p(50)"],
  ["median", "p(50)"],
  ["rate", "value"],
]);
const EXAMPLE = "a promise such as `pending_pods{queue=unschedulable} value == 0`";

const METRIC = /^\s*([A-Za-z_:][A-Za-z0-9_:]*)/;
const LABELS = /^\{([^{}]*)\}/;
const LABEL = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*("([^"]*)"|[^",={}]*?)\s*$/;
const AGGREGATION = /^\s*([A-Za-z][A-Za-z0-9.]*)(?:\(\s*([^()]*?)\s*\))?/;
const OPERATOR = /^\s*([<>=!]+)/;
const LIMIT = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*$/;

/** The promise, or the first thing wrong with it. */
export function parseThreshold(text: string): Threshold | ThresholdProblem {
  const metric = METRIC.exec(text);
  if (metric === null) return problem(0, "the promise names no metric", EXAMPLE);
  let offset = metric[0].length;
  const braces = LABELS.exec(text.slice(offset));
  if (braces === null && text[offset] === "{")
    return problem(offset, "the labels are not closed", "labels such as {queue=active}");
  const labels = readLabels(braces?.[1] ?? "", offset + 1);
  if (labels.kind === "problem") return labels;
  offset += braces?.[0].length ?? 0;
  const word = AGGREGATION.exec(text.slice(offset));
  const aggregation = readAggregation(word, offset);
  if (aggregation.kind === "problem") return aggregation;
  offset += word![0].length;
  const sign = OPERATOR.exec(text.slice(offset));
  const operator = OPERATORS.find((candidate) => candidate === sign?.[1]);
  if (operator === undefined) {
    const found = sign === null ? "the promise has no comparison" : `${sign[1]} is no comparison`;
    return problem(offset, found, `one of ${OPERATORS.join(" ")}`, sign?.[1] === "=" ? "==" : undefined);
  }
  offset += sign![0].length;
  const limit = LIMIT.exec(text.slice(offset));
  const number = limit === null ? Number.NaN : Number(limit[1]);
  if (!Number.isFinite(number)) return badLimit(text, offset);
  return { text, metric: metric[1]!, labels: labels.byName, aggregation, operator, limit: number };
}

interface Labels {
  readonly kind: "labels";
  readonly byName: Readonly<Record<string, string>>;
}

function readLabels(text: string, offset: number): Labels | ThresholdProblem {
  const labels = new Map<string, string>();
  for (const part of text.match(/(?:"[^"]*"|[^,"]|")+/g) ?? []) {
    if (part.trim() === "") continue;
    const label = LABEL.exec(part);
    if (label === null) return problem(offset, `${part.trim()} is no label`, "labels such as {queue=active}");
    labels.set(label[1]!, label[3] ?? label[2]!);
  }
  return { kind: "labels", byName: Object.fromEntries(labels) };
}

function readAggregation(word: RegExpExecArray | null, offset: number): ThresholdAggregation | ThresholdProblem {
  const expected = `p(0) to p(100), ${PLAIN_AGGREGATIONS.join(", ")}`;
  if (word === null) return problem(offset, "the promise says nothing about which figure of the metric", expected);
  const [, name = "", argument] = word;
  if (name === "p") {
    const percent = argument === undefined || argument === "" ? Number.NaN : Number(argument);
    if (percent >= 0 && percent <= 100) return { kind: "percentile", percent };
    return problem(offset, `${word[0].trim()} is no percentile`, expected);
  }
  const plain = PLAIN_AGGREGATIONS.find((candidate) => candidate === name);
  if (plain !== undefined && argument === undefined) return { kind: plain };
  const percentile = /^p(\d+(?:\.\d+)?)$/.exec(`${name}${argument ?? ""}`);
  const nearest = OTHER_NAMES.get(name) ?? nearestName(name, PLAIN_AGGREGATIONS);
  return problem(
    offset,
    `${word[0].trim()} is no figure of a metric`,
    expected,
    percentile === null ? nearest : `p(${percentile[1]})`,
  );
}

/** What a number with that unit is divided by. */
const LIMIT_UNITS: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["ms", 1000],
  ["%", 100],
]);

function badLimit(text: string, offset: number): ThresholdProblem {
  const rest = text.slice(offset).trim();
  const [, amount, unit = ""] = /^([-+]?\d+(?:\.\d+)?)\s*(ms|s|%)$/.exec(rest) ?? [];
  const plain = amount === undefined ? undefined : String(Number(amount) / (LIMIT_UNITS.get(unit) ?? 1));
  const message = rest === "" ? "the promise has no limit" : `${rest} is no number`;
  return problem(
    offset,
    message,
    "a plain number in the metric's own unit (seconds, bytes, cores, 0.9 for 90 %)",
    plain,
  );
}

function problem(offset: number, message: string, expected: string, suggestion?: string): ThresholdProblem {
  return { kind: "problem", offset, message, expected, ...(suggestion === undefined ? {} : { suggestion }) };
}
