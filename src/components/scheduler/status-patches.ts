// What the scheduler writes into the status of pods: why one waits, which node it waits for, that it is to make room. A patch
// that would change nothing is not sent. Knows the API client, and not who waits for the answer.
// Imitates pkg/scheduler/schedule_one.go (updatePod) and pkg/scheduler/util/utils.go (PatchPodStatus), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ApiAnswer, ApiClient, RequestKind } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { DELETED, NOT_YET, type PodId } from "../../cluster/pod-table.ts";

/** A condition that the scheduler writes. */
export interface WrittenCondition {
  readonly type: "PodScheduled" | "DisruptionTarget";
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

/** `nominatedNodeName`: empty where the nomination is taken away; absent where it stays as it is. */
export interface StatusPatch {
  readonly condition?: WrittenCondition;
  readonly nominatedNodeName?: string;
}

/** One sort of patches: who sends them hears of the answers. `about`: another pod, if the sender has said so. */
export type PatchAnswered = (pod: PodId, about: PodId, answer: ApiAnswer) => void;

interface SentPatch extends StatusPatch {
  readonly about: PodId;
}

export class StatusPatches implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #client: ApiClient;
  #sent = new Map<number, SentPatch>();
  #tickets = 0;

  constructor(engine: Engine, cluster: ClusterState, client: ApiClient) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#client = client;
  }

  define(name: string, answered?: PatchAnswered): RequestKind {
    return this.#client.define({
      name,
      call: "patch pods/status",
      drawIdOf: (pod) => this.#cluster.drawIdOf(pod),
      commit: (pod, ticket) => this.#commit(pod, this.#sent.get(ticket)!),
      answered: (pod, ticket, answer) => {
        const { about } = this.#sent.get(ticket)!;
        this.#sent.delete(ticket);
        answered?.(pod, about, answer);
      },
    });
  }

  /** Sends what of the patch is new; false if nothing is. */
  send(kind: RequestKind, pod: PodId, patch: StatusPatch, about: PodId = pod): boolean {
    const { condition, nominatedNodeName } = patch;
    const says = condition !== undefined && !this.#isSaid(pod, condition);
    const names = nominatedNodeName !== undefined && nominatedNodeName !== this.#nominationOf(pod);
    if (!says && !names) return false;
    this.#tickets += 1;
    this.#sent.set(this.#tickets, { ...(says ? { condition } : {}), ...(names ? { nominatedNodeName } : {}), about });
    this.#client.send(kind, pod, this.#tickets);
    return true;
  }

  snapshot(): Snapshot {
    return { patches: packJson([[...this.#sent], this.#tickets]) };
  }

  restore(saved: Snapshot): void {
    const [sent, tickets] = unpackJson(saved, "patches") as [[number, SentPatch][], number];
    this.#sent = new Map(sent);
    this.#tickets = tickets;
  }

  /** The binding says that a pod is scheduled. */
  #isSaid(pod: PodId, { type, status, reason, message }: WrittenCondition): boolean {
    if (type === "PodScheduled" && this.#cluster.pods.boundAtUs(pod) !== NOT_YET) return false;
    const { conditions } = this.#cluster.life.detailOf(pod);
    const said = conditions === undefined || !Object.hasOwn(conditions, type) ? undefined : conditions[type];
    return said?.status === status && said.reason === reason && said.message === message;
  }

  #nominationOf(pod: PodId): string {
    return this.#cluster.nominations.nodeNameOf(pod) ?? "";
  }

  #commit(pod: PodId, { condition, nominatedNodeName }: SentPatch): ApiAnswer {
    if (this.#cluster.pods.phaseOf(pod) === DELETED) return "not-found";
    const { now } = this.#engine;
    if (condition !== undefined) {
      const { type, ...said } = condition;
      this.#cluster.apply({ kind: "pod-condition", pod, type, condition: said }, now);
    }
    if (nominatedNodeName !== undefined) {
      const nodeName = nominatedNodeName === "" ? undefined : nominatedNodeName;
      this.#cluster.apply({ kind: "pod-nominated", pod, nodeName }, now);
    }
    return "ok";
  }
}
