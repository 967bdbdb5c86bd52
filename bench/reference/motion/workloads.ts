// The workload objects of the naive form, and what becomes of them when somebody applies or restarts one.

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import { podTemplateHash } from "../../../src/model/hashing/pod-template-hash.ts";
import { scaledDown, scaledUp, type IntOrPercent } from "../../../src/model/int-or-percent.ts";
import type { Labels } from "../../../src/model/objects.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";

import type { World } from "./world.ts";

export interface DeploymentObject {
  readonly name: string;
  readonly replicas: number;
  readonly maxSurge: number;
  readonly maxUnavailable: number;
  template: PodTemplateSpec;
}

export interface ReplicaSetObject {
  readonly name: string;
  readonly deployment: string;
  readonly hash: string;
  readonly template: PodTemplateSpec;
  readonly labels: Labels;
  replicas: number;
  /** Its status: pods that are active, ready, and on their way out. */
  active: number;
  ready: number;
  terminating: number;
}

/** A StatefulSet, DaemonSet or Job. */
export interface PlainWorkload {
  readonly kind: "StatefulSet" | "DaemonSet" | "Job";
  readonly name: string;
  /** Absent: one for each node. */
  readonly replicas: number;
  readonly template: PodTemplateSpec;
}

const HASH_LABEL = "pod-template-hash";
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

export class Workloads {
  readonly deployments: DeploymentObject[] = [];
  readonly replicaSets: ReplicaSetObject[] = [];
  readonly others: PlainWorkload[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  apply(stored: StoredObject): void {
    const { kind, object } = stored;
    const name = object.metadata?.name ?? "";
    switch (kind) {
      case "Deployment": {
        const { replicas = 1, strategy, template = {} } = stored.object.spec ?? {};
        const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
        this.deployments.push({
          name,
          replicas,
          maxSurge: countOf(scaledUp, maxSurge, replicas),
          maxUnavailable: countOf(scaledDown, maxUnavailable, replicas),
          template,
        });
        break;
      }
      case "StatefulSet":
        this.#addPlain(kind, name, stored.object.spec?.replicas ?? 1, stored.object.spec?.template);
        break;
      case "DaemonSet":
        this.#addPlain(kind, name, 0, stored.object.spec?.template);
        break;
      case "Job":
        this.#addPlain(kind, name, stored.object.spec?.completions ?? 1, stored.object.spec?.template);
        break;
      default:
        throw new Error(`the reference knows no ${kind}`);
    }
    this.#world.tell({ kind: "workload", of: kind, name });
  }

  restart(name: string, timestamp: string): void {
    const deployment = this.deployment(name);
    const { metadata } = deployment.template;
    const annotations = { ...metadata?.annotations, [RESTARTED_AT]: timestamp };
    deployment.template = { ...deployment.template, metadata: { ...metadata, annotations } };
    this.#world.tell({ kind: "workload", of: "Deployment", name });
  }

  deployment(name: string): DeploymentObject {
    return this.deployments.find((deployment) => deployment.name === name)!;
  }

  replicaSet(name: string): ReplicaSetObject {
    return this.replicaSets.find((replicaSet) => replicaSet.name === name)!;
  }

  plain(kind: PlainWorkload["kind"], name: string): PlainWorkload {
    return this.others.find((other) => other.kind === kind && other.name === name)!;
  }

  #addPlain(kind: PlainWorkload["kind"], name: string, replicas: number, template: PodTemplateSpec = {}): void {
    this.others.push({ kind, name, replicas, template });
  }
}

function countOf(scaled: typeof scaledUp, bound: IntOrPercent | undefined, replicas: number): number {
  const outcome = scaled(bound, replicas);
  return outcome.kind === "scaled" ? outcome.value : 0;
}

/** The ReplicaSet that a Deployment makes for its template. */
export function replicaSetFor({ name, template }: DeploymentObject, replicas: number): ReplicaSetObject {
  const hash = podTemplateHash(template, undefined);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  return {
    name: `${name}-${hash}`,
    deployment: name,
    hash,
    labels,
    template: { ...template, metadata: { ...template.metadata, labels } },
    replicas,
    active: 0,
    ready: 0,
    terminating: 0,
  };
}
