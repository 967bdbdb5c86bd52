// Parameters of a sweep to axes: the path and each level of it checked, what is wrong told at its place.

import { DiagnosticSink, suggestionFor, type Diagnostic } from "../../base/diagnostic.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";
import type { SourceDocument } from "../../environment/documents/read-documents.ts";
import { pathText } from "../../environment/manifests/document-path.ts";

import type { Assignment } from "../assignments.ts";
import { scenarioJsonSchema, type JsonSchema } from "../json-schema.ts";

import { AssignmentPlaces, type AssignmentPlace } from "./assignment-places.ts";
import { checkPath, type CheckedPath } from "./check-path.ts";
import { valueText } from "./level-text.ts";
import { readRange } from "./range-levels.ts";
import type { Axis, AxisValues } from "./sweep-options.ts";
import type { WrittenLevels } from "./sweep-schema.ts";
import { ValueChecker } from "./value-checker.ts";

/** Where something of a sweep is written: under a key of the scenario, or in an argument that is shown as it is. */
export type WrittenAt =
  { readonly kind: "document"; readonly path: DocumentPath } | { readonly kind: "argument"; readonly text: string };

/** The levels of one path as they are written. */
export interface WrittenParameter {
  readonly path: string;
  readonly levels: WrittenLevels;
  readonly at: WrittenAt;
}

/** One path and its levels, checked. */
export interface Parameter {
  readonly path: CheckedPath;
  readonly at: WrittenAt;
  readonly values:
    { readonly kind: "listed"; readonly levels: readonly unknown[] } | Extract<AxisValues, { kind: "between" }>;
}

/** What a user calls several parameters that vary together, and their levels. */
export interface PairNames {
  readonly name?: string | undefined;
  readonly levels?: readonly string[] | undefined;
}

type Problem = Pick<Diagnostic, "code" | "message" | "expected" | "suggestion">;

export class AxisReader {
  readonly #document: SourceDocument;
  readonly #sink: DiagnosticSink;
  readonly #values: ValueChecker;
  readonly #schema: JsonSchema = scenarioJsonSchema();
  readonly #paths = new Map<string, CheckedPath | undefined>();
  readonly #wrong = new Set<CheckedPath>();

  constructor(document: SourceDocument, places: AssignmentPlaces, sink: DiagnosticSink) {
    this.#document = document;
    this.#sink = sink;
    this.#values = new ValueChecker(document, places, sink);
  }

  /** A reader of the same document that tells nobody what is wrong. */
  silent(): AxisReader {
    return new AxisReader(this.#document, new AssignmentPlaces(), new DiagnosticSink());
  }

  /** Every path that was found to be one, in the order in which they were first written. */
  get paths(): readonly CheckedPath[] {
    const texts = new Map([...this.#paths.values()].flatMap((path) => (path === undefined ? [] : [[path.text, path]])));
    return [...texts.values()];
  }

  /** The path, if it can be varied; what is wrong with it is told once. */
  path(text: string, at: WrittenAt): CheckedPath | undefined {
    if (!this.#paths.has(text)) {
      const checked = checkPath(text, this.#document.value, this.#schema);
      if (checked.kind === "problem") this.tell(at, "key", checked.problem);
      this.#paths.set(text, checked.kind === "problem" ? undefined : checked);
    }
    return this.#paths.get(text);
  }

  /** Whether the levels of a path were not what they should be. */
  isWrong(path: CheckedPath): boolean {
    return this.#wrong.has(path);
  }

  /** The parameter, if path and levels are right. */
  parameter({ path: text, levels, at }: WrittenParameter): Parameter | undefined {
    const path = this.path(text, at);
    if (path === undefined) return undefined;
    const parameter = this.#withLevels(path, levels, at);
    if (parameter === undefined) this.#wrong.add(path);
    return parameter;
  }

  #withLevels(path: CheckedPath, levels: WrittenLevels, at: WrittenAt): Parameter | undefined {
    if (Array.isArray(levels)) return this.#listed(path, levels, at);
    const range = readRange(
      levels,
      path.schemas.some(({ type }) => type === "integer"),
    );
    if (range.kind === "problem") {
      const { field, ...problem } = range.problem;
      this.tell(inside(at, field), "value", { code: "bad-range", ...problem });
      return undefined;
    }
    const place = placeOf(at, at);
    const values: Parameter["values"] = range.kind === "between" ? range : { kind: "listed", levels: range.levels };
    const judged = range.kind === "levels" ? spreadOf(range.levels) : [levels.from, levels.to];
    // One mistake a range: its levels are alike.
    return judged.every((value) => this.#values.accepts({ path: path.text, value }, place))
      ? { path, at, values }
      : undefined;
  }

  #listed(path: CheckedPath, levels: readonly unknown[], at: WrittenAt): Parameter | undefined {
    const accepted = levels.map((value, index) => this.value({ path: path.text, value }, at, inside(at, index)));
    if (accepted.includes(false)) return undefined;
    return { path, at, values: { kind: "listed", levels } };
  }

  /** Whether the value may stand at its path: `under` is where the path is written, `at` where the value is. */
  value(assignment: Assignment, under: WrittenAt, at: WrittenAt): boolean {
    return this.#values.accepts(assignment, placeOf(under, at));
  }

  /** An axis of one parameter; levels that are there twice are told. */
  single({ path, at, values }: Parameter): Axis {
    if (values.kind === "between") return { name: path.text, paths: [path.text], values };
    const levels = values.levels.map((value) => [value]);
    this.#tellRepetitions(levels, path.text, at);
    return { name: path.text, paths: [path.text], values: { kind: "listed", levels } };
  }

  /** An axis of several parameters with levels of equal number; undefined if they are not. */
  paired({ name, levels: levelNames }: PairNames, parameters: readonly Parameter[], at: WrittenAt): Axis | undefined {
    const levels = parameters.map(({ values }) => (values.kind === "listed" ? values.levels : undefined));
    const counts = levels.map((list) => list?.length);
    if (counts.includes(undefined)) {
      const message = "parameters that vary together need levels: a range has neither step nor count";
      this.tell(at, "value", { code: "bad-pair", message, expected: "step or count in each range" });
      return undefined;
    }
    if (new Set(counts).size > 1) {
      const message = `parameters that vary together have ${counts.join(", ")} levels`;
      this.tell(at, "value", { code: "bad-pair", message, expected: "lists of equal length" });
      return undefined;
    }
    const paths = parameters.map(({ path }) => path.text);
    const rows = Array.from({ length: counts[0] ?? 0 }, (_, row) => levels.map((list) => list![row]));
    const axis = { name: name ?? paths.join(" + "), paths, values: { kind: "listed", levels: rows } } as const;
    this.#tellRepetitions(rows, axis.name, at);
    if (levelNames === undefined) return axis;
    return this.#areNames(levelNames, rows.length, inside(at, "levels")) ? { ...axis, levelNames } : undefined;
  }

  /** Whether each of so many levels has a name of its own. */
  #areNames(names: readonly string[], levels: number, at: WrittenAt): boolean {
    const repeated = names.find((name, index) => names.indexOf(name) < index);
    if (names.length === levels && repeated === undefined) return true;
    const message =
      names.length === levels
        ? `two levels have the name ${JSON.stringify(repeated)}`
        : `${names.length} ${names.length === 1 ? "name" : "names"} for ${levels} ${levels === 1 ? "level" : "levels"}`;
    this.tell(at, "value", { code: "bad-pair", message, expected: "a name of its own for each level" });
    return false;
  }

  #tellRepetitions(levels: readonly (readonly unknown[])[], name: string, at: WrittenAt): void {
    const seen = new Set<string>();
    for (const level of levels) {
      const key = JSON.stringify(level);
      if (seen.has(key)) {
        const message = `${name} has the level ${level.map(valueText).join(" + ")} twice`;
        this.tell(at, "value", { code: "duplicate-level", message, expected: "each level once" });
        return;
      }
      seen.add(key);
    }
  }

  /** Tells a mistake at a place of the scenario, or of an argument. */
  tell(at: WrittenAt, what: "key" | "value", problem: Problem): void {
    if (at.kind === "argument") {
      this.#sink.report({ ...problem, severity: "error", message: `${at.text}: ${problem.message}` });
      return;
    }
    const position = what === "key" ? this.#document.positionOfKey(at.path) : this.#document.positionOf(at.path);
    this.#sink.report({ ...problem, severity: "error", position, path: pathText(at.path) });
  }

  /** Tells that a name is none of those that there are. */
  tellUnknown(at: WrittenAt, message: string, name: string, known: readonly string[]): void {
    const expected = known.length === 0 ? "a parameter of the sweep" : `one of ${known.join(", ")}`;
    this.tell(at, "key", { code: "unknown-parameter", message, expected, ...suggestionFor(name, known) });
  }
}

/** A part of what is written. */
export function inside(at: WrittenAt, ...steps: readonly (string | number | undefined)[]): WrittenAt {
  if (at.kind === "argument") return at;
  return { kind: "document", path: [...at.path, ...steps.filter((step) => step !== undefined)] };
}

function placeOf(under: WrittenAt, at: WrittenAt): AssignmentPlace {
  if (under.kind === "argument") return { kind: "argument", option: optionOf(under.text) };
  if (at.kind === "argument") return { kind: "argument", option: optionOf(at.text) };
  return { kind: "document", key: under.path, value: at.path };
}

function optionOf(argument: string): string {
  return argument.split(" ", 1)[0]!;
}

/** Fields that take some numbers of a range and not others have few of them. */
const MOST_JUDGED = 100;

/** All of a few levels; of many the ends and some between. */
function spreadOf(levels: readonly unknown[]): readonly unknown[] {
  if (levels.length <= MOST_JUDGED) return levels;
  const last = levels.length - 1;
  return Array.from({ length: MOST_JUDGED }, (_, index) => levels[Math.floor((index * last) / (MOST_JUDGED - 1))]);
}
