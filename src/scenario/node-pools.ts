// Node pools to nodes: equal machines with the labels that a cloud provider would give them.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { PRICE_PER_HOUR } from "../model/node-price.ts";
import type { Node, QuantityMap, Taint } from "../model/objects.ts";
import { parseQuantity } from "../model/quantity/parse-quantity.ts";
import { isNegative } from "../model/quantity/quantity.ts";
import { wholeUnits } from "../model/quantity/whole-units.ts";
import { MEMORY, PODS } from "../model/resource-name.ts";

import { checkQuantity } from "../environment/manifests/quantity-check.ts";
import type { ListedNode } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { KubeletOptions } from "./kubelet-options.ts";
import { tellTooLargeReservations } from "./kubelet-reservations.ts";
import type { PlannedKubelets } from "./plan.ts";
import { allocatableOf, podsOf } from "./pool-amounts.ts";
import { readKubelet } from "./read-kubelet.ts";
import { MAX_NODES, type NodePoolOptions } from "./scenario-schema.ts";
import type { AdmittedStaticPods } from "./static-pods.ts";

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
    warnOfAmounts(pool.allocatable, [...path, "allocatable"], scenario, sink);
    warnOfAmounts(pool.capacity, [...path, "capacity"], scenario, sink);
    if (pool.capacity !== undefined)
      tellTooLargeReservations(withoutAbsent(pool.capacity), pool.kubelet ?? {}, path, scenario, sink);
    const position = scenario.positionOf(path);
    return nodesOf(pool).map((node) => ({ node, pool: pool.name, position }));
  });
}

/** The settings of the kubelets of pools that say something of them. */
export function kubeletsOfPools(
  scenario: CheckedScenario,
  statics: AdmittedStaticPods,
  sink: DiagnosticSink,
): readonly PlannedKubelets[] {
  const pools = scenario.options.spec.cluster.nodePools ?? [];
  return pools.flatMap((pool, index) => {
    const { kubelet, imageFs, allocatable } = pool;
    const staticPods = (statics.get(pool.name) ?? []).map(({ pod }) => pod);
    if (kubelet === undefined && imageFs === undefined && staticPods.length === 0) return [];
    const path = ["spec", "cluster", "nodePools", index];
    if (allocatable !== undefined && kubelet !== undefined)
      tellIdleReservations(kubelet, [...path, "kubelet"], scenario, sink);
    const imageFsBytes = imageFs === undefined ? undefined : bytesOf(imageFs, [...path, "imageFs"], scenario, sink);
    const settings = readKubelet(kubelet ?? {}, imageFsBytes, [...path, "kubelet"], scenario, sink);
    return [{ pool: pool.name, settings: { ...settings, staticPods } }];
  });
}

/** A pool that says what is offered to pods has what is kept from them behind it. */
function tellIdleReservations(
  kubelet: KubeletOptions,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): void {
  for (const field of ["kubeReserved", "systemReserved", "podsPerCore"] as const) {
    if (kubelet[field] === undefined) continue;
    const message = `kubelet: ${field} takes nothing off allocatable, which is what is left`;
    const expected = "capacity in the place of allocatable";
    scenario.report(sink, [...path, field], "key", { code: "without-effect", severity: "ignored", message, expected });
  }
}

function bytesOf(
  amount: string | number,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): number | undefined {
  const problem = checkQuantity(MEMORY, amount);
  if (problem !== undefined) scenario.report(sink, path, "value", problem);
  const quantity = parseQuantity(amount);
  return quantity === undefined || isNegative(quantity) ? undefined : wholeUnits(quantity);
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
  const status = amountsOf(pool);
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
    return { metadata: { name, labels, ...price }, spec, status };
  });
}

function priceOf({ pricePerHour }: NodePoolOptions): { readonly annotations?: Readonly<Record<string, string>> } {
  return pricePerHour === undefined ? {} : { annotations: { [PRICE_PER_HOUR]: String(pricePerHour) } };
}

type Amounts = NodePoolOptions["allocatable"];

function amountsOf({ allocatable, capacity, kubelet = {} }: NodePoolOptions): NonNullable<Node["status"]> {
  const machine = capacity === undefined ? undefined : withoutAbsent(capacity);
  const offered = allocatable === undefined ? undefined : withoutAbsent(allocatable);
  if (offered !== undefined) {
    const all = { ...offered, [PODS]: offered[PODS] ?? podsOf(offered, kubelet) };
    return machine === undefined ? { allocatable: all } : { allocatable: all, capacity: machine };
  }
  return { allocatable: allocatableOf(machine ?? {}, kubelet), capacity: machine ?? {} };
}

function withoutAbsent(amounts: NonNullable<Amounts>): QuantityMap {
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined)) as QuantityMap;
}

/** Amounts that are right but surely not meant; wrong ones never come this far. */
function warnOfAmounts(
  amounts: Amounts,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): void {
  for (const [name, amount] of Object.entries(amounts ?? {})) {
    const problem = checkQuantity(name, amount);
    if (problem !== undefined) scenario.report(sink, [...path, name], "value", problem);
  }
}
