// The columns of a design: what varies, its levels as texts, and which of them each point has.

import type { Assignment } from "../../scenario/assignments.ts";
import { levelTexts } from "../../scenario/sweep/level-text.ts";
import type { Axis, SweepOptions } from "../../scenario/sweep/sweep-options.ts";

import type { Factor } from "./point.ts";

/** A factor, and for each point the place of its level among the levels. */
export interface Column {
  readonly factor: Factor;
  readonly levelOf: readonly number[];
}

/** The columns of the points; what a point does not set is as the scenario itself has it. */
export function columnsOf(options: SweepOptions, rows: readonly (readonly Assignment[])[]): readonly Column[] {
  const maps = rows.map((row) => new Map(row.map(({ path, value }) => [path, value])));
  return varied(options).map((one) => {
    const values = maps.map((map) =>
      one.paths.map((path) => (map.has(path) ? map.get(path) : options.asItIs.get(path))),
    );
    return columnOf(one, values);
  });
}

interface Varied {
  readonly name: string;
  readonly paths: readonly string[];
  /** In the order in which they are listed; empty where they were drawn from a range, or points are listed. */
  readonly levels: readonly (readonly unknown[])[];
  /** What the user calls them; empty: nothing. */
  readonly levelNames: readonly string[];
}

/** What varies, each once: nested parameters can have levels in several places. */
function varied({ axes, nested, listed }: SweepOptions): readonly Varied[] {
  const all = [...axes, ...nested.flatMap((one) => one.axes)].map(variedBy);
  const inPoints = new Set(listed.flatMap((point) => point.map(({ path }) => path)));
  const byName = new Map<string, Varied>();
  for (const one of [
    ...all,
    ...[...inPoints].map((path) => ({ name: path, paths: [path], levels: [], levelNames: [] })),
  ]) {
    const known = byName.get(one.name);
    byName.set(one.name, known === undefined ? one : { ...known, levels: [...known.levels, ...one.levels] });
  }
  return [...byName.values()];
}

function variedBy({ name, paths, values, levelNames = [] }: Axis): Varied {
  return { name, paths, levels: values.kind === "listed" ? values.levels : [], levelNames };
}

function columnOf(
  { name, paths, levels: listed, levelNames }: Varied,
  values: readonly (readonly unknown[])[],
): Column {
  const keys = values.map((value) => JSON.stringify(value));
  const used = new Map(values.map((value, index) => [keys[index]!, value]));
  const known = new Map(listed.map((level) => [JSON.stringify(level), level]));
  const ordered = [...[...known].filter(([key]) => used.has(key)), ...[...used].filter(([key]) => !known.has(key))];
  const isNumeric = paths.length === 1 && ordered.every(([, [value]]) => typeof value === "number");
  const isOrdered = paths.length === 1 && ordered.every(([, [value]]) => AMOUNT.test(String(value)));
  if (isOrdered && listed.length === 0) ordered.sort(([, [a]], [, [b]]) => amountOf(a) - amountOf(b));
  const places = new Map(ordered.map(([key], index) => [key, index]));
  const named = new Map(listed.map((level, index) => [JSON.stringify(level), levelNames[index]]));
  const texts = textsOf(ordered.map(([, value]) => value));
  const levels = ordered.map(([key], index) => named.get(key) ?? texts[index]!);
  return { factor: { name, paths, levels, isNumeric }, levelOf: keys.map((key) => places.get(key)!) };
}

const AMOUNT = /^-?[\d.]+(?:e[-+]?\d+)?[A-Za-z]*$/;

/** The number of an amount: drawn levels of one range have the same unit. */
function amountOf(value: unknown): number {
  return Number.parseFloat(String(value));
}

/** Of several paths, the texts of each joined. */
function textsOf(levels: readonly (readonly unknown[])[]): readonly string[] {
  const width = levels[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => {
    const distinct = new Map(levels.map((level) => [JSON.stringify(level[column]), level[column]]));
    const texts = levelTexts([...distinct.values()]);
    const textOf = new Map([...distinct.keys()].map((key, index) => [key, texts[index]!]));
    return levels.map((level) => textOf.get(JSON.stringify(level[column]))!);
  });
  return levels.map((_, row) => columns.map((texts) => texts[row]!).join(" + "));
}
