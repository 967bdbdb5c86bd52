// The Deployment as it stands when the run begins: its pods run and are ready, as a dump would show them, so that no figure tells of a
// cold start. Pods that fit on no node are left to the controllers.
// Sources: pkg/controller/deployment/util/deployment_util.go (annotations of ReplicaSets), k8s.io/api/core/v1/types.go, v1.36.

import type { Node, Pod } from "../../model/objects.ts";
import { podRequests } from "../../model/pod-resources.ts";
import { milliUnits } from "../../model/quantity/whole-units.ts";
import { readResourceList } from "../../model/resource-list.ts";

import { mappingAt, withPart, type PlainObject } from "./plain-object.ts";
import type { ScaledWorkload } from "./scaled-workload.ts";

/** A day before the run. */
const SINCE = "2025-12-31T00:00:00Z";
/** When the run begins. */
export const BEGIN = "2026-01-01T00:00:00Z";
const HASH = "66d5b6c87f";
const HASH_LABEL = "pod-template-hash";
const DEPLOYMENT_UID = "00000000-0000-4000-8000-000000000001";
const REPLICA_SET_UID = "00000000-0000-4000-8000-000000000002";

/** The Deployment of `replicas`, its ReplicaSet, and a pod on each of the nodes named. */
export function warmObjects(
  { namespace, name }: ScaledWorkload,
  deployment: PlainObject,
  replicas: number,
  nodes: readonly string[],
): readonly PlainObject[] {
  const pods = nodes.length;
  const template = mappingAt(deployment, ["spec", "template"]);
  const labels = { ...mappingAt(template, ["metadata", "labels"]), [HASH_LABEL]: HASH };
  const setName = `${name}-${HASH}`;
  const status = { observedGeneration: 1, replicas: pods, readyReplicas: pods, availableReplicas: pods };
  const annotations = {
    "deployment.kubernetes.io/revision": "1",
    "deployment.kubernetes.io/desired-replicas": String(replicas),
    "deployment.kubernetes.io/max-replicas": String(replicas + Math.ceil(replicas / 4)),
  };
  const age = { namespace, generation: 1, creationTimestamp: SINCE };
  const own = mappingAt(deployment, ["metadata"]);
  const ownAnnotations = mappingAt(own, ["annotations"]);
  const selector = mappingAt(deployment, ["spec", "selector"]);
  return [
    {
      ...deployment,
      metadata: {
        ...own,
        ...age,
        name,
        uid: DEPLOYMENT_UID,
        annotations: { ...ownAnnotations, "deployment.kubernetes.io/revision": "1" },
      },
      spec: { ...mappingAt(deployment, ["spec"]), replicas },
      status: { ...status, updatedReplicas: pods, conditions: deploymentConditions() },
    },
    {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        ...age,
        name: setName,
        uid: REPLICA_SET_UID,
        labels,
        annotations,
        ownerReferences: [owner("Deployment", name, DEPLOYMENT_UID)],
      },
      spec: {
        replicas,
        minReadySeconds: mappingAt(deployment, ["spec"])["minReadySeconds"] ?? 0,
        selector: { ...selector, matchLabels: { ...mappingAt(selector, ["matchLabels"]), [HASH_LABEL]: HASH } },
        template: withPart(template, ["metadata", "labels"], labels),
      },
      status: { ...status, fullyLabeledReplicas: pods },
    },
    ...nodes.map((node, place) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        ...mappingAt(template, ["metadata"]),
        namespace,
        name: `${setName}-${String(place + 1).padStart(5, "0")}`,
        uid: `00000000-0000-4000-9000-${String(place + 1).padStart(12, "0")}`,
        creationTimestamp: SINCE,
        labels,
        ownerReferences: [owner("ReplicaSet", setName, REPLICA_SET_UID)],
      },
      spec: { ...mappingAt(template, ["spec"]), nodeName: node },
      status: podStatus(place),
    })),
  ];
}

function owner(kind: string, name: string, uid: string): PlainObject {
  return { apiVersion: "apps/v1", kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function deploymentConditions(): readonly PlainObject[] {
  const since = { status: "True", lastUpdateTime: SINCE, lastTransitionTime: SINCE };
  return [
    { type: "Available", reason: "MinimumReplicasAvailable", ...since },
    { type: "Progressing", reason: "NewReplicaSetAvailable", ...since },
  ];
}

const ADDRESSES = 256;

function podStatus(place: number): PlainObject {
  const podIP = `10.${128 + Math.floor(place / (ADDRESSES * ADDRESSES))}.${Math.floor(place / ADDRESSES) % ADDRESSES}.${place % ADDRESSES}`;
  const conditions = ["PodScheduled", "PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready"];
  return {
    phase: "Running",
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: SINCE,
    conditions: conditions.map((type) => ({ type, status: "True", lastTransitionTime: SINCE })),
  };
}

interface Room {
  readonly name: string;
  readonly free: Map<string, number>;
}

/** Nodes for so many pods like `pod`, each on the one with the most free CPU; fewer where no more fit. */
export function roomFor(pod: Pod, count: number, nodes: readonly Node[], bound: readonly Pod[]): readonly string[] {
  const wanted = amountsOf(pod);
  const rooms = nodes.filter((node) => takes(node, pod)).map(roomOf);
  const byName = new Map(rooms.map((room) => [room.name, room]));
  for (const other of bound) {
    const room = byName.get(other.spec.nodeName ?? "");
    if (room !== undefined) book(room, amountsOf(other));
  }
  const chosen: string[] = [];
  while (chosen.length < count) {
    const fitting = rooms.filter(({ free }) => [...wanted].every(([name, amount]) => (free.get(name) ?? 0) >= amount));
    const [first] = fitting;
    if (first === undefined) break;
    const best = fitting.reduce((one, other) => (freeCpu(other) > freeCpu(one) ? other : one), first);
    book(best, wanted);
    chosen.push(best.name);
  }
  return chosen;
}

/** Whether the pod's selector and the node's taints let it be; other rules are the scheduler's. */
function takes({ metadata: { labels = {} }, spec }: Node, pod: Pod): boolean {
  const selector = Object.entries(pod.spec.nodeSelector ?? {});
  const isRefused = (spec?.taints ?? []).some(({ effect }) => effect !== "PreferNoSchedule");
  const isOpen = spec?.unschedulable !== true && (!isRefused || (pod.spec.tolerations ?? []).length > 0);
  return isOpen && selector.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function roomOf({ metadata, status }: Node): Room {
  const free = new Map<string, number>();
  for (const [name, quantity] of readResourceList(status?.allocatable)) free.set(name, milliUnits(quantity));
  return { name: metadata.name, free };
}

function amountsOf(pod: Pod): ReadonlyMap<string, number> {
  const amounts = new Map([["pods", 1000]]);
  for (const [name, quantity] of podRequests(pod)) amounts.set(name, milliUnits(quantity));
  return amounts;
}

function book({ free }: Room, amounts: ReadonlyMap<string, number>): void {
  for (const [name, amount] of amounts) free.set(name, (free.get(name) ?? 0) - amount);
}

function freeCpu({ free }: Room): number {
  return free.get("cpu") ?? 0;
}
