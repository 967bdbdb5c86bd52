// The cluster of the naive form: lists of plain objects, and an API server that takes no time. Whoever wants to know something
// goes through a list. A write is done in its turn, and all who watch hear of it.

import { completedPod } from "../../../src/model/defaulting.ts";
import { generatedName, numberedUid, textHash } from "../../../src/model/generated-names.ts";
import { PodAdmission } from "../../../src/model/admission/pod-admission.ts";
import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import type { Labels, Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { Plan } from "../../../src/scenario/plan.ts";

import { makePod, readLook, readNode, vacate, type NodeObject, type PodLook, type PodObject } from "../objects.ts";
import type { Timers } from "../timers.ts";

export interface Owner {
  readonly kind: "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job";
  readonly name: string;
}

export interface MotionPod extends PodObject {
  readonly owner: Owner;
  readonly labels: Labels;
  readonly uid: string;
  readonly createdAtUs: number;
  /** The node that a DaemonSet wants it on. */
  readonly pinnedTo: string | undefined;
  phase: "Pending" | "Running" | "Succeeded";
  isReady: boolean;
  readyChangedAtUs: number | undefined;
  deletionAtUs: number | undefined;
  isGone: boolean;
  /** When it is to be evicted from a tainted node. */
  evictionAtUs: number | undefined;
  /** Counts its starts: what was set for an earlier one is void. */
  life: number;
}

export interface MotionNode extends NodeObject {
  /** What the API says of its condition Ready. */
  ready: "True" | "Unknown";
  /** The machine is up, and its kubelet works. */
  isUp: boolean;
  /** Signs of life as the API has them. */
  renewedUs: number;
  postedUs: number;
}

export type News =
  | { readonly kind: "pod"; readonly what: "added" | "changed" | "gone"; readonly pod: MotionPod }
  | { readonly kind: "node"; readonly node: MotionNode }
  /** A workload came or changed. */
  | { readonly kind: "workload"; readonly of: Owner["kind"] | "Deployment"; readonly name: string };

/** What a controller asks for when it makes a pod. */
export interface PodWish {
  readonly owner: Owner;
  readonly name: string;
  readonly template: PodTemplateSpec;
  readonly pinnedTo?: string;
}

const NAMESPACE = "default";
const BEHAVIOUR = VERSION_BEHAVIOUR["1.36"];

export class World {
  readonly timers: Timers;
  readonly nodes: readonly MotionNode[];
  /** All pods that ever were, in order of creation. */
  readonly pods: MotionPod[] = [];
  /** Those whose objects are there. */
  livePods: MotionPod[] = [];
  readonly #watchers: ((news: News) => void)[] = [];
  readonly #admission: PodAdmission;
  readonly #names = new Map<string, number>();
  readonly #looks = new Map<PodTemplateSpec, PodLook>();

  constructor(plan: Plan, timers: Timers) {
    const { admission, admissionPlugins } = plan.controlled!;
    this.timers = timers;
    this.#admission = new PodAdmission(admission, new Set(admissionPlugins));
    this.nodes = plan.nodes.map(({ node }) => {
      return { ...readNode(node), ready: "True", isUp: true, renewedUs: 0, postedUs: 0 };
    });
  }

  get nowUs(): number {
    return this.timers.now;
  }

  watch(hear: (news: News) => void): void {
    this.#watchers.push(hear);
  }

  tell(news: News): void {
    for (const hear of this.#watchers) hear(news);
  }

  /** The API server does it when its turn comes. */
  write(change: () => void): void {
    this.timers.set(this.nowUs, "api", change);
  }

  node(name: string): MotionNode {
    return this.nodes.find((node) => node.name === name)!;
  }

  podsOf(owner: Owner): readonly MotionPod[] {
    return this.livePods.filter((pod) => pod.owner.kind === owner.kind && pod.owner.name === owner.name);
  }

  podsOn(node: MotionNode): readonly MotionPod[] {
    return [...node.pods] as MotionPod[];
  }

  /** The next name that begins so. */
  generatedName(base: string): string {
    const key = `${NAMESPACE}/${base}`;
    const number = this.#names.get(key) ?? 0;
    this.#names.set(key, number + 1);
    return generatedName(base, textHash(key), number);
  }

  createPod({ owner, name, template, pinnedTo }: PodWish): void {
    const look = this.#lookOf(template, pinnedTo);
    const pod: MotionPod = {
      ...makePod(name, look),
      owner,
      labels: look.pod.metadata.labels ?? {},
      uid: numberedUid(this.pods.length),
      createdAtUs: this.nowUs,
      pinnedTo,
      phase: "Pending",
      isReady: false,
      readyChangedAtUs: undefined,
      deletionAtUs: undefined,
      isGone: false,
      evictionAtUs: undefined,
      life: 0,
    };
    this.pods.push(pod);
    this.livePods.push(pod);
    this.tell({ kind: "pod", what: "added", pod });
  }

  /** What a DELETE comes to: a pod that is on a node waits for its kubelet. */
  deletePod(pod: MotionPod): void {
    if (pod.isGone || pod.isLeaving) return;
    if (pod.boundAtUs === undefined) {
      this.removePod(pod);
      return;
    }
    pod.isLeaving = true;
    pod.deletionAtUs = this.nowUs;
    this.tell({ kind: "pod", what: "changed", pod });
  }

  /** Nothing of it is left. */
  removePod(pod: MotionPod): void {
    if (pod.isGone) return;
    pod.isGone = true;
    if (pod.node?.pods.has(pod) === true) vacate(pod);
    pod.endedAtUs ??= this.nowUs;
    this.livePods = this.livePods.filter((other) => other !== pod);
    this.tell({ kind: "pod", what: "gone", pod });
  }

  setReady(pod: MotionPod, isReady: boolean): void {
    if (pod.isGone || pod.phase !== "Running" || pod.isReady === isReady) return;
    pod.isReady = isReady;
    pod.readyChangedAtUs = this.nowUs;
    this.tell({ kind: "pod", what: "changed", pod });
  }

  /** The same object for all pods of a template that are not pinned to a node. */
  #lookOf(template: PodTemplateSpec, pinnedTo: string | undefined): PodLook {
    if (pinnedTo !== undefined) return this.#newLook(template, pinnedTo);
    const look = this.#looks.get(template) ?? this.#newLook(template, undefined);
    this.#looks.set(template, look);
    return look;
  }

  #newLook({ metadata, spec }: PodTemplateSpec, pinnedTo: string | undefined): PodLook {
    const plain = { metadata: { ...metadata, name: "", namespace: NAMESPACE }, spec } as Pod;
    const pod = pinnedTo === undefined ? plain : { ...plain, spec: { ...plain.spec, affinity: pinning(pinnedTo) } };
    const outcome = this.#admission.admit(completedPod(pod, BEHAVIOUR));
    if (outcome.kind !== "admitted") throw new Error("the reference knows no pods that are refused");
    return readLook(outcome.pod);
  }
}

function pinning(node: string): NonNullable<Pod["spec"]["affinity"]> {
  const matchFields = [{ key: "metadata.name", operator: "In", values: [node] }];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } },
  };
}

/** Neither over nor on its way out. */
export function isActive({ phase, isLeaving }: MotionPod): boolean {
  return phase !== "Succeeded" && !isLeaving;
}
