// Node pools to nodes: equal machines with the labels that a cloud provider would give them.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { PRICE_PER_HOUR } from "../model/node-price.ts";
import type { Node, QuantityMap, Taint } from "../model/objects.ts";
import { PODS } from "../model/resource-name.ts";

import { checkQuantity } from "../environment/manifests/quantity-check.ts";
import type { ListedNode } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { MAX_NODES, type NodePoolOptions } from "./scenario-schema.ts";

/** The kubelet's own default (maxPods), where a pool does not say how many pods a node takes. */
const DEFAULT_MAX_PODS = 110;

/** By this label pods may choose a pool. */
export const POOL_LABEL = "plimsoll/node-pool";

/** The nodes of all pools, in order; odd amounts are told at their place in the scenario. */
export function nodesOfPools(scenario: CheckedScenario, sink: DiagnosticSink): readonly ListedNode[] {
  const pools = scenario.options.spec.cluster.nodePools ?? [];
  const total = pools.reduce((sum, pool) => sum + pool.count, 0);
  if (total > MAX_NODES) {
    const message = `the pools have ${total} nodes together`;
    const expected = `at most ${MAX_NODES} nodes`;
    const problem = { code: "out-of-range", severity: "error", message, expected } as const;
    scenario.report(sink, ["spec", "cluster", "nodePools"], "key", problem);
    return [];
  }
  return pools.flatMap((pool, index) => {
    const path = ["spec", "cluster", "nodePools", index];
    warnOfAmounts(pool, [...path, "allocatable"], scenario, sink);
    const position = scenario.positionOf(path);
    return nodesOf(pool).map((node) => ({ node, pool: pool.name, position }));
  });
}

/** `count` more nodes of a pool, numbered on from those that it has and `already` others. */
export function moreNodesOf(pool: NodePoolOptions, already: number, count: number): readonly Node[] {
  const digits = String(pool.count).length;
  return nodesOf({ ...pool, count: pool.count + already + count }, pool.count + already, digits);
}

/** Those after the first `from`; `digits` of numbers at least. */
function nodesOf(pool: NodePoolOptions, from = 0, digits = String(pool.count).length): readonly Node[] {
  const spec = {
    ...(pool.unschedulable === true ? { unschedulable: true } : {}),
    ...(pool.taints === undefined ? {} : { taints: pool.taints as readonly Taint[] }),
  };
  const allocatable: QuantityMap = {
    ...withoutAbsent(pool.allocatable),
    [PODS]: pool.allocatable.pods ?? DEFAULT_MAX_PODS,
  };
  const price = priceOf(pool);
  return Array.from({ length: pool.count - from }, (_, added) => {
    const index = from + added;
    const name = `${pool.name}-${String(index + 1).padStart(digits, "0")}`;
    const zone = pool.zones?.[index % pool.zones.length];
    const labels = {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      // kubelets still set the old names too, and charts of some age select by them.
      "beta.kubernetes.io/os": "linux",
      [POOL_LABEL]: pool.name,
      ...(pool.region === undefined ? {} : { "topology.kubernetes.io/region": pool.region }),
      ...(zone === undefined ? {} : { "topology.kubernetes.io/zone": zone }),
      ...pool.labels,
    };
    return { metadata: { name, labels, ...price }, spec, status: { allocatable } };
  });
}

function priceOf({ pricePerHour }: NodePoolOptions): { readonly annotations?: Readonly<Record<string, string>> } {
  return pricePerHour === undefined ? {} : { annotations: { [PRICE_PER_HOUR]: String(pricePerHour) } };
}

function withoutAbsent(amounts: NodePoolOptions["allocatable"]): QuantityMap {
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined)) as QuantityMap;
}

/** Amounts that are right but surely not meant; wrong ones never come this far. */
function warnOfAmounts(
  pool: NodePoolOptions,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): void {
  for (const [name, amount] of Object.entries(pool.allocatable)) {
    const problem = checkQuantity(name, amount);
    if (problem !== undefined) scenario.report(sink, [...path, name], "value", problem);
  }
}
