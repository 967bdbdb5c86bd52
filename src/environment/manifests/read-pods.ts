// Pods of manifests, alone or as the template of a workload object: what is offered, what is bound already, and
// what there is to say about them.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PodTemplateSpec } from "../../model/api/types/pod.ts";
import { DEFAULT_SCHEDULER_NAME } from "../../model/api/defaults/pod-spec.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { deviceAnnotationsOf } from "../../model/device-wish.ts";
import { lifeAnnotationsOf } from "../../model/life-annotations.ts";
import type { Labels, ObjectMeta, OwnerReference, Pod, PodSpec } from "../../model/objects.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import { PodBatchBuilder } from "../pod-batch-builder.ts";
import type { ListedBoundPod, ListedObject, NameReference, ReadingPorts } from "../workload-source.ts";
import type { PodOrigin } from "../workload.ts";
import { expandWorkload, type ExpandedKind, type Expansion, type WorkloadSpec } from "./expand-workload.ts";
import type { CheckedObject } from "./check-object.ts";
import { noteHooks } from "./hook-notes.ts";
import { positionOfObject, type NamedObject } from "./manifest-objects.ts";
import { noteMisplacedTimes, readListedTimes, type ListedTimes } from "./metadata.ts";
import { placeOfObject } from "./object-place.ts";
import { field } from "./ownership.ts";
import type { UseTable } from "./field-uses.ts";
import { POD_USES } from "./pod-uses.ts";
import { noteNamedNode } from "./named-node.ts";
import { checkBehaviour } from "./read-behaviour.ts";
import { claimsOf, replicaSetOf } from "./read-stored.ts";
import { readUses } from "./read-uses.ts";
import { SharedParts } from "./shared-parts.ts";
import { statusNote } from "./status-notes.ts";
import { noteTimesOfBound } from "./silent-annotations.ts";

/** More pods than this would not fit into the memory that Node has by default (about 500 bytes each). */
export const MAX_PODS = 5_000_000;

interface WorkloadObject {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec: WorkloadSpec;
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Collects the pods of one reading; the rank of an object is its place among all that were read. */
export class PodReader {
  readonly batch = new PodBatchBuilder();
  readonly boundPods: ListedBoundPod[] = [];
  readonly references = new Map<string, NameReference>();
  /** What the controllers of workload objects would make beside the pods. */
  readonly objects: ListedObject[] = [];
  readonly #ports: ReadingPorts;
  readonly #parts = new SharedParts();

  constructor(ports: ReadingPorts) {
    this.#ports = ports;
  }

  /**
   * A pod by itself: pending ones are offered, bound ones keep their place, ended ones are left out. Returns the
   * template of one that is offered.
   */
  addPod(object: CheckedObject, rank: number): number | undefined {
    const pod = readUses(object.value, POD_USES, object, this.#ports) as Pod;
    const phase = pod.status?.phase;
    if (phase === "Succeeded" || phase === "Failed") {
      this.#note(object, "ended-pod", "ignored", "pods that have ended take no room");
      return undefined;
    }
    const metadata = pod.metadata as ObjectMeta | undefined;
    const isBound = pod.spec.nodeName !== undefined && pod.spec.nodeName !== "";
    if (isLeaving(pod) && !isBound) {
      this.#note(object, ...LEAVING_PENDING);
      return undefined;
    }
    const times = readListedTimes(object, metadata?.annotations, ["metadata"], this.#ports);
    checkBehaviour(object, metadata?.annotations, ["metadata"], pod.spec, this.#ports);
    this.#remark(object, pod.spec, ["spec"]);
    if (this.#ports.workloads === "controlled")
      noteHooks(object, ["spec"], object.value["spec"] as PodSpec, this.#ports);
    if (isBound) {
      this.#remarkStatus(object, pod);
      noteTimesOfBound(object, metadata?.annotations, this.#ports);
      this.boundPods.push({
        pod: this.#boundPod(object, pod),
        origin: originOf(object),
        position: positionOfObject(object),
      });
      return undefined;
    }
    const owner = controllingOwner(metadata);
    const template = podTemplate(object.namespace, metadata ?? {}, owner, pod.spec);
    const number = this.batch.template(template, originOf(object), placeOfObject(object));
    this.batch.add(object.name, number, times.listedAtUs, times.lifetimeUs, rank);
    this.#nominate(object);
    return number;
  }

  /** A pod that differs from one of the template in nothing but its name and its times. */
  addAlikePod(object: NamedObject, template: number, rank: number): void {
    const annotations = field(field(object.value, "metadata"), "annotations") as Labels | undefined;
    const times = readListedTimes(object, annotations, ["metadata"], this.#ports);
    this.batch.add(object.name, template, times.listedAtUs, times.lifetimeUs, rank);
    this.#nominate(object);
  }

  /** Preemption may have begun to make room for the pod before the run. */
  #nominate({ value }: NamedObject): void {
    const nodeName = field(field(value, "status"), "nominatedNodeName");
    if (typeof nodeName === "string" && nodeName !== "") this.batch.nominate(nodeName);
  }

  /** The pods that the controller of a workload object would create. */
  addWorkload(object: CheckedObject, rank: number, kind: ExpandedKind, uses: UseTable): void {
    const read = readUses(object.value, uses, object, this.#ports) as WorkloadObject;
    if (isFinished(read)) {
      this.#note(object, "finished-job", "ignored", "jobs that have finished create no pods");
      return;
    }
    const { spec } = read;
    const { metadata } = spec.template;
    const place = ["spec", "template", "metadata"];
    noteMisplacedTimes(object, read.metadata?.annotations, place, this.#ports);
    const times = readListedTimes(object, metadata?.annotations, place, this.#ports);
    checkBehaviour(object, metadata?.annotations, place, spec.template.spec, this.#ports);
    noteNamedNode(object, place, spec.template.spec, this.#ports);
    const stored = (object.value["spec"] as { readonly template: PodTemplateSpec }).template;
    const expansion = expandWorkload(kind, object.namespace, object.name, spec, stored);
    this.#remark(object, spec.template.spec, ["spec", "template", "spec"]);
    this.#remarkExpansion(object, kind, expansion);
    if (this.batch.size + expansion.pods > MAX_PODS) {
      this.#refuseTooMany(object, expansion.pods);
      return;
    }
    const made = { ...metadata, labels: { ...metadata?.labels, ...expansion.labels } };
    const template = podTemplate(object.namespace, made, expansion.owner, spec.template.spec);
    if (kind === "Deployment") this.objects.push(replicaSetOf(object, expansion.owner, expansion.labels));
    const claims = spec.volumeClaimTemplates ?? [];
    if (claims.length === 0) this.#addPods(object, rank, template, expansion, times);
    else this.#addPodsWithClaims(object, rank, template, expansion, times, claims);
  }

  #addPods(object: CheckedObject, rank: number, template: Pod, expansion: Expansion, times: ListedTimes): void {
    const number = this.batch.template(template, expandedOrigin(object), placeOfObject(object));
    for (let index = 0; index < expansion.pods; index += 1) {
      this.batch.add(expansion.nameOf(index), number, times.listedAtUs, times.lifetimeUs, rank);
    }
  }

  /** Each pod of a StatefulSet has claims of its own, named after it. */
  #addPodsWithClaims(
    object: CheckedObject,
    rank: number,
    template: Pod,
    expansion: Expansion,
    times: ListedTimes,
    claims: readonly PersistentVolumeClaim[],
  ): void {
    for (let index = 0; index < expansion.pods; index += 1) {
      const name = expansion.nameOf(index);
      const pod = withClaims(template, claims, name);
      const number = this.batch.template(pod, expandedOrigin(object), placeOfObject(object));
      this.objects.push(...claimsOf(object, claims, name));
      this.batch.add(name, number, times.listedAtUs, times.lifetimeUs, rank);
    }
  }

  #boundPod({ name, namespace }: NamedObject, { metadata, spec, status }: Pod): Pod {
    const { finalizers, ...others } = metadata;
    return {
      metadata: this.#parts.of({ ...others, ...trackedBy(finalizers), name, namespace }),
      spec: this.#parts.of(withoutPlainVolumes(spec)),
      ...(status === undefined ? {} : { status: this.#parts.of(status) }),
    };
  }

  /** Without controllers, pods run whatever their statuses say. */
  #remarkStatus(object: CheckedObject, pod: Pod): void {
    const note = this.#ports.workloads === "controlled" ? statusNote(pod) : undefined;
    if (note !== undefined) this.#note(object, note.code, "warning", note.message);
  }

  #remark(object: CheckedObject, spec: PodSpec, path: DocumentPath): void {
    this.#refer(object, "PriorityClass", spec.priority === undefined ? spec.priorityClassName : "", [
      ...path,
      "priorityClassName",
    ]);
    // What a pod of a dump has from its class stands in it already.
    const runtimeClass = originOf(object) === "stored" && object.kind === "Pod" ? "" : spec.runtimeClassName;
    this.#refer(object, "RuntimeClass", runtimeClass, [...path, "runtimeClassName"]);
    // Every cluster has the default one, unless its configuration says otherwise: that is told for all pods together.
    const scheduler = spec.schedulerName === DEFAULT_SCHEDULER_NAME ? "" : spec.schedulerName;
    this.#refer(object, "scheduler", scheduler, [...path, "schedulerName"]);
  }

  #refer(object: NamedObject, kind: NameReference["kind"], name: string | undefined, path: DocumentPath): void {
    if (name === undefined || name === "" || this.references.has(`${kind} ${name}`)) return;
    const position = object.document.positionOf([...object.path, ...path]);
    this.references.set(`${kind} ${name}`, { kind, name, position });
  }

  #remarkExpansion(object: NamedObject, kind: ExpandedKind, expansion: Expansion): void {
    this.#note(
      object,
      "not-simulated",
      "not-simulated",
      `the ${kind} controller is not simulated: the pods it would first create are offered, and none after them`,
    );
    if (expansion.later > 0) {
      this.#note(
        object,
        "not-simulated",
        "not-simulated",
        "pods that a Job creates after others ended are not offered",
      );
    }
  }

  #note(object: NamedObject, ...[code, severity, message]: Said): void {
    this.#ports.notes.add({ code, severity, message }, () => positionOfObject(object));
  }

  #refuseTooMany(object: NamedObject, pods: number): void {
    this.#ports.sink.report({
      code: "too-many-pods",
      severity: "error",
      message: `${object.kind} ${object.name} asks for ${pods} pods`,
      position: positionOfObject(object),
      expected: `at most ${MAX_PODS} pods in one workload`,
    });
  }
}

/** Its pods are counted before they go (k8s.io/api/batch/v1, v1.36). */
const JOB_TRACKING = "batch.kubernetes.io/job-tracking";

type Said = readonly [code: string, severity: "ignored" | "not-simulated" | "warning", message: string];

const LEAVING_PENDING: Said = ["ended-pod", "ignored", "pods that are being deleted are not scheduled"];

/** Whether somebody has deleted it, and it only has still to go. */
function isLeaving({ metadata }: Pod): boolean {
  return typeof metadata.deletionTimestamp === "string";
}

/** A template for the batch: no name, nothing that differs from pod to pod, of the annotations those about devices. */
function podTemplate(
  namespace: string,
  { labels, annotations, finalizers }: Partial<ObjectMeta>,
  owner: OwnerReference | undefined,
  spec: PodSpec,
): Pod {
  const kept =
    annotations === undefined
      ? []
      : [...(deviceAnnotationsOf(annotations) ?? []), ...(lifeAnnotationsOf(annotations) ?? [])];
  return {
    metadata: {
      name: "",
      namespace,
      ...(labels === undefined || Object.keys(labels).length === 0 ? {} : { labels }),
      ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
      ...(owner === undefined ? {} : { ownerReferences: [owner] }),
      ...trackedBy(finalizers),
    },
    spec: withoutPlainVolumes(spec),
  };
}

/** Only volumes that are images or are attached say anything about placement: of the others nothing but a name is left. */
function withoutPlainVolumes(spec: PodSpec): PodSpec {
  if (spec.volumes === undefined) return spec;
  const { volumes, ...rest } = spec;
  const telling = volumes.filter((volume) => Object.keys(volume).length > 1);
  return telling.length === 0 ? rest : { ...rest, volumes: telling };
}

function withClaims(template: Pod, claims: readonly PersistentVolumeClaim[], podName: string): Pod {
  const names = claims.map(({ metadata }) => metadata?.name ?? "");
  const others = (template.spec.volumes ?? []).filter(({ name }) => !names.includes(name));
  const claimed = names.map((name) => ({ name, persistentVolumeClaim: { claimName: `${name}-${podName}` } }));
  return { ...template, spec: { ...template.spec, volumes: [...others, ...claimed] } };
}

/** What a workload object of a cluster still lacks is awaited. */
function expandedOrigin({ stored }: CheckedObject): PodOrigin {
  return stored ? "awaited" : "new";
}

/** Of those whom a pod waits for at its end, the Job controller alone is simulated. */
function trackedBy(finalizers: readonly string[] | undefined): Pick<ObjectMeta, "finalizers"> {
  return finalizers?.includes(JOB_TRACKING) === true ? { finalizers: [JOB_TRACKING] } : {};
}

function originOf({ stored }: CheckedObject): PodOrigin {
  return stored ? "stored" : "new";
}

function isFinished(workload: WorkloadObject): boolean {
  return (workload.status?.conditions ?? []).some(
    (condition) => (condition.type === "Complete" || condition.type === "Failed") && condition.status === "True",
  );
}
