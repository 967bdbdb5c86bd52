// What a scenario and the arguments of a command vary: paths, levels and points, each checked at its own place, all mistakes told
// at once.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import type { SourceDocument } from "../../environment/documents/read-documents.ts";

import type { Assignment } from "../assignments.ts";

import { AssignmentPlaces } from "./assignment-places.ts";
import { AxisReader, inside, type Parameter, type WrittenAt, type WrittenParameter } from "./axis-reader.ts";
import { reportOverlaps, reportOverlapsAt } from "./overlapping-paths.ts";
import type { Axis, NestedAxes, SweepOptions } from "./sweep-options.ts";
import {
  DEFAULT_CONFIDENCE,
  DEFAULT_REPLICATIONS,
  type DesignName,
  type SweepSection,
  type WrittenLevels,
} from "./sweep-schema.ts";
import { readVaryArgument } from "./vary-argument.ts";

/** What is varied, and where each value of it stands. */
export interface ReadSweepOptions {
  readonly options: SweepOptions;
  readonly places: AssignmentPlaces;
}

const AT: WrittenAt = Object.freeze({ kind: "document", path: Object.freeze(["spec", "sweep"]) });

/** The sweep of a scenario (`section`) with the arguments of `--vary`; with mistakes, which are told, what is left of it. */
export function readSweepOptions(
  section: SweepSection,
  vary: readonly string[],
  document: SourceDocument,
  sink: DiagnosticSink,
): ReadSweepOptions {
  const places = new AssignmentPlaces();
  const options = new SweepReader(document, places, sink).read(section, vary);
  return { options, places };
}

class SweepReader {
  readonly #axes: AxisReader;
  readonly #sink: DiagnosticSink;

  constructor(document: SourceDocument, places: AssignmentPlaces, sink: DiagnosticSink) {
    this.#axes = new AxisReader(document, places, sink);
    this.#sink = sink;
  }

  read(section: SweepSection, vary: readonly string[]): SweepOptions {
    const toldBefore = this.#sink.all.length;
    const design = section.design ?? (Array.isArray(section.points) ? "list" : "grid");
    const pairs = (section.paired ?? []).flatMap((written, index) => this.#pair(written, inside(AT, "paired", index)));
    const singles = this.#singles(section, vary, pairs);
    const axes = [...singles.map((parameter) => this.#axes.single(parameter)), ...pairs];
    const nested = (section.nested ?? []).flatMap((written, index) =>
      this.#nest(written, axes, inside(AT, "nested", index)),
    );
    const listed = Array.isArray(section.points) ? this.#points(section.points) : [];
    if (this.#sink.all.length === toldBefore) {
      if (!reportOverlaps(axes, nested, this.#axes)) this.#reportNames(axes);
      this.#reportMisfits(section, design, axes, nested);
    }
    return {
      design,
      axes,
      nested,
      listed,
      drawnPoints: typeof section.points === "number" ? section.points : 0,
      replications: section.replications ?? DEFAULT_REPLICATIONS,
      precision: section.precision === undefined ? null : Number(section.precision.slice(0, -1)) / 100,
      confidence: section.confidence ?? DEFAULT_CONFIDENCE,
      asItIs: new Map(this.#axes.paths.map(({ text, value }) => [text, value ?? null])),
    };
  }

  /** The parameters that vary by themselves: those of the scenario, with other levels where an argument gives them, then others. */
  #singles(section: SweepSection, vary: readonly string[], pairs: readonly Axis[]): readonly Parameter[] {
    const varied = new Map(vary.flatMap((text) => this.#argument(text)).map((one) => [one.path.text, one] as const));
    const parameters = writtenIn(section.parameters, inside(AT, "parameters")).flatMap((written) => {
      const path = this.#axes.path(written.path, written.at);
      const replaced = path === undefined ? undefined : varied.get(path.text);
      if (path !== undefined) varied.delete(path.text);
      return [replaced ?? this.#axes.parameter(written)].filter((one) => one !== undefined);
    });
    for (const { path, at } of varied.values()) {
      const pair = pairs.find(({ paths }) => paths.includes(path.text));
      if (pair === undefined) continue;
      const message = `${path.text} varies together with ${pair.paths.filter((other) => other !== path.text).join(", ")}`;
      this.#axes.tell(at, "key", { code: "bad-argument", message, expected: "a parameter that varies by itself" });
    }
    return [...parameters, ...varied.values()];
  }

  #argument(text: string): readonly Parameter[] {
    const read = readVaryArgument(text);
    if (read.kind === "problem") {
      this.#sink.report({ ...read.problem, severity: "error" });
      return [];
    }
    const parameter = this.#axes.parameter({ ...read, at: { kind: "argument", text: `--vary ${text}` } });
    return parameter === undefined ? [] : [parameter];
  }

  #pair(written: NonNullable<SweepSection["paired"]>[number], at: WrittenAt): readonly Axis[] {
    const { name, levels, ...paths } = written;
    const all = writtenIn(paths, at);
    const parameters = all.flatMap((one) => this.#axes.parameter(one) ?? []);
    if (parameters.length < all.length) return [];
    const pair = this.#axes.paired({ name, levels }, parameters, at);
    return pair === undefined ? [] : [pair];
  }

  #nest(
    { when, parameters }: NonNullable<SweepSection["nested"]>[number],
    axes: readonly Axis[],
    at: WrittenAt,
  ): readonly NestedAxes[] {
    const conditions = Object.entries(when).flatMap(([path, value]) =>
      this.#condition({ path, value }, axes, inside(at, "when", path)),
    );
    const written = writtenIn(parameters, inside(at, "parameters"));
    const read = written.flatMap((one) => this.#axes.parameter(one) ?? []);
    return [{ when: conditions, axes: read.map((parameter) => this.#axes.single(parameter)) }];
  }

  /** A condition about a parameter of the sweep and one of its levels. */
  #condition({ path: text, value }: Assignment, axes: readonly Axis[], at: WrittenAt): readonly Assignment[] {
    const path = this.#axes.path(text, at);
    if (path === undefined) return [];
    const axis = axes.find(({ paths }) => paths.includes(path.text));
    // A parameter with a mistake has been told; what depends on it is none by itself.
    if (axis === undefined && this.#axes.isWrong(path)) return [];
    if (axis === undefined) {
      const known = axes.flatMap(({ paths }) => paths);
      this.#axes.tellUnknown(at, `${path.text} is not varied by the sweep itself`, path.text, known);
      return [];
    }
    const levels = axis.values.kind === "listed" ? axis.values.levels : [];
    const column = axis.paths.indexOf(path.text);
    if (!levels.some((level) => JSON.stringify(level[column]) === JSON.stringify(value))) {
      const expected = `one of ${levels.map((level) => JSON.stringify(level[column])).join(", ")}`;
      const message = `${path.text} is never ${JSON.stringify(value)}`;
      this.#axes.tell(at, "value", { code: "unknown-level", message, expected });
      return [];
    }
    return [{ path: path.text, value }];
  }

  #points(points: readonly Readonly<Record<string, unknown>>[]): SweepOptions["listed"] {
    return points.map((point, index) => {
      const assignments = Object.entries(point).flatMap(([text, value]): readonly Assignment[] => {
        const at = inside(AT, "points", index, text);
        const path = this.#axes.path(text, at);
        if (path === undefined || !this.#axes.value({ path: path.text, value }, at, at)) return [];
        return [{ path: path.text, value }];
      });
      reportOverlapsAt(
        assignments.map(({ path }) => path),
        inside(AT, "points", index),
        this.#axes,
      );
      return assignments;
    });
  }

  /** Tells of pairs that have the name of another parameter. */
  #reportNames(axes: readonly Axis[]): void {
    const taken = new Set<string>();
    for (const { name } of axes) {
      if (taken.has(name)) {
        const message = `two parameters of the sweep have the name ${name}`;
        const problem = { code: "duplicate-name", message, expected: "a name of its own for each pair" };
        this.#axes.tell(inside(AT, "paired"), "key", problem);
      }
      taken.add(name);
    }
  }

  /** Tells what a design cannot do. */
  #reportMisfits(
    { points }: SweepSection,
    design: DesignName,
    axes: readonly Axis[],
    nested: readonly NestedAxes[],
  ): void {
    const at = inside(AT, points === undefined ? "design" : "points");
    const misfit = misfitOf(design, points, axes, nested);
    if (misfit !== undefined) this.#axes.tell(at, "value", { code: "bad-design", ...misfit });
  }
}

function writtenIn(
  parameters: Readonly<Record<string, WrittenLevels>> | undefined,
  at: WrittenAt,
): readonly WrittenParameter[] {
  return Object.entries(parameters ?? {}).map(([path, levels]) => ({ path, levels, at: inside(at, path) }));
}

interface Misfit {
  readonly message: string;
  readonly expected: string;
}

function misfitOf(
  design: DesignName,
  points: SweepSection["points"],
  axes: readonly Axis[],
  nested: readonly NestedAxes[],
): Misfit | undefined {
  if (Array.isArray(points)) {
    if (design !== "list") return { message: `design: ${design} has no list of points`, expected: "design: list" };
    if (axes.length === 0) return undefined;
    const varied = axes.map(({ name }) => name).join(", ");
    return { message: `the sweep lists its points and varies ${varied} too`, expected: "either points or parameters" };
  }
  if (design === "list") return { message: "design: list has no points", expected: "a list of points" };
  if (design === "grid") {
    if (points !== undefined) return { message: "a grid has as many points as its levels make", expected: "no points" };
    const between = axes.find(({ values }) => values.kind === "between");
    if (between === undefined) return undefined;
    return {
      message: `the range of ${between.name} has no levels`,
      expected: "step or count (--vary PATH=FROM..TO:STEP), or another design",
    };
  }
  if (points === undefined) return { message: `design: ${design} has no number of points`, expected: "points: 20" };
  if (axes.length === 0) return { message: `design: ${design} has nothing to vary`, expected: "parameters" };
  if (nested.length === 0) return undefined;
  return { message: `nested parameters do not go with design: ${design}`, expected: "design: grid" };
}
