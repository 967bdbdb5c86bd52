// The plugin definitions that a user's module exports, and what is wrong with its exports.

import { suggestionFor } from "../../base/diagnostic.ts";

import { EXTENSION_POINTS, type ExtensionPoint } from "../framework/configuration.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { isRecord, shown } from "./answer-problems.ts";
import { guarded } from "./guarded-plugin.ts";

/** What a module exports for each of its plugins: as plugins in the tree are defined. */
export interface OwnPluginDefinition extends Omit<PluginDefinition, "source"> {
  /** What it imitates, if anything. */
  readonly source?: string;
}

/** A mistake in a module's exports. */
export interface ExportProblem {
  readonly message: string;
  readonly expected?: string;
  readonly suggestion?: string;
}

export interface OwnDefinitions {
  /** Guarded; without those that have mistakes. */
  readonly definitions: readonly PluginDefinition[];
  readonly problems: readonly ExportProblem[];
}

/** Points that a simulated scheduler never comes to. */
const NEVER_RUN: ReadonlySet<ExtensionPoint> = new Set([
  "queueSort",
  "reserve",
  "permit",
  "preBind",
  "bind",
  "postBind",
]);

const RUN_POINTS = EXTENSION_POINTS.filter((point) => !NEVER_RUN.has(point));

const NAME = /^[A-Za-z][A-Za-z0-9._/-]*$/;

/** `exports`: those of the module at `module`; `taken`: names that other plugins have. Functions beside definitions are let be. */
export function ownDefinitions(
  exports: Readonly<Record<string, unknown>>,
  module: string,
  taken: ReadonlySet<string>,
): OwnDefinitions {
  const problems: ExportProblem[] = [];
  const definitions = new Map<string, PluginDefinition>();
  for (const [key, value] of Object.entries(exports)) {
    if (!isRecord(value)) continue;
    const found = problemsOf(key, value, (name) => taken.has(name) || definitions.has(name));
    problems.push(...found);
    if (found.length > 0) continue;
    const definition = definitionOf(value, module);
    definitions.set(definition.name, guarded(definition, module));
  }
  if (definitions.size === 0 && problems.length === 0) {
    problems.push({ message: `${module} exports no plugin`, expected: "an object with name, points and create" });
  }
  return { definitions: [...definitions.values()], problems };
}

/** Of an export without mistakes. */
function definitionOf(value: object, module: string): PluginDefinition {
  const definition = value as OwnPluginDefinition;
  const { name, source, points } = definition;
  return {
    name,
    source: typeof source === "string" ? source : module,
    points,
    create: (args, handle) => definition.create(args, handle),
  };
}

function problemsOf(
  key: string,
  { name, points, create }: Readonly<Record<string, unknown>>,
  isTaken: (name: string) => boolean,
): readonly ExportProblem[] {
  const of = `of the export ${key}`;
  const problems: ExportProblem[] = [];
  if (typeof name !== "string" || !NAME.test(name)) {
    problems.push({ message: `name ${of} is ${shown(name)}`, expected: "a name such as Price" });
  } else if (isTaken(name)) {
    problems.push({ message: `the name ${name} ${of} is taken`, expected: "a name that no other plugin has" });
  }
  if (typeof create !== "function") {
    problems.push({ message: `create ${of} is ${shown(create)}`, expected: "a function that makes the plugin" });
  }
  if (!Array.isArray(points) || points.length === 0) {
    return [
      ...problems,
      { message: `points ${of} are ${shown(points)}`, expected: `a list of ${RUN_POINTS.join(", ")}` },
    ];
  }
  return [...problems, ...points.flatMap((point: unknown) => pointProblem(point, of))];
}

function pointProblem(point: unknown, of: string): readonly ExportProblem[] {
  if ((RUN_POINTS as readonly unknown[]).includes(point)) return [];
  const expected = `one of ${RUN_POINTS.join(", ")}`;
  if ((EXTENSION_POINTS as readonly unknown[]).includes(point)) {
    return [{ message: `point ${String(point)} ${of} is not simulated for plugins of a scenario`, expected }];
  }
  const suggestion = typeof point === "string" ? suggestionFor(point, RUN_POINTS) : {};
  return [{ message: `point ${shown(point)} ${of} does not exist`, expected, ...suggestion }];
}
