// Pods of a run as the API shows them: views over the columns, made on demand. A view shows the pod as it is when it is asked.
// Knows the cluster's tables.

import { US_PER_SECOND } from "../base/time.ts";

import type { PodDeletion } from "../model/api-server/deletion.ts";
import { numberedUid } from "../model/generated-names.ts";
import type { Pod } from "../model/objects.ts";

import type { ClusterState } from "./cluster-state.ts";
import type { ApiPodPhase, LiveContainer, LiveContainerState, LivePod, LivePodCondition } from "./live-pod.ts";
import { DELETED, FAILED, NONE, NOT_YET, RUNNING, SUCCEEDED, type PodId } from "./pod-table.ts";

const NO_CONTAINERS: readonly LiveContainer[] = Object.freeze([]);

export class LivePodView implements LivePod {
  readonly #cluster: ClusterState;
  readonly id: PodId;

  constructor(cluster: ClusterState, id: PodId) {
    this.#cluster = cluster;
    this.id = id;
  }

  get namespace(): string {
    return this.#cluster.classOfPod(this.id).namespace;
  }

  get name(): string {
    return this.#cluster.pods.nameOf(this.id);
  }

  get uid(): string {
    return podUidOf(this.id);
  }

  get object(): Pod {
    return this.#cluster.classOfPod(this.id).pod;
  }

  get createdUs(): number {
    return this.#cluster.pods.creationUs(this.id);
  }

  get phase(): ApiPodPhase {
    switch (this.#cluster.pods.phaseOf(this.id)) {
      case RUNNING:
        return "Running";
      case SUCCEEDED:
        return "Succeeded";
      case FAILED:
      case DELETED:
        return "Failed";
      default:
        return "Pending";
    }
  }

  get nodeName(): string | undefined {
    const { pods, life, nodes } = this.#cluster;
    const node = pods.boundAtUs(this.id) === NOT_YET ? NONE : pods.nodeOf(this.id);
    if (node !== NONE) return nodes.nameOf(node);
    const ranOn = life.ranOn(this.id);
    return ranOn === NONE ? undefined : nodes.nameOf(ranOn);
  }

  get deletion(): PodDeletion | undefined {
    return this.#cluster.life.detailOf(this.id).deletion;
  }

  get startUs(): number | undefined {
    const us = this.#cluster.pods.statusStartUs(this.id);
    return Number.isNaN(us) ? undefined : us;
  }

  get reason(): string | undefined {
    return this.#cluster.life.detailOf(this.id).reason;
  }

  condition(type: string): LivePodCondition | undefined {
    if (type === "Ready" || type === "ContainersReady") return readinessOf(this.#cluster, this.id);
    const { conditions } = this.#cluster.life.detailOf(this.id);
    return conditions !== undefined && Object.hasOwn(conditions, type) ? conditions[type] : undefined;
  }

  get containers(): readonly LiveContainer[] {
    return this.#cluster.life.detailOf(this.id).containers ?? this.#ordinary();
  }

  get initContainers(): readonly LiveContainer[] {
    return this.#cluster.life.detailOf(this.id).initContainers ?? NO_CONTAINERS;
  }

  /** Containers of which nothing has been said: they run as the pod does. */
  #ordinary(): readonly LiveContainer[] {
    const { pods } = this.#cluster;
    const startedAtUs = pods.startedAtUs(this.id);
    if (startedAtUs === NOT_YET) return NO_CONTAINERS;
    const { phase } = this;
    const endedAtUs = pods.endedAtUs(this.id);
    const state: LiveContainerState =
      phase === "Running"
        ? { kind: "running", startedUs: wholeSecond(startedAtUs) }
        : {
            kind: "terminated",
            exitCode: phase === "Succeeded" ? 0 : 1,
            reason: phase === "Succeeded" ? "Completed" : "Error",
            finishedUs: wholeSecond(endedAtUs),
          };
    const isReady = isPodReady(this.#cluster, this.id);
    return this.object.spec.containers.map(({ name }) => ({ name, isReady, restartCount: 0, state }));
  }
}

/** An identity that follows from how many pods came before it: the second of a name has another. */
export function podUidOf(pod: PodId): string {
  return numberedUid(pod);
}

/** Running, and nobody says that it is not ready. */
export function isPodReady({ pods, life }: ClusterState, pod: PodId): boolean {
  return pods.phaseOf(pod) === RUNNING && (life.readinessOf(pod) ?? "True") === "True";
}

function readinessOf(cluster: ClusterState, pod: PodId): LivePodCondition | undefined {
  const { pods, life } = cluster;
  const said = life.readinessOf(pod);
  const phase = pods.phaseOf(pod);
  if (phase === SUCCEEDED || phase === FAILED) {
    return { status: "False", reason: "PodCompleted", sinceUs: wholeSecond(pods.endedAtUs(pod)) };
  }
  if (said !== undefined) return { status: said, sinceUs: wholeSecond(life.readinessSinceUs(pod)) };
  if (phase === RUNNING) return { status: "True", sinceUs: wholeSecond(pods.startedAtUs(pod)) };
  return undefined;
}

/** Times in the API have no parts of seconds. */
function wholeSecond(us: number): number {
  return us - (((us % US_PER_SECOND) + US_PER_SECOND) % US_PER_SECOND);
}
