// The pods of a replayed record as the API server has them: statuses, deletion with grace, and who is told. A delete counts as
// in staging apiserver pkg/registry/rest/delete.go with the pods' own rules: without a node, or ended, a pod gets no grace.

import type { Pod, PodCondition, Toleration } from "../../../src/model/objects.ts";
import type { TimelineEntry } from "./record.ts";

export interface RecordedPod {
  readonly id: number;
  readonly key: string;
  readonly createdUs: number;
  readonly object: Pod;
  nodeName: string;
  phase: string;
  conditions: readonly PodCondition[];
  tolerations: readonly Toleration[];
  /** Undefined: nobody has deleted it. */
  graceSeconds: number | undefined;
  isGone: boolean;
}

export type Actor = TimelineEntry["by"];

export interface PodListeners {
  readonly log: (by: Actor, entry: Omit<TimelineEntry, "atUs" | "by">) => void;
  /** It came, was bound, has other tolerations, or is gone. */
  readonly changed: (pod: RecordedPod) => void;
  /** It is bound and is to end within its grace. */
  readonly told: (pod: RecordedPod) => void;
}

const DEFAULT_GRACE_SECONDS = 30;

export class RecordedPods {
  readonly all: RecordedPod[] = [];
  readonly #listeners: PodListeners;

  constructor(listeners: PodListeners) {
    this.#listeners = listeners;
  }

  create(object: Pod, createdUs: number): void {
    const { metadata, spec, status } = object;
    const pod: RecordedPod = {
      id: this.all.length,
      key: `${metadata.namespace}/${metadata.name}`,
      createdUs,
      object,
      nodeName: spec.nodeName ?? "",
      phase: status?.phase ?? "Pending",
      conditions: status?.conditions ?? [],
      tolerations: spec.tolerations ?? [],
      graceSeconds: (metadata as { readonly deletionGracePeriodSeconds?: number }).deletionGracePeriodSeconds,
      isGone: false,
    };
    this.all.push(pod);
    this.#listeners.changed(pod);
  }

  find(key: string): RecordedPod {
    const pod = this.all.find((candidate) => !candidate.isGone && candidate.key === key);
    if (pod === undefined) throw new Error(`the record names a pod that is not there: ${key}`);
    return pod;
  }

  live(): readonly RecordedPod[] {
    return this.all.filter(({ isGone }) => !isGone);
  }

  on(node: string): readonly RecordedPod[] {
    return this.all.filter(({ isGone, nodeName }) => !isGone && nodeName === node);
  }

  /** Sets a condition, and the phase if one is given; nothing is told if nothing changes. */
  setStatus(pod: RecordedPod, condition: PodCondition | undefined, by: Actor, phase?: string): void {
    const before = pod.conditions.find(({ type }) => type === condition?.type);
    const isNew = condition !== undefined && JSON.stringify(before) !== JSON.stringify(condition);
    if (!isNew && (phase === undefined || phase === pod.phase)) return;
    if (isNew) pod.conditions = [...pod.conditions.filter(({ type }) => type !== condition.type), condition];
    if (phase !== undefined) pod.phase = phase;
    const set = isNew ? { set: [condition] } : {};
    this.#listeners.log(by, { do: "podStatus", pod: pod.key, ...set, ...(phase === undefined ? {} : { phase }) });
  }

  /** A DELETE; `asked` is the grace of its options. */
  delete(pod: RecordedPod, asked: number | undefined, by: Actor): void {
    const before = pod.graceSeconds;
    const isShorter = before === undefined || (asked !== undefined && asked < before);
    const graceSeconds = isShorter ? graceOf(pod, asked) : before;
    const already = before === undefined ? {} : { alreadyTerminating: true };
    pod.graceSeconds = graceSeconds;
    this.#listeners.log(by, { do: "delete", pod: pod.key, graceSeconds, ...already });
    if (!isShorter) return;
    if (graceSeconds === 0) this.end(pod, by);
    else this.#listeners.told(pod);
  }

  /** The object goes, unless somebody holds it. */
  end(pod: RecordedPod, by: Actor): void {
    if (pod.isGone || (pod.object.metadata.finalizers ?? []).length > 0) return;
    pod.isGone = true;
    const node = pod.nodeName === "" ? {} : { node: pod.nodeName };
    this.#listeners.log(by, { do: "gone", pod: pod.key, ...node, phase: pod.phase });
    this.#listeners.changed(pod);
  }
}

function graceOf({ nodeName, phase, object }: RecordedPod, asked: number | undefined): number {
  if (nodeName === "" || phase === "Succeeded" || phase === "Failed") return 0;
  return asked ?? object.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
}
