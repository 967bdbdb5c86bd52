// A script for a small cluster in motion: what stands in it, what fails, and what people do. Plain data, so that it can be shrunk
// and written down; faults and actions are as a scenario writes them. Knows fast-check and the form of scenarios.

import fc from "fast-check";

import { deploymentOf } from "./manifests-of.ts";
import type { BudgetWish, DeploymentWish, Entry, StatefulSetWish } from "./workload-wish.ts";

export interface MotionScript {
  readonly seed: number;
  readonly nodes: number;
  readonly zones: readonly string[];
  readonly cpu: number;
  readonly podsPerNode: number;
  readonly controlPlane: "measured" | "instant";
  /** Named web-1, web-2 … */
  readonly deployments: readonly DeploymentWish[];
  /** Named db-1 … */
  readonly statefulSets: readonly StatefulSetWish[];
  /** A DaemonSet named agent. */
  readonly hasAgent: boolean;
  /** When the run is saved, to see that it goes on as it was. */
  readonly savedAtSeconds: number;
  readonly faults: readonly Entry[];
  readonly actions: readonly Entry[];
}

/** Zones are handed out in turn, so that there are no more than nodes. */
const NODES_MIN = 2;
const NODES_MAX = 5;
const NAMES = { deployments: ["web-1", "web-2"], statefulSets: ["db-1"] } as const;

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => `${count}s`);
const moments = seconds(1, 3600);

const budgets: fc.Arbitrary<BudgetWish | null> = fc.oneof(
  fc.constant(null),
  fc.record({ minAvailable: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom("50%", "70%", "100%")) }),
  fc.record({ maxUnavailable: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom("30%", "50%")) }),
  fc.record({ minAvailable: fc.integer({ min: 1, max: 3 }), unhealthyPodEvictionPolicy: fc.constant("AlwaysAllow") }),
);

const workload = {
  replicas: fc.integer({ min: 0, max: 6 }),
  cpuMilli: fc.constantFrom(100, 500, 900),
  graceSeconds: fc.constantFrom(0, 2, 30, 90),
  readyAfterSeconds: fc.constantFrom(0, 0, 12),
  minReadySeconds: fc.constantFrom(0, 0, 20),
  isOnePerNode: fc.constantFrom(false, false, true),
  budget: budgets,
};

const strategies: fc.Arbitrary<Entry> = fc.oneof(
  fc.constant({ type: "Recreate" }),
  fc
    .tuple(fc.constantFrom<string | number>(0, 1, 2, "25%"), fc.constantFrom<string | number>(0, 1, "25%", "50%"))
    .filter(([surge, unavailable]) => surge !== 0 || unavailable !== 0)
    .map(([maxSurge, maxUnavailable]) => ({ type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } })),
);

const deployments: fc.Arbitrary<DeploymentWish> = fc.record({ ...workload, strategy: strategies });
const statefulSets: fc.Arbitrary<StatefulSetWish> = fc.record({
  ...workload,
  management: fc.constantFrom("OrderedReady" as const, "Parallel" as const),
});

/** Any script. */
export const anyMotionScript: fc.Arbitrary<MotionScript> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    nodes: fc.integer({ min: NODES_MIN, max: NODES_MAX }),
    zones: fc.constantFrom(["a"], ["a", "b"]),
    cpu: fc.integer({ min: 1, max: 4 }),
    podsPerNode: fc.constantFrom(4, 110),
    controlPlane: fc.constantFrom("measured" as const, "measured" as const, "instant" as const),
    deployments: fc.array(deployments, { minLength: 1, maxLength: NAMES.deployments.length }),
    statefulSets: fc.array(statefulSets, { maxLength: NAMES.statefulSets.length }),
    hasAgent: fc.boolean(),
    savedAtSeconds: fc.integer({ min: 1, max: 3600 }),
  })
  .chain((cluster) =>
    fc
      .record({
        faults: fc.array(faultsOf(cluster), { maxLength: 3 }),
        actions: fc.array(actionsOf(cluster), { maxLength: 6 }),
      })
      .map((events) => ({ ...cluster, ...events })),
  );

type Cluster = Omit<MotionScript, "faults" | "actions">;

function targetsOf({ nodes, zones }: Cluster): fc.Arbitrary<Entry> {
  const names = Array.from({ length: nodes }, (_, index) => `m-${index + 1}`);
  return fc.oneof(
    fc.record({ node: fc.constantFrom(...names) }),
    fc.record({ node: fc.subarray(names, { minLength: 1 }) }),
    fc.record({ zone: fc.constantFrom(...zones) }),
    fc.record({ nodes: fc.integer({ min: 1, max: nodes }) }),
  );
}

function faultsOf(cluster: Cluster): fc.Arbitrary<Entry> {
  const target = targetsOf(cluster);
  const zone = fc.record({ zone: fc.constantFrom(...cluster.zones) });
  const lasting = fc.record({ at: moments, for: seconds(5, 1500) });
  const times = fc.oneof({ weight: 4, arbitrary: lasting }, { weight: 1, arbitrary: fc.record({ at: moments }) });
  const fault = (kind: string, where: fc.Arbitrary<Entry>, when: fc.Arbitrary<Entry>, what: Entry = {}) =>
    fc.tuple(where, when).map(([place, time]) => ({ [kind]: { ...place, ...time, ...what } }));
  return fc.oneof(
    fault("nodeCrash", target, times),
    fault("nodeHang", target, times),
    fault("kubeletLoss", target, times),
    fault("networkPartition", target, times),
    fault("nodePressure", target, lasting, { pressure: "disk" }),
    fault("nodePressure", target, lasting, { pressure: "memory" }),
    fault("flapping", target, lasting, { down: "80s", up: "45s" }),
    fault("spotReclaim", target, times, { notice: "40s" }),
    fault("nodeDeleted", target, times),
    fault("zoneOutage", zone, times),
    fault("zoneOutage", zone, lasting, { as: "networkPartition" }),
    fault("groupOutage", target, times),
    fault("nodeCrash", target, fc.constant({ meanTimeBetweenFailures: "40m", repair: "6m" })),
    fault("maintenanceWindow", fc.constant({ pool: "m" }), lasting, { down: "1m", drainTimeout: "5m" }),
  );
}

function actionsOf(cluster: Cluster): fc.Arbitrary<Entry> {
  const target = targetsOf(cluster);
  const deployment = fc.constantFrom(...NAMES.deployments.slice(0, cluster.deployments.length));
  const replicas = fc.integer({ min: 0, max: 8 });
  const applied = fc.tuple(deployment, deployments).map(([name, wish]) => [deploymentOf(name, wish)]);
  const onDeployment = (kind: string) => deployment.map((name) => ({ [kind]: { deployment: name } }));
  const onNodes = (kind: string, more: Entry = {}) => target.map((where) => ({ [kind]: { ...where, ...more } }));
  const drain = { ignoreDaemonSets: true, force: true };
  const kinds = [
    fc.record({ scale: fc.record({ deployment, replicas }) }),
    onDeployment("rolloutRestart"),
    onDeployment("rolloutUndo"),
    onDeployment("rolloutPause"),
    onDeployment("rolloutResume"),
    fc.record({
      delete: fc.record({ deployment, cascade: fc.constantFrom("background", "foreground", "orphan") }),
    }),
    onNodes("cordon"),
    onNodes("uncordon"),
    onNodes("drain", drain),
    onNodes("drain", { ...drain, timeout: "3m" }),
    onNodes("drain", { ...drain, disableEviction: true, gracePeriod: "1s" }),
    onNodes("removeNodes"),
    fc.record({ addNodes: fc.record({ pool: fc.constant("m"), count: fc.integer({ min: 1, max: 2 }) }) }),
    onNodes("taint", { key: "tried", effect: "NoExecute" }),
    onNodes("taint", { key: "tried", effect: "NoSchedule" }),
    onNodes("taint", { key: "tried", remove: true }),
    onNodes("label", { labels: { tried: "yes" }, overwrite: true }),
    fc.record({ apply: fc.record({ objects: applied }) }),
    ...statefulKinds(cluster, replicas),
  ];
  const until = fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ when: fc.record({ deployment, is: fc.constant("rolled-out") }) }) },
  );
  return fc.tuple(moments, until, fc.oneof(...kinds)).map(([at, condition, what]) => ({ at, ...condition, ...what }));
}

function statefulKinds({ statefulSets: { length } }: Cluster, replicas: fc.Arbitrary<number>): fc.Arbitrary<Entry>[] {
  if (length === 0) return [];
  const statefulSet = fc.constantFrom(...NAMES.statefulSets.slice(0, length));
  return [
    fc.record({ scale: fc.record({ statefulSet, replicas }) }),
    fc.record({ rolloutRestart: fc.record({ statefulSet }) }),
    fc.record({ delete: fc.record({ statefulSet }) }),
    fc.constantFrom(0, 1).map((ordinal) => ({ delete: { pod: `db-1-${ordinal}` } })),
  ];
}
