// `spec.faults` of a scenario: what happens to its nodes, and when. What each kind has beside target and timing is read by
// its definition.

import type { DiagnosticSink } from "../base/diagnostic.ts";
import type { SimTime } from "../base/time.ts";

import type { CommonFaultOptions } from "../environment/faults/fault-options.ts";
import type { FaultDefinition } from "../environment/faults/fault.ts";
import type { FaultTiming, PlannedFault } from "../environment/faults/planned-fault.ts";
import { FAULTS } from "../environment/faults/faults.ts";
import { readLaw } from "../environment/laws.ts";
import { meansAllNodes, meetsTarget, nodeTargetOf, type TargetedNode } from "../environment/node-target.ts";

import { checkNodeTarget } from "./check-node-target.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { checkPace } from "./fault-pace.ts";
import { freeName } from "./free-name.ts";
import { ScenarioOptions } from "./scenario-options.ts";

/** The faults that can be planned; the others are told. `nodes` are those that the run can have. */
export function readFaults(
  scenario: CheckedScenario,
  nodes: readonly TargetedNode[],
  horizonUs: SimTime | null,
  sink: DiagnosticSink,
): readonly PlannedFault[] {
  const taken = new Set<string>();
  return (scenario.options.spec.faults ?? []).flatMap((entry, index) => {
    const path = ["spec", "faults", index];
    const kinds = FAULTS.filter(({ name }) => entry[name] !== undefined);
    const [definition] = kinds;
    if (definition === undefined || kinds.length > 1) {
      reportKinds(kinds, new ScenarioOptions(scenario, path, sink));
      return [];
    }
    const options = entry[definition.name] as CommonFaultOptions;
    const reader = new ScenarioOptions(scenario, [...path, definition.name], sink);
    checkTarget(definition, options, nodes, reader);
    const timing = readTiming(options, horizonUs, reader);
    const settings = definition.read(options, reader);
    if (options.name !== undefined && taken.has(options.name)) reportTaken(options.name, reader);
    const name = options.name ?? freeName(definition.name, taken);
    taken.add(name);
    if (timing === undefined) return [];
    const target = nodeTargetOf(options);
    checkPace({ definition, target, timing, settings }, nodes, horizonUs, reader);
    return [{ name, kind: definition.name, target, timing, settings, position: reader.position }];
  });
}

function reportKinds(kinds: readonly FaultDefinition[], reader: ScenarioOptions): void {
  reader.report([], {
    code: kinds.length === 0 ? "missing-field" : "too-many-kinds",
    message: kinds.length === 0 ? "the fault has no kind" : `the fault is of ${kinds.length} kinds`,
    expected: `one of ${FAULTS.map(({ name }) => name).join(", ")}`,
  });
}

function reportTaken(name: string, reader: ScenarioOptions): void {
  const message = `the fault ${name} is there twice`;
  reader.report(["name"], { code: "duplicate-name", message, expected: "a name of its own for each fault" });
}

function checkTarget(
  { name, scope }: FaultDefinition,
  options: CommonFaultOptions,
  nodes: readonly TargetedNode[],
  reader: ScenarioOptions,
): void {
  const isAtATime = options.meanTimeBetweenFailures === undefined;
  const needsZone = scope === "zone" && isAtATime && options.zone === undefined;
  const needsPool = name === "poolOutage" && options.pool === undefined;
  const needsAny = (scope === "group" || isAtATime) && meansAllNodes(nodeTargetOf(options));
  if (needsZone || needsPool || needsAny) {
    const missing = needsZone ? "zone" : needsPool ? "pool" : "node, nodes, zone, pool or selector";
    const message = `${name} does not say which nodes it means`;
    reader.reportKey([], { code: "missing-field", message, expected: missing });
    return;
  }
  if (checkNodeTarget(options, nodes, reader) && scope === "zone") checkZones(name, options, nodes, reader);
}

/** Where zones fail by a law, each by itself, there must be some. */
function checkZones(
  name: string,
  options: CommonFaultOptions,
  nodes: readonly TargetedNode[],
  reader: ScenarioOptions,
): void {
  const target = nodeTargetOf(options);
  const meant = nodes.filter((node) => meetsTarget(node, target));
  if (meant.length === 0 || meant.some(({ zone }) => zone !== "")) return;
  const message = `${name}: no node that it means has a zone`;
  const expected = "nodes with the label topology.kubernetes.io/zone (zones of a node pool)";
  reader.reportKey([], { code: "no-such-nodes", message, expected });
}

function readTiming(
  options: CommonFaultOptions,
  horizonUs: SimTime | null,
  reader: ScenarioOptions,
): FaultTiming | undefined {
  const { at, meanTimeBetweenFailures: law } = options;
  if ((at === undefined) === (law === undefined)) {
    const message = at === undefined ? "the fault does not say when it happens" : "the fault has a time and a law";
    const code = at === undefined ? "missing-field" : "too-many-times";
    reader.reportKey([], { code, message, expected: "either at or meanTimeBetweenFailures" });
    return undefined;
  }
  return law === undefined ? readTime(options, horizonUs, reader) : readFailureLaw(options, horizonUs, reader);
}

function readTime(
  { at, for: lasts, every, repair }: CommonFaultOptions,
  horizonUs: SimTime | null,
  reader: ScenarioOptions,
): FaultTiming {
  const atUs = reader.spanOf(at!, ["at"]);
  if (horizonUs !== null && atUs > horizonUs) reportAfterHorizon(`at: ${at}`, reader, ["at"]);
  if (repair !== undefined) reportMisplaced("repair", "for", "at", reader);
  const forUs = lasts === undefined ? null : positiveSpan(lasts, "for", reader);
  const everyUs = every === undefined ? null : positiveSpan(every, "every", reader);
  if (everyUs !== null && horizonUs === null) reportNoHorizon("every", reader);
  if (everyUs !== null && (forUs === null || everyUs < forUs)) {
    const message = `every: ${every} comes before the fault is over`;
    reader.report(["every"], { code: "out-of-range", message, expected: "for, and a span that is no shorter" });
  }
  return { kind: "at", atUs, forUs, everyUs };
}

function readFailureLaw(options: CommonFaultOptions, horizonUs: SimTime | null, reader: ScenarioOptions): FaultTiming {
  const { meanTimeBetweenFailures: law, repair } = options;
  if (horizonUs === null) reportNoHorizon("meanTimeBetweenFailures", reader);
  if (options.for !== undefined) reportMisplaced("for", "repair", "meanTimeBetweenFailures", reader);
  if (options.every !== undefined) reportMisplaced("every", "at", "meanTimeBetweenFailures", reader);
  return {
    kind: "law",
    timeToFailure: readLaw(law!, "exponential", ["meanTimeBetweenFailures"], reader),
    repair: repair === undefined ? null : readLaw(repair, "constant", ["repair"], reader),
  };
}

function positiveSpan(text: string, field: string, reader: ScenarioOptions): number {
  const us = reader.spanOf(text, [field]);
  if (us > 0) return us;
  const message = `${field}: ${text} is out of range`;
  reader.report([field], { code: "out-of-range", message, expected: "more than no time" });
  return 1;
}

/** Tells of something that would come after the run's end. */
export function reportAfterHorizon(what: string, reader: ScenarioOptions, path: readonly string[]): void {
  const message = `${what} comes after the run has ended`;
  reader.report(path, { code: "after-horizon", message, expected: "a time within spec.horizon" });
}

function reportNoHorizon(field: string, reader: ScenarioOptions): void {
  const message = `${field}: a run that ends when nothing is left to happen would never end`;
  reader.reportKey([field], { code: "missing-horizon", message, expected: "spec.horizon in the scenario" });
}

function reportMisplaced(field: string, instead: string, beside: string, reader: ScenarioOptions): void {
  const message = `${field} does not go with ${beside}`;
  reader.reportKey([field], { code: "wrong-value", message, expected: instead, suggestion: instead });
}
