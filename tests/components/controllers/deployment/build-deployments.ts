// Deployments and their ReplicaSets for tests, said in few words. Knows no rule.

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { ControllerView } from "../../../../src/components/controllers/controller.ts";
import type { DeploymentWork } from "../../../../src/components/controllers/deployment/work.ts";
import type { Deployment, DeploymentSpec, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { fakeView, ownedBy, type FakeWorld } from "../fake-view.ts";

const LABELS = { app: "web" };
export const REVISION = "deployment.kubernetes.io/revision";
export const DESIRED = "deployment.kubernetes.io/desired-replicas";
export const MAX = "deployment.kubernetes.io/max-replicas";

export function template(image: string, labels: Readonly<Record<string, string>> = LABELS) {
  return { metadata: { labels }, spec: { containers: [{ name: "c", image }] } };
}

/** A Deployment `web` of four pods of `web:v2`, of generation 1, one pod more and one less at a time. */
export function deployment(
  spec: DeploymentSpec = {},
  status: Deployment["status"] = {},
  annotations: Readonly<Record<string, string>> = {},
): Deployment {
  return {
    metadata: { name: "web", namespace: "default", uid: "uid-web", generation: 1, annotations },
    spec: {
      replicas: 4,
      selector: { matchLabels: LABELS },
      template: template("web:v2"),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
    },
    status,
  };
}

export interface ReplicaSetTraits {
  readonly image?: string;
  /** Pods that it should have. */
  readonly replicas?: number;
  /** Pods that it has; as many as it should unless said otherwise. */
  readonly actual?: number;
  readonly available?: number;
  readonly revision?: number;
  /** Size of the Deployment when it got its own. */
  readonly desired?: number;
  readonly max?: number;
  readonly createdAt?: string;
  readonly conditions?: NonNullable<ReplicaSet["status"]>["conditions"];
}

/** A ReplicaSet of the Deployment, whose pods are all available unless said otherwise. */
export function replicaSet(name: string, traits: ReplicaSetTraits = {}): ReplicaSet {
  const { image = "web:v2", replicas = 4, revision = 1, desired = 4, max = 5, createdAt, conditions } = traits;
  const { actual = replicas, available = actual } = traits;
  return {
    metadata: {
      name,
      namespace: "default",
      uid: `uid-${name}`,
      generation: 1,
      labels: LABELS,
      annotations: { [REVISION]: `${revision}`, [DESIRED]: `${desired}`, [MAX]: `${max}` },
      ownerReferences: [ownedBy("Deployment", "web")],
      creationTimestamp: createdAt ?? "1970-01-01T00:00:00Z",
    },
    spec: {
      replicas,
      selector: { matchLabels: LABELS },
      template: template(image, { ...LABELS, "pod-template-hash": name }),
    },
    status: {
      replicas: actual,
      readyReplicas: available,
      availableReplicas: available,
      terminatingReplicas: 0,
      observedGeneration: 1,
      ...(conditions === undefined ? {} : { conditions }),
    },
  };
}

export function viewOf(
  own: Deployment,
  replicaSets: readonly ReplicaSet[] = [],
  world: FakeWorld = {},
): ControllerView {
  const sets = replicaSets.map((object): StoredObject => ({ kind: "ReplicaSet", object }));
  return fakeView({ ...world, stored: [{ kind: "Deployment", object: own }, ...sets, ...(world.stored ?? [])] });
}

export function workOn(
  own: Deployment,
  replicaSets: readonly ReplicaSet[] = [],
  world: FakeWorld = {},
): DeploymentWork {
  return { view: viewOf(own, replicaSets, world), deployment: own };
}

export function condition(type: string, status: string, reason: string, at = "1970-01-01T00:00:00Z") {
  return { type, status, reason, message: reason, lastUpdateTime: at, lastTransitionTime: at };
}
