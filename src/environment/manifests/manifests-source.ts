// The workload source for ordinary Kubernetes manifests and `kubectl get -o yaml|json` dumps: any mixture of nodes,
// pods and the objects that stand for pods.

import { z } from "zod";

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import type { RuntimeClass } from "../../model/api/types/policy.ts";
import type { LimitRange, ResourceQuota } from "../../model/api/types/quota.ts";
import { latestTime } from "../../model/time/latest-time.ts";

import { readDocuments, type SourceDocument } from "../documents/read-documents.ts";
import type { SourceText } from "../documents/source-text.ts";
import type { Note } from "../notes.ts";
import type {
  ListedContent,
  ListedNode,
  ListedObject,
  ListedRule,
  PriorityClass,
  ReadingPorts,
  WorkloadSource,
} from "../workload-source.ts";
import { latestTimeOf } from "./dump-times.ts";
import type { ExpandedKind } from "./expand-workload.ts";
import { checkObject, type CheckedObject } from "./check-object.ts";
import type { UseTable } from "./field-uses.ts";
import { collectObjects, positionOfObject, type NamedObject } from "./manifest-objects.ts";
import { nameObjects } from "./name-objects.ts";
import { PodOwners } from "./ownership.ts";
import { podShape } from "./pod-shape.ts";
import { readLimitRange, readResourceQuota, readRuntimeClass } from "./read-admission-rules.ts";
import { readNode, readPriorityClass } from "./read-nodes.ts";
import { PodReader } from "./read-pods.ts";
import { checkTemplate, readControlled } from "./read-controlled.ts";
import { readStored } from "./read-stored.ts";
import { noteForeignAnnotations } from "./silent-annotations.ts";
import {
  DEPLOYMENT_USES,
  JOB_USES,
  REPLICA_SET_USES,
  REPLICATION_CONTROLLER_USES,
  STATEFUL_SET_USES,
} from "./workload-uses.ts";

const EXPANDED_USES: ReadonlyMap<ExpandedKind, UseTable> = new Map([
  ["Deployment", DEPLOYMENT_USES],
  ["ReplicaSet", REPLICA_SET_USES],
  ["ReplicationController", REPLICATION_CONTROLLER_USES],
  ["StatefulSet", STATEFUL_SET_USES],
  ["Job", JOB_USES],
]);

const MANIFEST_FILES = z.strictObject({
  manifests: z
    .array(z.string().min(1).meta({ description: "A path, a directory or a pattern, or - for standard input" }))
    .min(1)
    .meta({
      description:
        "Paths, directories or patterns (*, **, ?) of YAML or JSON files, relative to the scenario; - is standard input",
    }),
});

export const MANIFESTS_SOURCE: WorkloadSource = Object.freeze({
  name: "manifests",
  source: "Kubernetes manifests and kubectl dumps, k8s.io/api v1.36",
  podFiles: MANIFEST_FILES,
  nodeFiles: null,
  read: (files: Readonly<Record<string, readonly SourceText[]>>, ports: ReadingPorts) =>
    readManifests(files["manifests"] ?? [], ports),
});

/**
 * All that the files hold, whatever the kinds. Pods and nodes are read as they pass by, so that of thousands of them
 * one is held at a time; workload objects wait until it is known whose pods were among them.
 */
export function readManifests(files: readonly SourceText[], ports: ReadingPorts): ListedContent {
  return readManifestDocuments(documentsOf(files, ports), ports);
}

/** The same of documents that were found already. */
export function readManifestDocuments(documents: Iterable<SourceDocument>, ports: ReadingPorts): ListedContent {
  const reader = new ManifestReader(ports);
  for (const object of nameObjects(collectObjects(documents, ports.sink, ports.notes, ports.workloads), ports)) {
    reader.take(object);
  }
  return reader.finish();
}

function* documentsOf(files: readonly SourceText[], ports: ReadingPorts): Generator<SourceDocument> {
  for (const file of files) yield* readManifestFile(file, ports.sink);
}

/** The documents of one file; one of nothing but comments is told, as it may be what a tool wrote that failed. */
export function* readManifestFile(file: SourceText, sink: DiagnosticSink): Generator<SourceDocument> {
  const toldBefore = sink.all.length;
  let count = 0;
  for (const document of readDocuments(file, sink)) {
    count += 1;
    yield document;
  }
  if (count > 0 || sink.all.length > toldBefore) return;
  const message = "the file holds no objects";
  sink.report({ code: "no-objects", severity: "warning", message, position: file.positionAt(0) });
}

/** So many shapes of pods are remembered; files with more of them have few pods alike. */
const MAX_SHAPES = 10_000;

/** What became of a pod that was offered and had no mistake. */
interface OfferedPod {
  /** The number of its template in the batch. */
  readonly template: number;
  readonly notes: readonly Note[];
}

interface WaitingWorkload {
  readonly object: CheckedObject;
  readonly rank: number;
}

class ManifestReader {
  readonly #ports: ReadingPorts;
  readonly #pods: PodReader;
  readonly #podOwners = new PodOwners();
  readonly #podsByShape = new Map<string, OfferedPod>();
  readonly #workloads: WaitingWorkload[] = [];
  readonly #nodes: ListedNode[] = [];
  readonly #objects: ListedObject[] = [];
  readonly #priorityClasses: PriorityClass[] = [];
  readonly #limitRanges: LimitRange[] = [];
  readonly #resourceQuotas: ListedRule<ResourceQuota>[] = [];
  readonly #runtimeClasses: RuntimeClass[] = [];
  readonly #objectsByKind = new Map<string, number>();
  #objectsRead = 0;
  #latestTime: string | undefined;

  constructor(ports: ReadingPorts) {
    this.#ports = ports;
    this.#pods = new PodReader(ports);
  }

  take(object: NamedObject): void {
    this.#objectsByKind.set(object.kind, (this.#objectsByKind.get(object.kind) ?? 0) + 1);
    if (object.kind === "Pod") {
      this.#takePod(object);
      return;
    }
    const checked = checkObject(object, object.api, this.#ports);
    if (checked === undefined) return;
    if (checked.kind !== "Node") noteForeignAnnotations(checked, this.#ports);
    if (object.isRead) this.#read(checked);
    else checkTemplate(checked, this.#ports);
  }

  /** A file of thousands of pods holds few kinds of them: one of each is decoded and judged, for all the others. */
  #takePod(object: NamedObject): void {
    const { notes, sink } = this.#ports;
    const shape = podShape(object.value, object.name);
    const alike = shape === undefined ? undefined : this.#podsByShape.get(shape);
    if (alike !== undefined) {
      for (const note of alike.notes) notes.add(note, undefined);
      this.#pods.addAlikePod(object, alike.template, this.#nextRank());
      return;
    }
    const toldBefore = sink.all.length;
    const { result: template, heard } = notes.hear(() => this.#readPod(object));
    if (shape === undefined || template === undefined || sink.all.length > toldBefore) return;
    if (this.#podsByShape.size < MAX_SHAPES) this.#podsByShape.set(shape, { template, notes: heard });
  }

  /** The template of a pod that is offered. */
  #readPod(object: NamedObject): number | undefined {
    const checked = checkObject(object, object.api, this.#ports);
    if (checked === undefined) return undefined;
    this.#podOwners.note(checked);
    this.#note(checked);
    return this.#pods.addPod(checked, this.#nextRank());
  }

  /** What a dump tells of its time. */
  #note(object: CheckedObject): void {
    if (object.stored) this.#latestTime = latestTime([this.#latestTime, latestTimeOf(object.kind, object.value)]);
  }

  #nextRank(): number {
    this.#objectsRead += 1;
    return this.#objectsRead - 1;
  }

  #read(object: CheckedObject): void {
    const rank = this.#nextRank();
    switch (object.kind) {
      case "Node":
        this.#nodes.push(readNode(object, this.#ports));
        this.#note(object);
        return;
      case "PriorityClass":
        this.#priorityClasses.push(readPriorityClass(object, this.#ports));
        return;
      case "LimitRange":
        this.#limitRanges.push(readLimitRange(object, this.#ports));
        return;
      case "ResourceQuota":
        this.#resourceQuotas.push(readResourceQuota(object, this.#ports));
        return;
      case "RuntimeClass":
        this.#runtimeClasses.push(readRuntimeClass(object, this.#ports));
        return;
      default:
        if (this.#ports.workloads === "controlled" && this.#control(object)) return;
        this.#store(object);
        if (EXPANDED_USES.has(object.kind as ExpandedKind)) this.#workloads.push({ object, rank });
    }
  }

  #store(object: CheckedObject): void {
    const stored = readStored(object, this.#ports);
    if (stored !== undefined) this.#objects.push(stored);
  }

  /** Keeps an object for its controller; false for kinds that have none. */
  #control(object: CheckedObject): boolean {
    const controlled = readControlled(object, this.#ports);
    if (controlled !== undefined) this.#objects.push(controlled);
    return controlled !== undefined;
  }

  finish(): ListedContent {
    this.#expandWorkloads();
    const pods = this.#pods.batch.build();
    return {
      nodes: this.#nodes,
      boundPods: this.#pods.boundPods,
      pods,
      placeOf: (template) => this.#pods.batch.placeOf(template),
      listsTimes: true,
      priorityClasses: this.#priorityClasses,
      limitRanges: this.#limitRanges,
      resourceQuotas: this.#resourceQuotas,
      runtimeClasses: this.#runtimeClasses,
      objects: [...this.#objects, ...this.#pods.objects],
      ...(this.#latestTime === undefined ? {} : { latestTime: this.#latestTime }),
      references: [...this.#pods.references.values()],
      objectsByKind: this.#objectsByKind,
    };
  }

  #expandWorkloads(): void {
    const spokenFor = this.#podOwners.findSpokenFor(this.#workloads.map(({ object }) => object));
    for (const { object, rank } of this.#workloads) {
      const uses = EXPANDED_USES.get(object.kind as ExpandedKind);
      if (spokenFor.has(object)) this.#noteSpokenFor(object);
      else if (uses !== undefined) this.#pods.addWorkload(object, rank, object.kind as ExpandedKind, uses);
    }
  }

  #noteSpokenFor(object: CheckedObject): void {
    const message = `${object.kind}s whose pods (or whose owner) stand in the same files are not expanded again`;
    this.#ports.notes.add({ code: "listed-pods", severity: "ignored", message }, () => positionOfObject(object));
  }
}
