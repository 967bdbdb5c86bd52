// Checks a scenario document against its definition: each mistake with place, what was expected and the nearest
// valid name. What is left once the mistakes are cut out is read on, so that mistakes in the files it names are
// told in the same run.

import type { z } from "zod";

import { suggestionFor, type Diagnostic, type DiagnosticSink } from "../base/diagnostic.ts";
import { isMapping } from "../base/mapping.ts";

import { DURATION_PATTERN, nearestDuration } from "../environment/duration-text.ts";
import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import type { SourceDocument } from "../environment/documents/read-documents.ts";
import { pathText } from "../environment/manifests/document-path.ts";
import type { QuantityProblem } from "../environment/manifests/quantity-check.ts";
import { show } from "../environment/manifests/show-value.ts";

import { scenarioJsonSchema, schemasAt, type JsonSchema } from "./json-schema.ts";
import { CheckedScenario } from "./checked-scenario.ts";
import { SCENARIO_SCHEMA } from "./scenario-schema.ts";

type Issue = z.core.$ZodIssue;

/** Cutting out one mistake can bring up another (a list that is then too short), each nearer to the root. */
const MAX_ROUNDS = 20;

/**
 * The document, checked. If there were mistakes, they are in the sink and what is returned lacks the wrong parts;
 * undefined if too little is left.
 */
export function checkScenarioDocument(document: SourceDocument, sink: DiagnosticSink): CheckedScenario | undefined {
  const first = SCENARIO_SCHEMA.safeParse(document.value);
  if (first.success) return new CheckedScenario(first.data, document, (path) => path);
  const schema = scenarioJsonSchema();
  const issues = first.error.issues.flatMap((issue) => flatten(issue));
  for (const issue of issues) {
    for (const diagnostic of describeIssue(issue, document, schema)) sink.report(diagnostic);
  }
  return salvage(document, issues);
}

/** Of a choice, what is wrong with the one alternative that the value is of the kind for. */
function flatten(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const ofItsKind = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => path.length === 0 && KIND_ISSUES.has(code)),
  );
  const [alternative] = ofItsKind;
  if (alternative === undefined || ofItsKind.length > 1) return [issue];
  return alternative.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Issues of a value as a whole that say: this alternative was not meant. */
const KIND_ISSUES: ReadonlySet<string> = new Set(["invalid_type", "invalid_value", "invalid_format"]);

/** Removes what is wrong until the rest is right. */
function salvage(document: SourceDocument, issues: readonly Issue[]): CheckedScenario | undefined {
  const remains = new Remains(document.value);
  let wrong = issues;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // From the end, so that an item cut out of a list does not move those still to be cut.
    if (!wrong.toReversed().every((issue) => remains.cutOut(issue))) return undefined;
    const again = SCENARIO_SCHEMA.safeParse(remains.root);
    if (again.success) return new CheckedScenario(again.data, document, (path) => remains.pathAsWritten(path));
    wrong = again.error.issues.flatMap((issue) => flatten(issue));
  }
  return undefined;
}

/** A copy of the document out of which wrong parts are cut, and where each remaining part stood before. */
class Remains {
  readonly root: unknown;
  /** For each list that lost items, the index that each remaining item had. */
  readonly #indicesAsWritten = new Map<readonly unknown[], number[]>();

  constructor(value: unknown) {
    this.root = structuredClone(value);
  }

  /** Deletes what the issue is about, or what lacks something; false if that is the whole document. */
  cutOut(issue: Issue): boolean {
    const path = issue.path as DocumentPath;
    if (issue.code === "unrecognized_keys") {
      const holder = valueAt(this.root, path);
      if (isMapping(holder)) for (const key of issue.keys) delete holder[key];
      return isMapping(holder);
    }
    const absent = valueAt(this.root, path) === undefined;
    const victim = absent ? path.slice(0, -1) : path;
    const last = victim.at(-1);
    if (last === undefined) return false;
    const holder = valueAt(this.root, victim.slice(0, -1));
    if (Array.isArray(holder) && typeof last === "number") this.#removeItem(holder, last);
    else if (isMapping(holder)) delete holder[last];
    return true;
  }

  pathAsWritten(path: DocumentPath): DocumentPath {
    let value = this.root;
    return path.map((step) => {
      const indices = Array.isArray(value) ? this.#indicesAsWritten.get(value) : undefined;
      value = valueAt(value, [step]);
      return typeof step === "number" ? (indices?.[step] ?? step) : step;
    });
  }

  #removeItem(list: unknown[], index: number): void {
    const indices = this.#indicesAsWritten.get(list) ?? list.map((_, position) => position);
    list.splice(index, 1);
    indices.splice(index, 1);
    this.#indicesAsWritten.set(list, indices);
  }
}

function valueAt(root: unknown, path: DocumentPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

function describeIssue(issue: Issue, document: SourceDocument, schema: JsonSchema): readonly Diagnostic[] {
  const path = issue.path as DocumentPath;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => describeUnknownField(path, key, document, schema));
  }
  const amount = issue.code === "custom" ? (issue.params as QuantityProblem | undefined) : undefined;
  if (amount !== undefined) return [describeAmount(path, amount, document)];
  const value = valueAt(document.value, path);
  const choices = schemasAt(schema, path);
  const expected = choices.find((choice) => choice.description !== undefined)?.description;
  const name = path.length === 0 ? "the document" : pathText(path.slice(-1));
  const missing = value === undefined;
  const word = isUnquotedText(issue, value) ? document.plainWordAt(path) : undefined;
  const problem = word === undefined ? describeValue(issue, name, value) : describeUnquoted(name, word, value);
  return [
    {
      code: missing ? "missing-field" : problem.code,
      severity: "error",
      message: missing ? `${pathText(path.slice(0, -1)) || "the scenario"} has no ${name}` : problem.message,
      position: document.positionOf(path),
      ...(path.length === 0 ? {} : { path: pathText(path) }),
      ...(expected === undefined ? {} : { expected }),
      ...(word === undefined ? suggestValue(value, choices) : { suggestion: JSON.stringify(word) }),
    },
  ];
}

/** A truth value where a text is wanted: in YAML `n`, `no` and `on` are such values, which hardly anybody means. */
function isUnquotedText(issue: Issue, value: unknown): boolean {
  return issue.code === "invalid_type" && issue.expected === "string" && typeof value === "boolean";
}

function describeUnquoted(
  name: string,
  word: string,
  value: unknown,
): { readonly code: string; readonly message: string } {
  const read = word === String(value) ? "a truth value" : String(value);
  return { code: "wrong-type", message: `${name}: ${word} is not a text without quotes: YAML reads it as ${read}` };
}

/** The schema's own check of amounts passes on all that there is to say. */
function describeAmount(path: DocumentPath, problem: QuantityProblem, document: SourceDocument): Diagnostic {
  const position = problem.code === "unknown-resource" ? document.positionOfKey(path) : document.positionOf(path);
  return { ...problem, position, path: pathText(path) };
}

function describeValue(
  issue: Issue,
  name: string,
  value: unknown,
): { readonly code: string; readonly message: string } {
  const shown = `${name}: ${show(value)}`;
  switch (issue.code) {
    case "too_small":
    case "too_big":
      return { code: "out-of-range", message: `${shown} is out of range` };
    case "invalid_type":
      return {
        code: "wrong-type",
        message: `${shown} is not ${issue.expected === "int" ? "a whole number" : withArticle(issue.expected)}`,
      };
    default:
      return { code: "wrong-value", message: `${shown} is not valid here` };
  }
}

const YAML_WORDS: Readonly<Record<string, string>> = Object.freeze({
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  string: "a text",
  number: "a number",
  boolean: "true or false",
});

function withArticle(type: string): string {
  return YAML_WORDS[type] ?? type;
}

function describeUnknownField(
  path: DocumentPath,
  key: string,
  document: SourceDocument,
  schema: JsonSchema,
): Diagnostic {
  const known = schemasAt(schema, path).flatMap((choice) => Object.keys(choice.properties ?? {}));
  const whole = [...path, key];
  return {
    code: "unknown-field",
    severity: "error",
    message: `${pathText(path) || "a scenario"} has no field ${JSON.stringify(key)}`,
    position: document.positionOfKey(whole),
    path: pathText(whole),
    expected: `one of ${known.join(", ")}`,
    ...suggestionFor(key, known),
  };
}

const VERSION = /^1\.\d+$/;

/** By number: letters say little of versions. */
function nearestVersion(text: string, known: readonly string[]): { readonly suggestion?: string } {
  const minorOf = (version: string) => Number(version.slice(2));
  const distance = (version: string) => Math.abs(minorOf(version) - minorOf(text));
  const [suggestion] = known.toSorted((one, other) => distance(one) - distance(other));
  return suggestion === undefined ? {} : { suggestion };
}

/** The nearest valid value of a text (or of a number that lacks its unit or its quotes). */
function suggestValue(value: unknown, choices: readonly JsonSchema[]): { readonly suggestion?: string } {
  if (typeof value !== "string" && typeof value !== "number") return {};
  const text = String(value);
  const constants = choices.flatMap((choice) => [
    ...(choice.enum ?? []),
    ...(choice.const === undefined ? [] : [choice.const]),
  ]);
  const texts = constants.filter((constant) => typeof constant === "string");
  const named =
    VERSION.test(text) && texts.every((known) => VERSION.test(known))
      ? nearestVersion(text, texts)
      : suggestionFor(text, texts);
  if (named.suggestion !== undefined) return named;
  const wantsDuration = choices.some((choice) => choice.pattern === DURATION_PATTERN.source);
  const duration = wantsDuration ? nearestDuration(text) : undefined;
  if (duration !== undefined) return { suggestion: duration };
  const wantsText = typeof value === "number" && choices.some((choice) => choice.type === "string");
  return wantsText ? { suggestion: JSON.stringify(text) } : {};
}
