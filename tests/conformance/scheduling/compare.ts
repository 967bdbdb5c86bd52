// A decision against its record, field by field.

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { PostFilterOutcome } from "../../../src/scheduling/framework/decision.ts";
import type { ExplainedDecision } from "../../../src/scheduling/framework/plain-scheduler.ts";
import type { PluginStatus } from "../../../src/scheduling/framework/status.ts";
import type { ExpectedStep, RejectionGroup } from "./record.ts";

export type FieldDifference = { readonly field: string; readonly expected: string; readonly actual: string };

/** What plimsoll did in a step. */
export interface ActualStep {
  readonly explained: ExplainedDecision;
  readonly gate: PluginStatus | undefined;
  readonly nodeOrder: readonly string[];
  /** The node that the columnar form chose, with its counts; undefined where it was not asked. */
  readonly columnar: string | undefined;
}

/** All fields of the record that differ. */
export function compareStep(
  expected: ExpectedStep,
  actual: ActualStep,
  cluster: ClusterState,
): readonly FieldDifference[] {
  const brief = (expected.rejected ?? []).some(({ count }) => count !== undefined);
  const found = describe(actual, cluster, brief);
  const differences: FieldDifference[] = [];
  for (const [field, value] of Object.entries(wanted(expected, actual, cluster))) {
    const text = stable(value);
    const other = stable(found[field]);
    if (text !== other) differences.push({ field, expected: text, actual: other });
  }
  return differences;
}

/** The record's fields in a form that compares. */
function wanted(expected: ExpectedStep, actual: ActualStep, cluster: ClusterState): Record<string, unknown> {
  const { pod: _pod, rejected, scores, preemption, best, unschedulablePlugins, hint: _hint, ...plain } = expected;
  const fields: Record<string, unknown> = { ...plain };
  if (rejected !== undefined) fields["rejected"] = expectedGroups(rejected, actual, cluster);
  else if (expected.visited !== undefined) fields["rejected"] = [];
  if (scores !== undefined) fields["scores"] = spreadScores(scores, expected.feasibleNodes?.length ?? 0);
  if (best !== undefined) fields["best"] = [...best].sort();
  if (unschedulablePlugins !== undefined) fields["unschedulablePlugins"] = [...unschedulablePlugins].sort();
  // A node that was tried first and failed leaves no trace of its own.
  if (expected.path !== "triedFirst") delete fields["triedFirst"];
  for (const [field, value] of Object.entries(preemption ?? {})) fields[`preemption.${field}`] = value;
  if (actual.columnar !== undefined) fields["columnar"] = columnarText(expected);
  return fields;
}

/** What the columnar form must say for a record: the same node after the same search, or the same words and victims. */
function columnarText({ result, node, evaluated, feasible, message, preemption }: ExpectedStep): string {
  if (result === "scheduled") return `${node} ${evaluated} ${feasible}`;
  if (result !== "unschedulable") return result;
  const { nominated, victims = [] } = preemption ?? {};
  return `unschedulable: ${message}${nominated === undefined ? "" : ` ${nominated} without ${victims.join()}`}`;
}

function spreadScores(
  scores: Readonly<Record<string, number | readonly number[]>>,
  nodes: number,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(scores).map(([plugin, score]) => [
      plugin,
      typeof score === "number" ? Array.from({ length: nodes }, () => score) : score,
    ]),
  );
}

function expectedGroups(
  groups: readonly RejectionGroup[],
  { explained }: ActualStep,
  cluster: ClusterState,
): readonly unknown[] {
  const visited = [...explained.trace.refusals.keys()].map((node) => cluster.nodes.record(node).name);
  return groups
    .map(({ plugin, code, reasons, nodes, count }) => {
      if (nodes === undefined) return { plugin, code, reasons, count };
      return { plugin, code, reasons, nodes: [...(nodes === "all" ? visited : nodes)].sort() };
    })
    .toSorted(byText);
}

/** Everything that plimsoll knows of the step, under the record's names; `brief` records count rejected nodes. */
function describe(actual: ActualStep, cluster: ClusterState, brief: boolean): Record<string, unknown> {
  const { explained, gate, nodeOrder, columnar } = actual;
  const { decision, trace } = explained;
  const name = (node: number) => cluster.nodes.record(node).name;
  const common = { nodeOrder, columnar };
  if (gate !== undefined) {
    const preFilter = { plugin: gate.plugin, code: gate.code, message: gate.reasons.join(", ") };
    return { ...common, result: "gated", evaluated: 0, feasible: 0, preFilter };
  }
  const search = {
    ...common,
    start: trace.start,
    visited: trace.visited,
    rejected: groupsOf(trace.refusals, name, brief),
    ...(trace.nodeSet === undefined
      ? {}
      : { preFilter: { nodes: trace.nodeSet.names, plugins: trace.nodeSet.plugins } }),
  };
  switch (decision.kind) {
    case "scheduled": {
      const feasibleNodes = trace.feasible.map(name);
      const top = trace.totals.length === 0 ? undefined : Math.max(...trace.totals);
      return {
        ...search,
        result: "scheduled",
        node: name(decision.node),
        path: decision.path === "tried-first" ? "triedFirst" : decision.path,
        triedFirst: trace.triedFirst === undefined ? undefined : name(trace.triedFirst),
        evaluated: decision.evaluated,
        feasible: decision.feasible,
        feasibleNodes,
        scores: Object.fromEntries([...trace.scores].map(([plugin, column]) => [plugin, [...column]])),
        totals: [...trace.totals],
        top,
        best: feasibleNodes.filter((_, index) => trace.totals[index] === top).sort(),
      };
    }
    case "unschedulable":
      return {
        ...search,
        ...(decision.preFilter === undefined ? {} : { preFilter: decision.preFilter }),
        result: "unschedulable",
        evaluated: decision.evaluated,
        feasible: 0,
        unschedulablePlugins: [...decision.plugins].sort(),
        message: decision.message,
        ...describePreemption(decision.postFilter, cluster),
      };
    case "error":
      return { ...search, result: "error", evaluated: 0, feasible: 0, message: decision.message };
    case "ignored":
      return { ...common, result: "ignored", evaluated: 0, feasible: 0 };
  }
}

function describePreemption(outcome: PostFilterOutcome | undefined, cluster: ClusterState): Record<string, unknown> {
  const name = (node: number) => cluster.nodes.record(node).name;
  const keys = (pods: readonly number[]) => pods.map((pod) => cluster.keyOfPod(pod));
  const { code, preemption } = outcome ?? {};
  if (preemption === undefined) return { "preemption.code": code };
  const { node, victims, pdbViolations, candidates, tied } = preemption;
  return {
    "preemption.code": code,
    "preemption.nominated": name(node),
    "preemption.victims": keys(victims),
    "preemption.pdbViolations": pdbViolations,
    "preemption.candidates": candidates.map((candidate) => ({
      ...candidate,
      node: name(candidate.node),
      victims: keys(candidate.victims),
    })),
    "preemption.tied": tied.map(name),
  };
}

function groupsOf(
  refusals: ReadonlyMap<number, PluginStatus>,
  name: (node: number) => string,
  brief: boolean,
): readonly object[] {
  const groups = new Map<string, { plugin: string; code: string; reasons: readonly string[]; nodes: string[] }>();
  for (const [node, { plugin, code, reasons }] of refusals) {
    const sorted = [...reasons].sort();
    const key = stable([plugin, code, sorted]);
    const group = groups.get(key) ?? { plugin, code, reasons: sorted, nodes: [] };
    group.nodes.push(name(node));
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ nodes, ...group }) => (brief ? { ...group, count: nodes.length } : { ...group, nodes: nodes.sort() }))
    .toSorted(byText);
}

function byText(left: unknown, right: unknown): number {
  return stable(left) < stable(right) ? -1 : 1;
}

/** JSON with sorted keys, so that equal values have equal texts. */
function stable(value: unknown): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
