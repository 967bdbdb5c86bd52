// The settings of a backtest: the current one first, then every other combination of what `--vary` lists.

import { DiagnosticSink, suggestionFor } from "../../base/diagnostic.ts";

import { parseAssignmentPath, withAssignments, type Assignment } from "../../scenario/assignments.ts";
import { valueText } from "../../scenario/sweep/level-text.ts";
import { readRange } from "../../scenario/sweep/range-levels.ts";
import { readVaryArgument, type VaryArgument } from "../../scenario/sweep/vary-argument.ts";

import type { Factor } from "../design/point.ts";

import { contendingAxes } from "./contending-axes.ts";
import { CONTROLLER_FLAGS, controllerFlagNamed, type ControllerFlag } from "./controller-flags.ts";
import { isOwnPath, OWN_EXPECTED } from "./own-fields.ts";
import { partAt, type PlainObject } from "./plain-object.ts";
import { VARY_KEYS, type ScaledPair, type VaryKey } from "./vary-keys.ts";

/** More settings than these nobody reads. */
const MOST_SETTINGS = 1_000;
/** What a value of the cluster is before it is varied. */
const AS_IT_IS = "as it is";

/** One way to set what is varied. */
export interface Setting extends ScaledPair {
  /** Of each factor, the place of its level. */
  readonly levels: readonly number[];
  /** What it sets in the scenario beside the two objects. */
  readonly assignments: readonly Assignment[];
}

export interface Settings {
  readonly factors: readonly Factor[];
  /** The current one first. */
  readonly settings: readonly Setting[];
}

/** One level of what is varied. */
interface Level {
  readonly text: string;
  readonly apply: (setting: Setting) => Setting;
}

interface Axis {
  readonly name: string;
  /** Each text once. */
  readonly levels: readonly Level[];
  /** The place of the level that is in force; it is among them. */
  readonly current: number;
  /** Whether that one was not asked for. */
  readonly isAdded: boolean;
  readonly isNumeric: boolean;
}

/** What is varied, as it stands. */
export interface VariedWorld extends ScaledPair {
  /** `spec.controllerManager` of the scenario. */
  readonly controllerManager: PlainObject;
}

/** Undefined if there are mistakes: then the sink has all of them. `vary`: `KEY=v1,v2`. */
export function readSettings(
  { controllerManager, ...pair }: VariedWorld,
  vary: readonly string[],
  told: DiagnosticSink,
): Settings | undefined {
  const sink = new DiagnosticSink();
  const axes: Axis[] = [];
  for (const text of vary) {
    const axis = readAxis(text, pair, controllerManager, sink);
    if (axis === undefined) continue;
    const twice = axes.some(({ name }) => name === axis.name);
    if (twice) tell(sink, `--vary ${axis.name} is there twice`, "each key once, with all its values");
    axes.push(axis);
  }
  const count = axes.reduce((product, { levels, isAdded }) => product * (levels.length - (isAdded ? 1 : 0)), 1);
  if (count > MOST_SETTINGS) tell(sink, `there are ${count} settings`, `at most ${MOST_SETTINGS}`);
  if (!sink.hasErrors) tellContending(axes, pair, sink);
  for (const one of sink.all) told.report(one);
  return sink.hasErrors ? undefined : { factors: axes.map(factorOf), settings: settingsOf(axes, pair) };
}

function tellContending(axes: readonly Axis[], pair: ScaledPair, sink: DiagnosticSink): void {
  const contending = contendingAxes<Setting>(axes, { ...pair, levels: [], assignments: [] });
  if (contending === undefined) return;
  const [earlier, later] = contending;
  tell(sink, `--vary ${later} sets what --vary ${earlier} sets, too`, "one of them, with all its values");
}

function tell(sink: DiagnosticSink, message: string, expected: string, suggestion: { suggestion?: string } = {}): void {
  sink.report({ code: "bad-argument", severity: "error", message, expected, ...suggestion });
}

function factorOf({ name, levels, isNumeric }: Axis): Factor {
  return { name, paths: [], levels: levels.map(({ text }) => text), isNumeric };
}

function settingsOf(axes: readonly Axis[], pair: ScaledPair): readonly Setting[] {
  const current = axes.map((axis) => axis.current);
  const asked = axes.map(({ levels, isAdded }) => [...levels.keys()].filter((place) => !isAdded || place > 0));
  const combinations = asked.reduce<readonly (readonly number[])[]>(
    (found, places) => found.flatMap((one) => places.map((place) => [...one, place])),
    [[]],
  );
  const others = combinations.filter((levels) => levels.some((place, axis) => place !== current[axis]));
  return [current, ...others].map((levels) => {
    const begin: Setting = { ...pair, levels, assignments: [] };
    return levels.reduce((setting, place, axis) => axes[axis]!.levels[place]!.apply(setting), begin);
  });
}

function readAxis(
  text: string,
  pair: ScaledPair,
  controllerManager: PlainObject,
  sink: DiagnosticSink,
): Axis | undefined {
  const argument = readVaryArgument(text);
  if (argument.kind === "problem") {
    sink.report({ severity: "error", ...argument.problem });
    return undefined;
  }
  const values = valuesOf(argument, sink);
  if (values === undefined) return undefined;
  const { path } = argument;
  const key = VARY_KEYS.find(({ name }) => name === path);
  if (key !== undefined) return keyAxis(key, values, pair, sink);
  const flag = controllerFlagNamed(path);
  if (flag !== undefined) return flagAxis(flag, values, controllerManager, sink);
  const [, object, within] = /^(hpa|deployment)\.(.+)$/s.exec(path) ?? [];
  if (object !== undefined) {
    return objectAxis(path, object === "hpa" ? "autoscaler" : "deployment", within!, values, pair, sink);
  }
  if (/[.[]/.test(path) && parseAssignmentPath(path) !== undefined) {
    if (!isOwnPath(path)) return scenarioAxis(path, values);
    tell(sink, `--vary: ${path} is the backtest's own`, OWN_EXPECTED);
    return undefined;
  }
  const names = [...VARY_KEYS, ...CONTROLLER_FLAGS].map(({ name }) => name);
  const expected = `${names.join(", ")}, a field as hpa.PATH or deployment.PATH, or a path of the scenario`;
  tell(sink, `--vary: there is no key ${path}`, expected, suggestionFor(path, names));
  return undefined;
}

function valuesOf({ path, levels }: VaryArgument, sink: DiagnosticSink): readonly unknown[] | undefined {
  if (Array.isArray(levels)) return levels;
  const read = readRange(levels, true);
  if (read.kind === "levels") return read.levels;
  const problem =
    read.kind === "problem" ? read.problem : { message: "the range has no step", expected: "FROM..TO:STEP" };
  tell(sink, `--vary ${path}: ${problem.message}`, problem.expected);
  return undefined;
}

function keyAxis(key: VaryKey, values: readonly unknown[], pair: ScaledPair, sink: DiagnosticSink): Axis | undefined {
  const wrong: unknown[] = [];
  const levels = values.flatMap((value): readonly Level[] => {
    const written = key.write(pair, value);
    if (written === undefined) wrong.push(value);
    const apply = (setting: Setting): Setting => ({ ...setting, ...key.write(setting, value) });
    return written === undefined ? [] : [{ text: String(key.read(written)), apply }];
  });
  tellWrong(key, wrong, sink);
  tellDoubts(key, values, sink);
  return axisOf(key.name, levels, String(key.read(pair)));
}

/** One cause, one mistake. */
function tellWrong(
  { name, expected }: Pick<VaryKey, "name" | "expected">,
  wrong: readonly unknown[],
  sink: DiagnosticSink,
): void {
  if (wrong.length === 0) return;
  const said = wrong.length === 1 ? "is no such value" : "are no such values";
  tell(sink, `--vary ${name}: ${wrong.map(valueText).join(", ")} ${said}`, expected);
}

/** Values that can be, and are hardly meant. */
function tellDoubts(
  { name, expected, doubt }: Pick<VaryKey, "name" | "expected" | "doubt">,
  values: readonly unknown[],
  sink: DiagnosticSink,
): void {
  const doubts = values.flatMap((value) => doubt?.(value) ?? []);
  if (doubts.length === 0) return;
  const message = `--vary ${name}: ${doubts.join(", ")}`;
  sink.report({ code: "large-share", severity: "warning", message, expected });
}

function flagAxis(
  flag: ControllerFlag,
  values: readonly unknown[],
  controllerManager: PlainObject,
  sink: DiagnosticSink,
): Axis {
  const path = `controllerManager.${flag.field}`;
  const wrong: unknown[] = [];
  const levels = values.flatMap((written): readonly Level[] => {
    const read = flag.read(written);
    if (read === undefined) wrong.push(written);
    return read === undefined ? [] : [assigning(path, read.value, read.text)];
  });
  tellWrong(flag, wrong, sink);
  tellDoubts(flag, values, sink);
  const current = controllerManager[flag.field] ?? flag.standard;
  return axisOf(flag.name, levels, flag.read(current)?.text ?? valueText(current));
}

function objectAxis(
  name: string,
  object: keyof ScaledPair,
  path: string,
  values: readonly unknown[],
  pair: ScaledPair,
  sink: DiagnosticSink,
): Axis | undefined {
  const first = withAssignments(pair[object], [{ path, value: values[0] }]);
  if (first.kind === "no-such-place") {
    tell(sink, `--vary: ${name} leads nowhere`, "a field of the manifest, items of lists by their place or name");
    return undefined;
  }
  const levels = values.map((value): Level => ({
    text: valueText(value),
    apply: (setting) => {
      const assigned = withAssignments(setting[object], [{ path, value }]);
      return assigned.kind === "assigned" ? { ...setting, [object]: assigned.value as PlainObject } : setting;
    },
  }));
  return axisOf(name, levels, valueText(partAt(pair[object], first.paths[0]!) ?? null));
}

function scenarioAxis(path: string, values: readonly unknown[]): Axis {
  const levels = values.map((value) => assigning(path, value, valueText(value)));
  return axisOf(path, levels, AS_IT_IS);
}

function assigning(path: string, value: unknown, text: string): Level {
  return { text, apply: (setting) => ({ ...setting, assignments: [...setting.assignments, { path, value }] }) };
}

/** Each text once; what is in force stands first if it was not asked for. */
function axisOf(name: string, asked: readonly Level[], current: string): Axis {
  const distinct = [...new Map(asked.map((level) => [level.text, level])).values()];
  const place = distinct.findIndex(({ text }) => text === current);
  const levels = place >= 0 ? distinct : [{ text: current, apply: (setting: Setting) => setting }, ...distinct];
  return {
    name,
    levels,
    current: Math.max(0, place),
    isAdded: place < 0,
    isNumeric: levels.every(({ text }) => /^\d+(?:\.\d+)?$/.test(text)),
  };
}
