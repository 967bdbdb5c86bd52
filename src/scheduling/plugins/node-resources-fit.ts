// NodeResourcesFit: does the pod fit into what is left of the node, and how full would the node be?
// Imitates plugins/noderesources/fit.go, v1.36.

import { isExtendedResource } from "../../model/resource-name.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ALLOWED_PODS, FIRST_RESOURCE, NON_ZERO_CPU, NON_ZERO_MEMORY, POD_COUNT } from "../../cluster/node-table.ts";
import { CPU_INDEX, FIRST_SCALAR_INDEX, MEMORY_INDEX, type ResourceVector } from "../../cluster/resource-index.ts";

import { dividedInt } from "../framework/integer.ts";
import type { NodeView } from "../framework/node-view.ts";
import type { ColumnarForm, PluginDefinition } from "../framework/plugin.ts";
import { signedRequests } from "../framework/pod-signers.ts";
import type { RoomRule } from "../framework/row-rules.ts";
import { SUCCESS, unresolvable, unschedulable, type Status } from "../framework/status.ts";
import { isCpuAndMemory, scoreLeastAllocated } from "./cpu-memory-kernels.ts";
import { readFitArguments, type FitArguments } from "./node-resources-fit-args.ts";
import { strategyOf, type Strategy } from "./node-resources-fit-strategies.ts";
import { amountOf, scoredResources, type ScoredResource } from "./resource-allocation.ts";

const TOO_MANY_PODS = "Too many pods";

/** A request that is not ignored, in the order in which reasons are given: CPU, memory, storage, then by name. */
interface CheckedRequest {
  readonly index: number;
  readonly amount: number;
  readonly reason: string;
}

function checkedRequests(
  podClass: SchedulingClass,
  cluster: ClusterState,
  args: FitArguments,
): readonly CheckedRequest[] {
  const { indices, amounts } = podClass.requestVector;
  return [...indices]
    .map((index, entry) => ({ index, name: cluster.resources.nameOf(index), amount: amounts[entry]! }))
    .filter(({ index, name, amount }) => (index < FIRST_SCALAR_INDEX ? amount > 0 : !isIgnored(name, args)))
    .toSorted((left, right) => orderOf(left) - orderOf(right) || (left.name < right.name ? -1 : 1))
    .map(({ index, name, amount }) => ({ index, amount, reason: `Insufficient ${name}` }));
}

function orderOf({ index }: { readonly index: number }): number {
  return Math.min(index, FIRST_SCALAR_INDEX);
}

function isIgnored(name: string, args: FitArguments): boolean {
  if (!isExtendedResource(name)) return false;
  return args.ignoredResources.has(name) || args.ignoredGroups.has(name.split("/")[0]!);
}

/** The plain form: all that is short, in order. */
function fit(requests: readonly CheckedRequest[], node: NodeView, resolvable: boolean): Status {
  const reasons = node.podCount + 1 > node.allowedPods ? [TOO_MANY_PODS] : [];
  let largerThanNode = false;
  for (const { index, amount, reason } of requests) {
    const allocatable = node.allocatable(index);
    if (amount <= allocatable - node.requested(index)) continue;
    reasons.push(reason);
    largerThanNode ||= amount > allocatable;
  }
  if (reasons.length === 0) return SUCCESS;
  return largerThanNode && !resolvable ? unresolvable(...reasons) : unschedulable(...reasons);
}

/** The plain form of scoring. */
function scoreOf(podClass: SchedulingClass, node: NodeView, resources: readonly ScoredResource[], strategy: Strategy) {
  let sum = 0;
  let weights = 0;
  for (const { name, weight, index, scalar } of resources) {
    const own = amountOf(podClass.scoringRequests, name);
    const capacity = node.allocatable(index);
    if ((scalar && own === 0) || capacity === 0) continue;
    const score = strategy.scorer(heldForScoring(node, index) + own, capacity);
    if (strategy.mean === "of-positive" && score <= 0) continue;
    sum += score * weight;
    weights += weight;
  }
  return meanOf(strategy, sum, weights);
}

function meanOf({ mean }: Strategy, sum: number, weights: number): number {
  if (weights === 0) return 0;
  return mean === "of-all" ? dividedInt(sum, weights) : Math.round(sum / weights);
}

function heldForScoring(node: NodeView, index: number): number {
  if (index === CPU_INDEX) return node.nonZeroCpu;
  return index === MEMORY_INDEX ? node.nonZeroMemory : node.requested(index);
}

/** The columnar form reads the rows directly: no object, no call per node but the strategy's. */
function columnarForm(
  cluster: ClusterState,
  resources: readonly ScoredResource[],
  strategy: Strategy,
  args: FitArguments,
): ColumnarForm {
  const columns = resources.map(scoredColumn);
  const byDefault = args.strategy === "LeastAllocated" && isCpuAndMemory(resources);
  const ignored: (boolean | undefined)[] = [];
  const isIgnoredIndex = (index: number) =>
    (ignored[index] ??= index >= FIRST_SCALAR_INDEX && isIgnored(cluster.resources.nameOf(index), args));
  return {
    locality: "node",
    room: ({ requestVector }) => roomFor(requestVector, isIgnoredIndex),
    rowScore({ scoringRequests: { cpuMilli, memoryBytes } }) {
      return byDefault ? { kind: "least-allocated", cpuMilli, memoryBytes } : undefined;
    },
    filter({ requestVector }, nodes, count, reject) {
      const { rows, stride } = cluster.nodes;
      const { indices, amounts } = requestVector;
      let kept = 0;
      for (let position = 0; position < count; position += 1) {
        const node = nodes[position]!;
        const base = node * stride;
        let fits = rows[base + POD_COUNT]! < rows[base + ALLOWED_PODS]!;
        for (let entry = 0; fits && entry < indices.length; entry += 1) {
          const index = indices[entry]!;
          const at = base + FIRST_RESOURCE + 2 * index;
          fits = amounts[entry]! <= rows[at]! - rows[at + 1]! || isIgnoredIndex(index);
        }
        if (fits) nodes[kept++] = node;
        else reject(node);
      }
      return kept;
    },
    score({ scoringRequests }, nodes, count, scores) {
      const { rows, stride } = cluster.nodes;
      if (byDefault) {
        const { cpuMilli, memoryBytes } = scoringRequests;
        scoreLeastAllocated(rows, stride, nodes, count, cpuMilli, memoryBytes, scores);
        return;
      }
      const { scorer, mean } = strategy;
      const positiveOnly = mean === "of-positive";
      for (let entry = 0; entry < columns.length; entry += 1) {
        columns[entry]!.own = amountOf(scoringRequests, columns[entry]!.name);
      }
      for (let position = 0; position < count; position += 1) {
        const base = nodes[position]! * stride;
        let sum = 0;
        let weights = 0;
        for (let entry = 0; entry < columns.length; entry += 1) {
          const { allocatableAt, heldAt, weight, scalar, own } = columns[entry]!;
          const capacity = rows[base + allocatableAt]!;
          if (capacity === 0 || (scalar && own === 0)) continue;
          const score = scorer(rows[base + heldAt]! + own, capacity);
          if (positiveOnly && score <= 0) continue;
          sum += score * weight;
          weights += weight;
        }
        scores[position] = meanOf(strategy, sum, weights);
      }
    },
  };
}

/** The filter as a rule about rows. */
function roomFor({ indices, amounts }: ResourceVector, isIgnoredIndex: (index: number) => boolean): RoomRule {
  const asked = [...indices].map((resource, entry) => ({ resource, amount: amounts[entry]! }));
  const amountOfResource = (index: number) => asked.find(({ resource }) => resource === index)?.amount ?? -Infinity;
  return {
    cpuMilli: amountOfResource(CPU_INDEX),
    memoryBytes: amountOfResource(MEMORY_INDEX),
    others: asked.filter(
      ({ resource }) => resource !== CPU_INDEX && resource !== MEMORY_INDEX && !isIgnoredIndex(resource),
    ),
  };
}

/** Where a scored resource stands in a node's row, and the amount of the pod that is being scored. */
interface ScoredColumn {
  readonly name: string;
  readonly weight: number;
  readonly scalar: boolean;
  readonly allocatableAt: number;
  readonly heldAt: number;
  own: number;
}

function scoredColumn({ name, weight, index, scalar }: ScoredResource): ScoredColumn {
  const allocatableAt = FIRST_RESOURCE + 2 * index;
  const heldAt = index === CPU_INDEX ? NON_ZERO_CPU : index === MEMORY_INDEX ? NON_ZERO_MEMORY : allocatableAt + 1;
  return { name, weight, scalar, allocatableAt, heldAt, own: 0 };
}

export const nodeResourcesFit: PluginDefinition = {
  name: "NodeResourcesFit",
  source: "plugins/noderesources/fit.go v1.36",
  points: ["preFilter", "filter", "preScore", "score"],
  create(rawArgs, { cluster }) {
    const args = readFitArguments(rawArgs);
    const resources = scoredResources(args.resources, cluster.resources);
    const strategy = strategyOf(args);
    const resolvable = !cluster.behaviour.fitUnresolvable;
    return {
      preFilter: ({ podClass }) => ({ kind: "ready", state: checkedRequests(podClass, cluster, args) }),
      filter: (_pod, node, state) => fit(state as readonly CheckedRequest[], node, resolvable),
      filterWithoutState: 'error reading "PreFilterNodeResourcesFit" from cycleState: not found',
      preScore: () => ({ kind: "ready", state: undefined }),
      score: ({ podClass }, node) => scoreOf(podClass, node, resources, strategy),
      sign: ({ requests }) => signedRequests(requests),
      columnar: columnarForm(cluster, resources, strategy, args),
    };
  },
};
