// All clusters of up to three nodes of a few kinds, and all pods of a few shapes, against formulas written here from
// the specification: who is feasible, what each node scores, and who wins a tie. Knows nothing of src/scheduling but the
// two schedulers' front doors.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import type { Toleration } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { node, podAsking } from "../model/build-objects.ts";

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

type Effect = "none" | "NoSchedule" | "PreferNoSchedule";

interface Kind {
  readonly cpus: number;
  readonly gibibytes: number;
  readonly effect: Effect;
}

interface Shape {
  /** Milli-CPU and MiB; undefined where the pod says nothing. */
  readonly cpuMilli: number | undefined;
  readonly mebibytes: number | undefined;
  readonly tolerates: boolean;
}

const KINDS: readonly Kind[] = [
  { cpus: 2, gibibytes: 4 },
  { cpus: 4, gibibytes: 4 },
  { cpus: 4, gibibytes: 8 },
].flatMap((size) => (["none", "NoSchedule", "PreferNoSchedule"] as const).map((effect) => ({ ...size, effect })));

const SHAPES: readonly Shape[] = [
  { cpuMilli: undefined, mebibytes: undefined, tolerates: false },
  { cpuMilli: 1000, mebibytes: 1024, tolerates: false },
  { cpuMilli: 700, mebibytes: undefined, tolerates: true },
  { cpuMilli: 2500, mebibytes: 512, tolerates: false },
  { cpuMilli: 100, mebibytes: 5000, tolerates: true },
];

/** A node of the oracle: what is requested on it, and the same with the scheduler's guesses for silent pods. */
interface PlainNode {
  readonly kind: Kind;
  cpu: number;
  memory: number;
  guessedCpu: number;
  guessedMemory: number;
}

function isFeasible({ kind, cpu, memory }: PlainNode, { cpuMilli = 0, mebibytes = 0, tolerates }: Shape): boolean {
  if (kind.effect === "NoSchedule" && !tolerates) return false;
  const cpuFits = cpuMilli === 0 || cpuMilli <= kind.cpus * 1000 - cpu;
  return cpuFits && (mebibytes === 0 || mebibytes * MEBIBYTE <= kind.gibibytes * GIBIBYTE - memory);
}

/** LeastAllocated over CPU and memory: the mean of the free percentages, each cut to a whole number, and cut again. */
function leastAllocated({ kind, guessedCpu, guessedMemory }: PlainNode, shape: Shape): number {
  const cpu = free(guessedCpu + (shape.cpuMilli ?? 100), kind.cpus * 1000);
  const memory = free(guessedMemory + (shape.mebibytes ?? 200) * MEBIBYTE, kind.gibibytes * GIBIBYTE);
  return Math.floor((cpu + memory) / 2);
}

function free(used: number, capacity: number): number {
  return used > capacity ? 0 : Math.floor(((capacity - used) * 100) / capacity);
}

/** How even CPU and memory are used: 100 for equal fractions. */
function evenness({ kind }: PlainNode, cpu: number, memory: number): number {
  const cpuFraction = Math.min(1, cpu / (kind.cpus * 1000));
  const memoryFraction = Math.min(1, memory / (kind.gibibytes * GIBIBYTE));
  return Math.trunc((1 - Math.abs((cpuFraction - memoryFraction) / 2)) * 100);
}

/** 0 for pods without requests; from 1.36 on the change of evenness around 75. */
function balanced(plain: PlainNode, { cpuMilli = 0, mebibytes = 0 }: Shape, version: KubernetesVersion): number {
  if (cpuMilli === 0 && mebibytes === 0) return 0;
  const after = evenness(plain, plain.cpu + cpuMilli, plain.memory + mebibytes * MEBIBYTE);
  if (version !== "1.36") return after;
  return 50 + Math.trunc((50 + after - evenness(plain, plain.cpu, plain.memory)) / 2);
}

/** Three times 100 less the node's share of the most soft taints that any candidate has. */
function tainted(candidates: readonly PlainNode[], { kind }: PlainNode, { tolerates }: Shape): number {
  const softTaints = ({ effect }: Kind) => (effect === "PreferNoSchedule" && !tolerates ? 1 : 0);
  const most = Math.max(...candidates.map((candidate) => softTaints(candidate.kind)));
  return most === 0 ? 300 : 300 - 3 * Math.trunc((100 * softTaints(kind)) / most);
}

/** The index of the winner by Go's container/heap over at most three entries: the root if it is among the best. */
function topOfHeap(totals: readonly number[]): number {
  const heap = totals.map((_, index) => index);
  const [root, left, right] = heap;
  if (root === undefined || left === undefined) return 0;
  const child = right !== undefined && totals[right]! > totals[left]! ? right : left;
  return totals[child]! > totals[root]! ? child : root;
}

/** The chosen node's index, or undefined if the pod fits nowhere. */
function choose(nodes: readonly PlainNode[], shape: Shape, version: KubernetesVersion): number | undefined {
  const candidates = nodes.filter((plain) => isFeasible(plain, shape));
  const totals = candidates.map(
    (plain) => leastAllocated(plain, shape) + balanced(plain, shape, version) + tainted(candidates, plain, shape),
  );
  return candidates.length === 0 ? undefined : nodes.indexOf(candidates[topOfHeap(totals)]!);
}

function place(plain: PlainNode, { cpuMilli, mebibytes }: Shape): void {
  plain.cpu += cpuMilli ?? 0;
  plain.memory += (mebibytes ?? 0) * MEBIBYTE;
  plain.guessedCpu += cpuMilli ?? 100;
  plain.guessedMemory += (mebibytes ?? 200) * MEBIBYTE;
}

/** One cluster and both schedulers; pods go where the oracle says. */
function playWorld(kinds: readonly Kind[], shapes: readonly Shape[], version: KubernetesVersion): readonly string[] {
  const cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
  for (const [index, { cpus, gibibytes, effect }] of kinds.entries()) {
    const taints = effect === "none" ? [] : [{ key: "special", effect }];
    const added = node(`n${index}`, { cpu: cpus, memory: `${gibibytes}Gi` }, { taints });
    cluster.apply({ kind: "node-added", node: added, pool: "p" }, SIMULATION_START);
  }
  const configuration = defaultSchedulerConfiguration(version);
  const plain = new PlainScheduler(cluster, configuration, IN_TREE_PLUGINS);
  const columnar = new ColumnarScheduler(cluster, configuration, IN_TREE_PLUGINS);
  const nodes = kinds.map((kind) => ({ kind, cpu: 0, memory: 0, guessedCpu: 0, guessedMemory: 0 }));
  const differences: string[] = [];
  for (const shape of shapes) {
    const classId = cluster.classify(podOf(shape));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "pod" }, SIMULATION_START);
    const cyclePod = { id: NONE, name: "pod", podClass: cluster.classes.get(classId) };
    const expected = choose(nodes, shape, version);
    const decisions = [
      plain.schedule(cyclePod, SIMULATION_START).decision,
      columnar.schedule(cyclePod, SIMULATION_START),
    ];
    for (const decision of decisions) {
      const chosen = decision.kind === "scheduled" ? decision.node : undefined;
      if (chosen !== expected) differences.push(`${JSON.stringify({ kinds, shape })}: ${chosen} and not ${expected}`);
    }
    if (expected === undefined) continue;
    place(nodes[expected]!, shape);
    cluster.apply({ kind: "pod-assumed", pod, node: expected }, SIMULATION_START);
  }
  return differences;
}

function podOf({ cpuMilli, mebibytes, tolerates }: Shape) {
  const tolerations: readonly Toleration[] = tolerates ? [{ key: "special", operator: "Exists" }] : [];
  const requests = {
    ...(cpuMilli === undefined ? {} : { cpu: `${cpuMilli}m` }),
    ...(mebibytes === undefined ? {} : { memory: `${mebibytes}Mi` }),
  };
  return podAsking(requests, { tolerations });
}

/** All lists of so many entries. */
function lists<T>(entries: readonly T[], length: number): readonly (readonly T[])[] {
  return length === 0 ? [[]] : lists(entries, length - 1).flatMap((list) => entries.map((entry) => [...list, entry]));
}

describe.each(["1.33", "1.36"] as const)("at %s", (version) => {
  it.each([1, 2])("every pair of pods in every cluster of %d nodes goes where the formulas say", (count) => {
    const worlds = lists(KINDS, count);
    const differences = worlds.flatMap((kinds) =>
      lists(SHAPES, 2).flatMap((shapes) => playWorld(kinds, shapes, version)),
    );
    expect(differences).toEqual([]);
    expect(worlds).toHaveLength(count === 1 ? KINDS.length : KINDS.length * KINDS.length);
  });

  it("all shapes one after another in every cluster of three nodes go where the formulas say", () => {
    const differences = lists(KINDS, 3).flatMap((kinds) => playWorld(kinds, [...SHAPES, ...SHAPES], version));
    expect(differences).toEqual([]);
  });
});
