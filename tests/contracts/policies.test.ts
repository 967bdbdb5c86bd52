// The contract of every policy: the plain and the columnar scheduler decide alike, devices and random draws included, under
// every rule for ties, while pods come and go.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { RandomStreams } from "../../src/base/random/random-streams.ts";
import { SIMULATION_START } from "../../src/base/time.ts";
import { checkBooks } from "../../src/cluster/books.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { loadSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { TIE_RULES, type TieRule } from "../../src/scheduling/framework/ties.ts";
import { PLUGIN_DEFINITIONS } from "../../src/scheduling/plugin-definitions.ts";
import { POLICIES } from "../../src/scheduling/policies/policies.ts";
import { gpuNode, plainPod, sharingPod, wholePod } from "../scheduling/policies/gpu-cluster.ts";

const NODES = 8;
const PODS = 32;
const VERSION = "1.36";

/** The policy beside Open-Gpu-Share, with nothing else that scores. */
function configurationOf(policy: string, ties: TieRule): SchedulerConfiguration {
  const scores = POLICIES.some(({ name, points }) => name === policy && points.includes("score"));
  const { configuration, problems } = loadSchedulerConfiguration(
    {
      apiVersion: "kubescheduler.config.k8s.io/v1",
      kind: "KubeSchedulerConfiguration",
      profiles: [
        {
          plugins: {
            multiPoint: { enabled: [...new Set([policy, "Open-Gpu-Share"])].map((name) => ({ name })) },
            score: { disabled: [{ name: "*" }], enabled: scores ? [{ name: policy }] : [] },
          },
          pluginConfig: [{ name: "Open-Gpu-Share", args: { gpuSelMethod: "random" } }],
        },
      ],
    },
    VERSION,
  );
  expect(problems).toEqual([]);
  return { ...configuration, ties };
}

function randomPod(random: RandomStream) {
  const cpu = 1 + random.nextIndex(6);
  switch (random.nextIndex(4)) {
    case 0:
      return plainPod(cpu);
    case 1:
      return wholePod(cpu, 1 + random.nextIndex(3));
    default:
      return sharingPod(cpu, 100 * (1 + random.nextIndex(9)), random.nextIndex(3) === 0 ? "T4" : "");
  }
}

function compareOn(seed: string, configuration: SchedulerConfiguration): number {
  const random = new RandomStream(seed, "world");
  const cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
  for (let index = 0; index < NODES; index += 1) {
    const model = random.nextIndex(2) === 0 ? "T4" : "P100";
    const made = gpuNode(
      `n${random.nextIndex(1000)}-${index}`,
      8 + 8 * random.nextIndex(4),
      random.nextIndex(5),
      model,
    );
    cluster.apply({ kind: "node-added", node: made, pool: "gpu" }, SIMULATION_START);
  }
  const classes = Array.from({ length: PODS }, () => cluster.classify(randomPod(random)));
  const expected = classes.map((classId) => ({ podClass: cluster.classes.get(classId), pods: 1 }));
  const run = { draws: new RandomStreams(seed).entityDraws("policies"), expectedPods: () => expected };
  const plain = new PlainScheduler(cluster, configuration, PLUGIN_DEFINITIONS, run);
  const columnar = new ColumnarScheduler(cluster, configuration, PLUGIN_DEFINITIONS, run);
  let placed = 0;
  for (const [number, classId] of classes.entries()) {
    const name = `pod-${number}`;
    const { pod } = cluster.apply({ kind: "pod-created", classId, name }, SIMULATION_START);
    cluster.apply({ kind: "pod-attempted", pod }, SIMULATION_START);
    const asking = { id: pod, name, podClass: cluster.classes.get(classId) };
    const { decision } = plain.schedule(asking, SIMULATION_START);
    const inColumns = columnar.schedule(asking, SIMULATION_START);
    expect(comparable(inColumns), `${seed} ${name}`).toEqual(comparable(decision));
    if (decision.kind !== "scheduled") continue;
    placed += 1;
    const { node, devices } = decision;
    const chosen = devices === undefined ? {} : { devices };
    cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, SIMULATION_START);
    if (random.nextIndex(6) === 0) cluster.apply({ kind: "pod-deleted", pod }, SIMULATION_START);
  }
  checkBooks(cluster, new Set());
  return placed;
}

/** Places the pods one after another, and says where each went. */
function placeAll(
  cluster: ClusterState,
  scheduler: ColumnarScheduler,
  classes: readonly number[],
): readonly Decision[] {
  return classes.map((classId, number) => {
    const name = `pod-${number} of ${classes.length}`;
    const { pod } = cluster.apply({ kind: "pod-created", classId, name }, SIMULATION_START);
    cluster.apply({ kind: "pod-attempted", pod }, SIMULATION_START);
    const decision = scheduler.schedule({ id: pod, name, podClass: cluster.classes.get(classId) }, SIMULATION_START);
    if (decision.kind !== "scheduled") return decision;
    const { node, devices } = decision;
    const chosen = devices === undefined ? {} : { devices };
    cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, SIMULATION_START);
    return decision;
  });
}

/** A cluster with pods, saved; then other pods, and the same cluster taken back: by the scheduler, and by a new one. */
function takenBackOn(
  seed: string,
  configuration: SchedulerConfiguration,
): Record<"used" | "fresh", readonly Decision[]> {
  const random = new RandomStream(seed, "world");
  const cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
  for (let index = 0; index < NODES; index += 1) {
    cluster.apply(
      { kind: "node-added", node: gpuNode(`n${index}`, 16, 1 + (index % 4)), pool: "gpu" },
      SIMULATION_START,
    );
  }
  const classes = Array.from({ length: PODS }, () => cluster.classify(randomPod(random)));
  const expected = classes.map((classId) => ({ podClass: cluster.classes.get(classId), pods: 1 }));
  const run = { draws: new RandomStreams(seed).entityDraws("policies"), expectedPods: () => expected };
  const used = new ColumnarScheduler(cluster, configuration, PLUGIN_DEFINITIONS, run);
  placeAll(cluster, used, classes.slice(0, PODS / 2));
  const saved = [cluster.snapshot(), used.snapshot()] as const;
  placeAll(cluster, used, classes.slice(PODS / 2));
  const take = (scheduler: ColumnarScheduler): readonly Decision[] => {
    cluster.restore(saved[0]);
    scheduler.restore(saved[1]);
    return placeAll(cluster, scheduler, classes.slice(PODS / 2).toReversed());
  };
  return { used: take(used), fresh: take(new ColumnarScheduler(cluster, configuration, PLUGIN_DEFINITIONS, run)) };
}

/** Reasons are counted: in which order they were met is not part of a decision. */
function comparable(decision: Decision): Decision {
  if (decision.kind !== "unschedulable") return decision;
  return { ...decision, reasons: decision.reasons.toSorted((left, right) => (left.reason < right.reason ? -1 : 1)) };
}

describe.each(POLICIES.map(({ name }) => name))("%s", (policy) => {
  it.each(TIE_RULES)("decides alike in both forms: ties by %s", (ties) => {
    expect(compareOn(`${policy} ${ties}`, configurationOf(policy, ties))).toBeGreaterThan(PODS / 4);
  });

  it("keeps nothing of a history that was taken back", () => {
    const { used, fresh } = takenBackOn(policy, configurationOf(policy, "kubernetes"));
    expect(used).toEqual(fresh);
  });
});
