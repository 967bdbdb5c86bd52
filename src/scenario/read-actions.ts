// `spec.actions` of a scenario: what people do to its cluster, and when. What each kind has to know is read by its definition;
// what it names is held against what the scenario has, and what other actions bring.

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";
import type { SimTime } from "../base/time.ts";

import type { ActionStartOptions } from "../environment/actions/action-options.ts";
import type { ActionDefinition } from "../environment/actions/action.ts";
import type { ActionStart, PlannedAction } from "../environment/actions/planned-action.ts";
import { ACTIONS } from "../environment/actions/actions.ts";
import { readCondition, storedKindOf } from "../environment/actions/condition.ts";
import type { Condition } from "../environment/actions/planned-condition.ts";

import { ActionOptions, type ActionWorld } from "./action-options.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { freeName } from "./free-name.ts";
import { reportAfterHorizon } from "./read-faults.ts";

/** Kinds that bring what others may name; they are read first. */
const BRINGING: ReadonlySet<string> = new Set(["apply", "addNodes"]);

/** One entry of the list, of a known kind. */
interface Entry {
  readonly index: number;
  readonly name: string;
  readonly definition: ActionDefinition;
  readonly start: ActionStartOptions;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The actions that can be planned; the others are told. What they bring is added to the world. */
export function readActions(
  scenario: CheckedScenario,
  world: ActionWorld,
  horizonUs: SimTime | null,
  sink: DiagnosticSink,
): readonly PlannedAction[] {
  const entries = entriesOf(scenario, world, sink);
  const settings = new Map<Entry, PlannedAction["settings"]>();
  const isBringing = ({ definition }: Entry) => BRINGING.has(definition.name);
  for (const entry of [...entries.filter(isBringing), ...entries.filter((one) => !isBringing(one))]) {
    const path = ["spec", "actions", entry.index, entry.definition.name];
    settings.set(entry, entry.definition.read(entry.options, new ActionOptions(scenario, path, sink, world)));
  }
  const actions = entries.map((entry): PlannedAction => {
    const path = ["spec", "actions", entry.index];
    const reader = new ActionOptions(scenario, path, sink, world);
    const start = readStart(entry, entries, horizonUs, reader);
    const { name, definition } = entry;
    return { name, kind: definition.name, start, settings: settings.get(entry)!, position: reader.position };
  });
  for (const { index } of entries.filter(({ name }) => waitsForItself(name, actions))) {
    const reader = new ActionOptions(scenario, ["spec", "actions", index], sink, world);
    const message = "the action waits for itself, by way of those that it waits for";
    reader.report(["after"], { code: "cyclic-reference", message, expected: "an action that does not wait for it" });
  }
  return actions;
}

function entriesOf(scenario: CheckedScenario, world: ActionWorld, sink: DiagnosticSink): readonly Entry[] {
  const written = scenario.options.spec.actions ?? [];
  const taken = new Set<string>();
  for (const [index, { name }] of written.entries()) {
    if (name === undefined) continue;
    if (taken.has(name)) {
      const reader = new ActionOptions(scenario, ["spec", "actions", index], sink, world);
      const message = `the action ${name} is there twice`;
      reader.report(["name"], { code: "duplicate-name", message, expected: "a name of its own for each action" });
    }
    taken.add(name);
  }
  return written.flatMap((item, index): readonly Entry[] => {
    const start: ActionStartOptions = item;
    const entry = item as Readonly<Record<string, unknown>>;
    const kinds = ACTIONS.filter(({ name }) => entry[name] !== undefined);
    const [definition] = kinds;
    if (definition === undefined || kinds.length > 1) {
      reportKinds(kinds, new ActionOptions(scenario, ["spec", "actions", index], sink, world));
      return [];
    }
    const name = start.name ?? freeName(definition.name, taken);
    taken.add(name);
    return [{ index, name, definition, start, options: entry[definition.name] as Entry["options"] }];
  });
}

function reportKinds(kinds: readonly ActionDefinition[], reader: ActionOptions): void {
  reader.report([], {
    code: kinds.length === 0 ? "missing-field" : "too-many-kinds",
    message: kinds.length === 0 ? "the action has no kind" : `the action is of ${kinds.length} kinds`,
    expected: `one of ${ACTIONS.map(({ name }) => name).join(", ")}`,
  });
}

function readStart(
  { start, name }: Entry,
  entries: readonly Entry[],
  horizonUs: SimTime | null,
  reader: ActionOptions,
): ActionStart {
  const { at, after, when, delay } = start;
  if (at === undefined && after === undefined && when === undefined) {
    const message = "the action does not say when it is done";
    reader.report([], { code: "missing-field", message, expected: "at, after or when" });
  }
  const atUs = at === undefined ? 0 : reader.spanOf(at, ["at"]);
  const delayUs = delay === undefined ? 0 : reader.spanOf(delay, ["delay"]);
  if (horizonUs !== null && atUs + delayUs > horizonUs) {
    const isLate = atUs > horizonUs;
    reportAfterHorizon(isLate ? `at: ${at}` : `delay: ${delay}`, reader, [isLate ? "at" : "delay"]);
  }
  if (after !== undefined) checkAfter(after, name, entries, reader);
  return { atUs, after: after ?? null, when: readWhen(when, reader), delayUs };
}

function checkAfter(after: string, name: string, entries: readonly Entry[], reader: ActionOptions): void {
  const known = entries.map((entry) => entry.name).filter((other) => other !== name);
  if (known.includes(after) || after === name) return;
  reader.report(["after"], {
    code: "unknown-action",
    message: `there is no action ${after}`,
    expected: known.length === 0 ? "the name of another action" : `one of ${known.join(", ")}`,
    ...suggestionFor(after, known),
  });
}

function readWhen(options: ActionStartOptions["when"], reader: ActionOptions): Condition | null {
  if (options === undefined) return null;
  const read = readCondition(options);
  if (!("subject" in read)) {
    const { field, ...problem } = read;
    reader.report(["when", ...(field === undefined ? [] : [field])], { code: "wrong-value", ...problem });
    return null;
  }
  const kind = storedKindOf(read);
  const path = ["when", read.subject];
  if (kind !== undefined) reader.expectObject({ kind, namespace: read.namespace, name: read.name }, path);
  if (read.subject === "node") reader.expectNode(read.name, path);
  return read;
}

function waitsForItself(name: string, actions: readonly PlannedAction[]): boolean {
  const afterOf = (of: string | null) => actions.find((action) => action.name === of)?.start.after ?? null;
  let before = afterOf(name);
  for (let steps = 0; before !== null && steps <= actions.length; steps += 1) {
    if (before === name) return true;
    before = afterOf(before);
  }
  return false;
}
