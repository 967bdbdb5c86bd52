// The workload source for ordinary Kubernetes manifests and `kubectl get -o yaml|json` dumps: any mixture of nodes,
// pods and the objects that stand for pods.

import { z } from "zod";

import type { Labels, Pod } from "../../model/objects.ts";

import { readDocuments } from "../documents/read-documents.ts";
import type { SourceText } from "../documents/source-text.ts";
import type { ListedContent, ListedNode, PriorityClass, ReadingPorts, WorkloadSource } from "../workload-source.ts";
import { SPREAD_BY_DEFAULT } from "./expand-workload.ts";
import { collectObjects, positionOfObject, type NamedObject } from "./manifest-objects.ts";
import { nameObjects } from "./name-objects.ts";
import { findSpokenFor } from "./ownership.ts";
import { readNode, readPriorityClass, readService, type ServiceSelector } from "./read-nodes.ts";
import { DEFAULT_SPREADING, PodReader } from "./read-pods.ts";
import { DEPLOYMENT, JOB, REPLICA_SET, REPLICATION_CONTROLLER, STATEFUL_SET } from "./workload-shapes.ts";

const MANIFEST_FILES = z.strictObject({
  manifests: z
    .array(z.string().min(1).meta({ description: "A path or a pattern" }))
    .min(1)
    .meta({ description: "Paths or patterns (*, **, ?) of YAML or JSON files, relative to the scenario" }),
});

export const MANIFESTS_SOURCE: WorkloadSource = Object.freeze({
  name: "manifests",
  source: "Kubernetes manifests and kubectl dumps, k8s.io/api v1.36",
  podFiles: MANIFEST_FILES,
  nodeFiles: null,
  read: (files: Readonly<Record<string, readonly SourceText[]>>, ports: ReadingPorts) =>
    readManifests(files["manifests"] ?? [], ports),
});

/** All that the files hold, whatever the kinds. */
export function readManifests(files: readonly SourceText[], ports: ReadingPorts): ListedContent {
  const documents = files.flatMap((file) => readDocuments(file, ports.sink));
  const objects = nameObjects(collectObjects(documents, ports.sink, ports.notes), ports);
  const reader = new ManifestReader(ports, findSpokenFor(objects));
  for (const object of objects) reader.read(object);
  return reader.finish();
}

class ManifestReader {
  readonly #ports: ReadingPorts;
  readonly #spokenFor: ReadonlySet<NamedObject>;
  readonly #pods: PodReader;
  readonly #nodes: ListedNode[] = [];
  readonly #services: ServiceSelector[] = [];
  readonly #priorityClasses: PriorityClass[] = [];

  constructor(ports: ReadingPorts, spokenFor: ReadonlySet<NamedObject>) {
    this.#ports = ports;
    this.#spokenFor = spokenFor;
    this.#pods = new PodReader(ports);
  }

  read(object: NamedObject): void {
    if (this.#spokenFor.has(object)) {
      this.#noteSpokenFor(object);
      return;
    }
    switch (object.kind) {
      case "Pod":
        this.#pods.addPod(object);
        return;
      case "Deployment":
        this.#pods.addWorkload(object, "Deployment", DEPLOYMENT);
        return;
      case "ReplicaSet":
        this.#pods.addWorkload(object, "ReplicaSet", REPLICA_SET);
        return;
      case "ReplicationController":
        this.#pods.addWorkload(object, "ReplicationController", REPLICATION_CONTROLLER);
        return;
      case "StatefulSet":
        this.#pods.addWorkload(object, "StatefulSet", STATEFUL_SET);
        return;
      case "Job":
        this.#pods.addWorkload(object, "Job", JOB);
        return;
      case "Node":
        keep(this.#nodes, readNode(object, this.#ports));
        return;
      case "Service":
        keep(this.#services, readService(object, this.#ports));
        return;
      case "PriorityClass":
        keep(this.#priorityClasses, readPriorityClass(object, this.#ports));
    }
  }

  finish(): ListedContent {
    const pods = this.#pods.batch.build();
    for (const service of this.#services) this.#noteSelectedPods(service, pods.templates);
    return {
      nodes: this.#nodes,
      boundPods: this.#pods.boundPods,
      pods,
      listsTimes: true,
      priorityClasses: this.#priorityClasses,
      references: [...this.#pods.references.values()],
    };
  }

  #noteSpokenFor(object: NamedObject): void {
    const message = `${object.kind}s whose pods (or whose owner) stand in the same files are not expanded again`;
    this.#ports.notes.add({ code: "listed-pods", severity: "ignored", message }, () => positionOfObject(object));
  }

  /** Pods without an owner are spread by default if a Service selects them. */
  #noteSelectedPods(service: ServiceSelector, templates: readonly Pod[]): void {
    const selected = templates.some(
      ({ metadata }) =>
        metadata.namespace === service.namespace &&
        !(metadata.ownerReferences ?? []).some((owner) => SPREAD_BY_DEFAULT.has(owner.kind)) &&
        holdsAll(metadata.labels ?? {}, service.selector),
    );
    if (!selected) return;
    this.#ports.notes.add({ code: "not-simulated", severity: "not-simulated", message: DEFAULT_SPREADING }, () =>
      positionOfObject(service.object),
    );
  }
}

function keep<Item>(items: Item[], item: Item | undefined): void {
  if (item !== undefined) items.push(item);
}

function holdsAll(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}
