// What kubelets and controllers have said of each pod beyond its phase: readiness, containers, conditions, how its end was
// asked for, where it ran. A pod that runs is ready unless somebody says otherwise, so that ordinary pods cost nothing here.
// Written only by ClusterState.apply. Source: k8s.io/api/core/v1/types.go (PodStatus), v1.36.

import { grownTo } from "../base/grown-column.ts";
import { unreachable } from "../base/invariant.ts";
import { merged } from "../base/merged.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../base/snapshot-parts.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";

import { endAsked, type PodDeletion } from "../model/api-server/deletion.ts";

import type { Change } from "./change.ts";
import type { LiveContainer, LivePodCondition } from "./live-pod.ts";

/** How the condition Ready stands. */
export type Readiness = LivePodCondition["status"];

/** Codes of the column: 0 follows from the phase. */
const READINESS_CODES: readonly Readiness[] = ["True", "False", "Unknown"];

/** What is said of few pods. */
export interface PodDetail {
  readonly deletion?: PodDeletion;
  /** status.reason. */
  readonly reason?: string;
  /** status.message. */
  readonly message?: string;
  /** Beside Ready and PodScheduled. */
  readonly conditions?: Readonly<Record<string, LivePodCondition>>;
  readonly containers?: readonly LiveContainer[];
  readonly initContainers?: readonly LiveContainer[];
}

const NOTHING: PodDetail = Object.freeze({});

const NOWHERE = -1;

export class PodLife implements Snapshotable {
  #readiness = new Uint8Array(0);
  #readinessSinceUs = new Float64Array(0);
  /** Nodes on which pods that have ended ran, one more; 0: not on any. */
  #ranOn = new Int32Array(0);
  #details = new Map<number, PodDetail>();
  #detailVersion = 0;

  /** Another number whenever a detail of some pod became another. */
  get detailVersion(): number {
    return this.#detailVersion;
  }

  /** Undefined: as the phase says. */
  readinessOf(pod: number): Readiness | undefined {
    return READINESS_CODES[(this.#readiness[pod] ?? 0) - 1];
  }

  /** When that was said, µs; only where something was. */
  readinessSinceUs(pod: number): number {
    return this.#readinessSinceUs[pod]!;
  }

  detailOf(pod: number): PodDetail {
    return this.#details.get(pod) ?? NOTHING;
  }

  /** The node that a pod ran on before it ended, or −1. */
  ranOn(pod: number): number {
    return (this.#ranOn[pod] ?? 0) - 1;
  }

  /** What a kubelet or a controller says of a pod. */
  write(change: Extract<Change, { kind: "pod-ready" | "pod-containers" | "pod-condition" }>, now: SimTime): void {
    const { pod } = change;
    switch (change.kind) {
      case "pod-ready":
        if (change.ready !== this.readinessOf(pod)) this.setReadiness(pod, change.ready, now);
        break;
      case "pod-containers":
        this.say(pod, {
          ...(change.containers === undefined ? {} : { containers: change.containers }),
          ...(change.initContainers === undefined ? {} : { initContainers: change.initContainers }),
        });
        break;
      case "pod-condition": {
        const before = Object.entries(this.detailOf(pod).conditions ?? {});
        // Without a prototype's setters: a condition may be called as anything.
        const conditions = Object.fromEntries([...before, [change.type, this.#dated(change, now)]]);
        this.say(pod, { conditions });
        break;
      }
      default:
        unreachable(change);
    }
  }

  /** Whoever does not say since when it holds, says it from now on: conditions of the same status as before keep their second. */
  #dated({ pod, type, condition }: Extract<Change, { kind: "pod-condition" }>, now: SimTime): LivePodCondition {
    if (condition.sinceUs !== undefined) return condition;
    const { conditions = {} } = this.detailOf(pod);
    const before = Object.hasOwn(conditions, type) ? conditions[type] : undefined;
    const isSame = before?.status === condition.status && before.sinceUs !== undefined;
    return merged(condition, { sinceUs: isSame ? before.sinceUs : now - (now % US_PER_SECOND) });
  }

  /**
   * The pod is to be gone by then. Asked again, a shorter grace period counts, from the first time on; who does not say how long
   * (`askedSeconds` undefined) leaves it its time.
   */
  askForEnd(pod: number, askedSeconds: number | undefined, ownSeconds: number, now: SimTime): void {
    const { deletion: pending } = this.detailOf(pod);
    const deletion = endAsked(pending, askedSeconds, askedSeconds ?? ownSeconds, now);
    if (deletion !== pending) this.say(pod, { deletion });
  }

  setReadiness(pod: number, readiness: Readiness, sinceUs: number): void {
    if (pod >= this.#readiness.length) {
      this.#readiness = grownTo(this.#readiness, pod + 1);
      this.#readinessSinceUs = grownTo(this.#readinessSinceUs, pod + 1);
    }
    this.#readiness[pod] = READINESS_CODES.indexOf(readiness) + 1;
    this.#readinessSinceUs[pod] = sinceUs;
  }

  /** Takes over what is given, and keeps the rest. */
  say(pod: number, detail: PodDetail): void {
    this.#details.set(pod, merged(this.detailOf(pod), detail));
    this.#detailVersion += 1;
  }

  endOn(pod: number, node: number): void {
    if (node === NOWHERE) return;
    if (pod >= this.#ranOn.length) this.#ranOn = grownTo(this.#ranOn, pod + 1);
    this.#ranOn[pod] = node + 1;
  }

  /** The pod's object is gone. */
  forget(pod: number): void {
    if (this.#details.delete(pod)) this.#detailVersion += 1;
  }

  snapshot(): Snapshot {
    return {
      readiness: this.#readiness.slice(),
      readinessSinceUs: this.#readinessSinceUs.slice(),
      ranOn: this.#ranOn.slice(),
      details: packJson([...this.#details]),
    };
  }

  restore(saved: Snapshot): void {
    this.#readiness = Uint8Array.from(arrayIn(saved, "readiness"));
    this.#readinessSinceUs = Float64Array.from(arrayIn(saved, "readinessSinceUs"));
    this.#ranOn = Int32Array.from(arrayIn(saved, "ranOn"));
    this.#details = new Map(unpackJson(saved, "details") as [number, PodDetail][]);
    this.#detailVersion += 1;
  }
}
