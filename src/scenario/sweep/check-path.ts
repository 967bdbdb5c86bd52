// Whether a path of the scenario can be varied: it must exist in the definition, its lists in the scenario itself.

import { suggestionFor, type Diagnostic } from "../../base/diagnostic.ts";
import { isMapping } from "../../base/mapping.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";

import { itemAt, parseAssignmentPath, writtenSteps, type PathStep } from "../assignments.ts";
import { childOf, choicesOf, type JsonSchema } from "../json-schema.ts";

import { pathsEndingWith } from "./known-paths.ts";
import { writtenPath } from "./written-path.ts";

/** What is wrong with a path, in words. */
export type PathProblem = Pick<Diagnostic, "code" | "message" | "expected" | "suggestion">;

export interface CheckedPath {
  readonly kind: "path";
  /** Without `spec.` at the front, as users write it. */
  readonly text: string;
  /** In the document; items of lists by their place. */
  readonly place: DocumentPath;
  /** What may stand there. */
  readonly schemas: readonly JsonSchema[];
  /** What does stand there; undefined if nothing does. */
  readonly value: unknown;
}

const FORM = "keys joined by dots, items of lists in brackets: cluster.nodePools[general].count";

/** Parts of a scenario that are no matter of chance or choice within one experiment. */
const FIXED: readonly (readonly [DocumentPath, string])[] = [
  [["apiVersion"], "it says how to read the scenario"],
  [["kind"], "it says how to read the scenario"],
  [["metadata"], "it names the scenario and changes no run"],
  [["spec", "sweep"], "a sweep does not vary itself"],
  [["spec", "seed"], "each replication has a seed of its own, the same at all points"],
  [["spec", "thresholds"], "all points are held to the same promises"],
  [["spec", "warmUp"], "all points are cut alike, so that they can be compared"],
];

/** The path, checked against the definition and the scenario's own value. */
export function checkPath(
  text: string,
  document: unknown,
  schema: JsonSchema,
): CheckedPath | { readonly kind: "problem"; readonly problem: PathProblem } {
  const steps = parseAssignmentPath(text);
  if (steps === undefined) {
    const message = `${JSON.stringify(text)} is no path`;
    return { kind: "problem", problem: { code: "unknown-path", message, expected: FORM } };
  }
  const problem = refusalOf(text, steps);
  return problem === undefined ? walk(text, steps, document, schema) : { kind: "problem", problem };
}

function refusalOf(text: string, steps: readonly PathStep[]): PathProblem | undefined {
  const fixed = FIXED.find(([path]) => path.every((step, index) => steps[index] === step));
  const reason = steps.length === 1 && fixed === undefined ? "it is the whole scenario" : fixed?.[1];
  if (reason === undefined) return undefined;
  return { code: "fixed-path", message: `${text} cannot be varied: ${reason}`, expected: "another path under spec" };
}

function walk(
  text: string,
  steps: readonly PathStep[],
  document: unknown,
  schema: JsonSchema,
): ReturnType<typeof checkPath> {
  let schemas = choicesOf(schema);
  let value = document;
  const place: (string | number)[] = [];
  for (const [index, step] of steps.entries()) {
    const before: Walked = { text, steps, index, place, schemas, value, document, schema };
    const isList = schemas.some(({ items }) => items !== undefined) && !isMapping(value);
    const key = isList ? itemOf(value, step) : String(step);
    if (key === undefined) return { kind: "problem", problem: missingItem(before) };
    schemas = schemas.flatMap((candidate) => choicesOf(childOf(candidate, key)));
    if (schemas.length === 0) return { kind: "problem", problem: unknownField(before) };
    value = partOf(value, key);
    place.push(key);
  }
  return { kind: "path", text: writtenPath(document, place), place, schemas, value };
}

/** How far a path was followed. */
interface Walked {
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** Of the step that could not be taken. */
  readonly index: number;
  readonly place: DocumentPath;
  readonly schemas: readonly JsonSchema[];
  readonly value: unknown;
  readonly document: unknown;
  readonly schema: JsonSchema;
}

function itemOf(value: unknown, step: PathStep): number | undefined {
  return Array.isArray(value) ? itemAt(value, step) : undefined;
}

function partOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value) && typeof key === "number") return value[key];
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function missingItem(walked: Walked): PathProblem {
  const { steps, index, place, value, document } = walked;
  const list = writtenPath(document, place);
  const step = steps[index]!;
  if (!Array.isArray(value)) {
    return { code: "unknown-path", message: `the scenario has no list ${list}`, expected: `${list} in the scenario` };
  }
  const names = value.flatMap((item): readonly string[] =>
    isMapping(item) && typeof item["name"] === "string" ? [item["name"]] : [],
  );
  const last = value.length - 1;
  const places = last === 0 ? "[0]" : `[0] to [${last}]`;
  const known = [...names.map((name) => `[${name}]`), ...(last < 0 ? [] : [places])];
  return {
    code: "unknown-path",
    message: `${list} has no item [${step}]`,
    expected: known.length === 0 ? `items in ${list}` : known.join(", "),
    ...corrected(String(step), names, (name) => `${list}[${name}]${restText(walked)}`),
  };
}

function unknownField(walked: Walked): PathProblem {
  const { steps, index, place, schemas, document, schema } = walked;
  const step = String(steps[index]!);
  const known = [...new Set(schemas.flatMap((candidate) => Object.keys(candidate.properties ?? {})))];
  const holder = writtenPath(document, place);
  const longer = index === 1 ? pathsEndingWith(steps.slice(1), document, schema)[0] : undefined;
  return {
    code: "unknown-path",
    message: `${place.length <= 1 ? "spec" : holder} has no field ${step}`,
    expected: known.length === 0 ? "a path that ends before it" : `one of ${known.join(", ")}`,
    ...(longer === undefined
      ? corrected(step, known, (name) => `${place.length <= 1 ? "" : `${holder}.`}${name}${restText(walked)}`)
      : { suggestion: longer }),
  };
}

/** The whole path with the nearest name in place of the wrong one. */
function corrected(
  wrong: string,
  known: readonly string[],
  whole: (name: string) => string,
): { readonly suggestion?: string } {
  const { suggestion } = suggestionFor(wrong, known);
  return suggestion === undefined ? {} : { suggestion: whole(suggestion) };
}

/** The steps behind the wrong one, as they were written. */
function restText({ text, steps, index }: Walked): string {
  const written = writtenSteps(text);
  const rest = written.slice(written.length - (steps.length - 1 - index));
  return rest.map((step) => (step.startsWith("[") ? step : `.${step}`)).join("");
}
