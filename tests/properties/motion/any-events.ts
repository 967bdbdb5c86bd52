// Faults and actions of scripts by chance, as a scenario writes them. Knows fast-check and the form of scenarios.

import fc from "fast-check";

import { anyDeployment, anyJob } from "./any-workloads.ts";
import { deploymentOf, jobOf } from "./manifests-of.ts";
import type { MotionScript } from "./motion-script.ts";
import type { Entry } from "./workload-wish.ts";

export type ScriptedCluster = Omit<MotionScript, "faults" | "actions">;

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => `${count}s`);
const moments = seconds(1, 3600);

/** `web-1`, `web-2` … of so many. */
function named(prefix: string, { length }: readonly unknown[]): readonly string[] {
  return Array.from({ length }, (_, index) => `${prefix}-${index + 1}`);
}

function targetsOf({ nodes, zones }: ScriptedCluster): fc.Arbitrary<Entry> {
  const names = Array.from({ length: nodes }, (_, index) => `m-${index + 1}`);
  return fc.oneof(
    fc.record({ node: fc.constantFrom(...names) }),
    fc.record({ node: fc.subarray(names, { minLength: 1 }) }),
    fc.record({ zone: fc.constantFrom(...zones) }),
    fc.record({ nodes: fc.integer({ min: 1, max: nodes }) }),
  );
}

export function faultsOf(cluster: ScriptedCluster): fc.Arbitrary<Entry> {
  const target = targetsOf(cluster);
  const zone = fc.record({ zone: fc.constantFrom(...cluster.zones) });
  const lasting = fc.record({ at: moments, for: seconds(5, 1500) });
  const times = fc.oneof({ weight: 4, arbitrary: lasting }, { weight: 1, arbitrary: fc.record({ at: moments }) });
  const fault = (kind: string, where: fc.Arbitrary<Entry>, when: fc.Arbitrary<Entry>, what: Entry = {}) =>
    fc.tuple(where, when).map(([place, time]) => ({ [kind]: { ...place, ...time, ...what } }));
  return fc.oneof(
    fault("nodeCrash", target, times),
    fault("nodeHang", target, times),
    fault("nodeShutdown", target, times),
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

export function actionsOf(cluster: ScriptedCluster): fc.Arbitrary<Entry> {
  const deployment = fc.constantFrom(...named("web", cluster.deployments));
  const replicas = fc.integer({ min: 0, max: 8 });
  const kinds = [
    ...nodeKinds(cluster),
    ...deploymentKinds(deployment, replicas),
    ...statefulKinds(named("db", cluster.statefulSets), replicas),
    ...replicaSetKinds(named("rs", cluster.replicaSets), replicas),
    ...jobKinds(named("job", cluster.jobs), named("cron", cluster.cronJobs)),
  ];
  const until = fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ when: fc.record({ deployment, is: fc.constant("rolled-out") }) }) },
  );
  return fc.tuple(moments, until, fc.oneof(...kinds)).map(([at, condition, what]) => ({ at, ...condition, ...what }));
}

const cascades = fc.constantFrom("background", "foreground", "orphan");

function nodeKinds(cluster: ScriptedCluster): readonly fc.Arbitrary<Entry>[] {
  const target = targetsOf(cluster);
  const onNodes = (kind: string, more: Entry = {}) => target.map((where) => ({ [kind]: { ...where, ...more } }));
  const drain = { ignoreDaemonSets: true, force: true };
  return [
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
  ];
}

function deploymentKinds(
  deployment: fc.Arbitrary<string>,
  replicas: fc.Arbitrary<number>,
): readonly fc.Arbitrary<Entry>[] {
  const applied = fc.tuple(deployment, anyDeployment).map(([name, wish]) => [deploymentOf(name, wish)]);
  const onDeployment = (kind: string) => deployment.map((name) => ({ [kind]: { deployment: name } }));
  return [
    fc.record({ scale: fc.record({ deployment, replicas }) }),
    onDeployment("rolloutRestart"),
    onDeployment("rolloutUndo"),
    onDeployment("rolloutPause"),
    onDeployment("rolloutResume"),
    fc.record({ delete: fc.record({ deployment, cascade: cascades }) }),
    fc.record({ apply: fc.record({ objects: applied }) }),
  ];
}

function statefulKinds(names: readonly string[], replicas: fc.Arbitrary<number>): readonly fc.Arbitrary<Entry>[] {
  if (names.length === 0) return [];
  const statefulSet = fc.constantFrom(...names);
  return [
    fc.record({ scale: fc.record({ statefulSet, replicas }) }),
    fc.record({ rolloutRestart: fc.record({ statefulSet }) }),
    fc.record({ delete: fc.record({ statefulSet, cascade: cascades }) }),
    fc.constantFrom(0, 1).map((ordinal) => ({ delete: { pod: `db-1-${ordinal}` } })),
  ];
}

function replicaSetKinds(names: readonly string[], replicas: fc.Arbitrary<number>): readonly fc.Arbitrary<Entry>[] {
  if (names.length === 0) return [];
  const replicaSet = fc.constantFrom(...names);
  return [
    fc.record({ scale: fc.record({ replicaSet, replicas }) }),
    fc.record({ delete: fc.record({ replicaSet, cascade: cascades }) }),
  ];
}

function jobKinds(jobs: readonly string[], cronJobs: readonly string[]): readonly fc.Arbitrary<Entry>[] {
  const applied = anyJob.map((wish) => ({ apply: { objects: [jobOf("late", wish)] } }));
  const deleted = (kind: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [fc.record({ delete: fc.record({ [kind]: fc.constantFrom(...names), cascade: cascades }) })];
  return [applied, ...deleted("job", jobs), ...deleted("cronJob", cronJobs)];
}
