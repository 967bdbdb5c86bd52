// Random clusters with random faults, for comparisons of the controllers of nodes with a plain form of themselves.

import fc from "fast-check";

import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../../src/components/node-lifecycle/flags.ts";
import { HEALTHY_CONDITIONS } from "../../../src/model/node-conditions.ts";
import type { Node, Pod } from "../../../src/model/objects.ts";
import type { RecordedKubelet, RunInput, ScriptStep } from "../../conformance/nodes/record.ts";

const MS = 1000;
const LENGTH_MS = 300_000;
const NODES_MOST = 7;

const momentMs = fc.integer({ min: 0, max: LENGTH_MS });
const zone = fc.constantFrom("a", "b", "c");
const name = fc.integer({ min: 0, max: NODES_MOST - 1 }).map((number) => `n${number}`);
const only = fc.constantFrom("lease" as const, "status" as const, undefined);

function kubelet(node: string): fc.Arbitrary<RecordedKubelet> {
  const phaseMs = fc.integer({ min: 0, max: 9999 });
  return fc
    .record({ leaseMs: phaseMs, statusMs: phaseMs, reportMs: fc.integer({ min: 0, max: 100_000 }) })
    .map(({ leaseMs, statusMs, reportMs }) => ({
      node,
      leasePhaseUs: leaseMs * MS,
      statusPhaseUs: statusMs * MS,
      reportPhaseUs: reportMs * MS,
      // Posts are to matter often.
      reportEveryUs: 70_000 * MS,
    }));
}

function nodeIn(node: string, zoneName: string, isExcluded: boolean): Node {
  const excluded = isExcluded ? { "node.kubernetes.io/exclude-disruption": "" } : {};
  return {
    metadata: { name: node, labels: { "topology.kubernetes.io/zone": zoneName, ...excluded } },
    status: { conditions: HEALTHY_CONDITIONS },
  };
}

function podOn(node: string): Pod {
  return {
    metadata: { name: `pod-${node}`, namespace: "default" },
    spec: {
      containers: [{ name: "c" }],
      nodeName: node,
      tolerations: [{ operator: "Exists", effect: "NoExecute", tolerationSeconds: 40 }],
    },
    status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
  };
}

const READY = { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" };
const UNREADY = { type: "Ready", status: "False", reason: "KubeletNotReady", message: "no network" };
const UNREACHABLE = { key: "node.kubernetes.io/unreachable", effect: "NoExecute" };

/** A step without its moment, for a node that is there. */
const step: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("kubeletDown"), node: name, only }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("kubeletUp"), node: name, restart: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("label"), node: name, labels: labels() }) },
  fc.record({ do: fc.constant("dropConditions"), node: name }),
  fc.record({
    do: fc.constantFrom("kubeletConditions", "nodeConditions"),
    node: name,
    conditions: fc.constantFrom([READY], [UNREADY]),
  }),
  fc.record({ do: fc.constantFrom("taint", "untaint"), node: name, taints: fc.constant([UNREACHABLE]) }),
);

function labels(): fc.Arbitrary<object> {
  return zone.map((zoneName) => ({ "topology.kubernetes.io/zone": zoneName }));
}

/** A cluster of some nodes, each with a pod, and what happens to it. Steps that name no node of it are left out. */
export const randomCluster: fc.Arbitrary<RunInput> = fc
  .integer({ min: 1, max: NODES_MOST })
  .chain((count) => {
    const names = Array.from({ length: count }, (_, number) => `n${number}`);
    return fc.record({
      names: fc.constant(names),
      zones: fc.array(zone, { minLength: count, maxLength: count }),
      excluded: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: count, maxLength: count }),
      kubelets: fc.tuple(...names.map((node) => kubelet(node))),
      steps: fc.array(fc.tuple(momentMs, step), { maxLength: 25 }),
      deleted: fc.array(fc.tuple(momentMs, fc.constantFrom(...names)), { maxLength: 1 }),
      graceMs: fc.constantFrom(50_000, 41_000, 8_000),
      rate: fc.constantFrom(0.1, 1),
    });
  })
  .map(({ names, zones, excluded, kubelets, steps, deleted, graceMs, rate }) => {
    const gone = new Map(deleted.map(([ms, node]) => [node, ms]));
    const script = steps.flatMap(([ms, what]) => {
      const { node } = what as { readonly node: string };
      const isThere = names.includes(node) && ms < (gone.get(node) ?? Infinity);
      return isThere ? [{ atUs: ms * MS, ...what } as ScriptStep] : [];
    });
    const deletions = deleted.map(([ms, node]): ScriptStep => ({ atUs: ms * MS, do: "deleteNode", node }));
    return {
      options: {
        ...DEFAULT_NODE_LIFECYCLE_FLAGS,
        nodeMonitorGracePeriodUs: graceMs * MS,
        nodeEvictionRate: rate,
        terminatedPodGCThreshold: 0,
        controllersStartUs: 0,
      },
      nodes: names.map((node, index) => nodeIn(node, zones[index]!, excluded[index] === 0)),
      pods: names.map((node) => podOn(node)),
      kubelets,
      script: [...script, ...deletions],
      forUs: LENGTH_MS * MS,
    };
  });
