// Which pods belong together with a pod that does not say so itself: those that its Services and its controller select.
// Imitates plugins/helper/spread.go (DefaultSelector, GetPodServices), v1.36.

import { controllingOwner } from "../../model/controlling-owner.ts";
import type { LabelRequirement } from "../../model/label-requirement.ts";
import {
  compileLabelSelector,
  compileLabelSet,
  selectorOf,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";
import type { Labels, OwnerReference } from "../../model/objects.ts";
import { SelectorIndex } from "../../model/selector-index.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ObjectStore, StoredObjects } from "../../cluster/object-store.ts";

/** Stands for labels that are absent. */
const UNLABELLED: Labels = Object.freeze({});

/** Controllers whose selectors are looked at, by API version and kind as an owner reference names them. */
const CONTROLLERS: ReadonlyMap<string, "ReplicationController" | "ReplicaSet" | "StatefulSet"> = new Map([
  ["v1 ReplicationController", "ReplicationController"],
  ["apps/v1 ReplicaSet", "ReplicaSet"],
  ["apps/v1 StatefulSet", "StatefulSet"],
] as const);

/** The controller of a pod, if it is of a kind that counts and is there. */
export type PodController =
  | { readonly kind: "ReplicationController"; readonly object: StoredObjects["ReplicationController"] }
  | { readonly kind: "labelled"; readonly object: StoredObjects["ReplicaSet"] | StoredObjects["StatefulSet"] };

/**
 * The labels that Services which select the pod ask for, all together. They all hold for the pod, so none contradict. Found once for
 * all pods that share their labels.
 */
export class ServiceLabels {
  readonly #objects: ObjectStore;
  /** By labels, then by namespace. */
  #known = new WeakMap<Labels, Map<string, Labels>>();
  /** By namespace, the selectors of its Services; made when somebody asks. */
  #indexes: Map<string, SelectorIndex<Labels>> | undefined;
  #version = Number.NaN;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  of(podClass: SchedulingClass): Labels {
    const { namespace, pod } = podClass;
    const { labels = UNLABELLED } = pod.metadata;
    const version = this.#objects.versionOf("Service");
    if (version !== this.#version) this.#forget();
    this.#version = version;
    let byNamespace = this.#known.get(labels);
    if (byNamespace === undefined) this.#known.set(labels, (byNamespace = new Map<string, Labels>()));
    let found = byNamespace.get(namespace);
    if (found === undefined) byNamespace.set(namespace, (found = this.#merged(namespace, labels)));
    return found;
  }

  #forget(): void {
    this.#known = new WeakMap();
    this.#indexes = undefined;
  }

  #merged(namespace: string, labels: Labels): Labels {
    this.#indexes ??= this.#index();
    const merged = new Map<string, string>();
    for (const selector of this.#indexes.get(namespace)?.selecting(labels) ?? []) {
      for (const [key, value] of Object.entries(selector)) merged.set(key, value);
    }
    return Object.fromEntries(merged);
  }

  #index(): Map<string, SelectorIndex<Labels>> {
    const indexes = new Map<string, SelectorIndex<Labels>>();
    for (const { metadata, spec } of this.#objects.list("Service")) {
      const namespace = metadata?.namespace ?? "default";
      if (spec?.selector === undefined) continue;
      let index = indexes.get(namespace);
      if (index === undefined) indexes.set(namespace, (index = new SelectorIndex<Labels>()));
      index.add(compileLabelSet(spec.selector), spec.selector);
    }
    return indexes;
  }
}

/** The pod's controller as it stands, found by its name. */
export function controllerOf(objects: ObjectStore, { namespace, pod }: SchedulingClass): PodController | undefined {
  const owner = controllingOwner(pod.metadata);
  const kind = owner === undefined ? undefined : CONTROLLERS.get(`${groupVersionOf(owner)} ${owner.kind}`);
  if (owner === undefined || kind === undefined) return undefined;
  if (kind === "ReplicationController") {
    const object = objects.find(kind, namespace, owner.name);
    return object === undefined ? undefined : { kind, object };
  }
  const object = objects.find(kind, namespace, owner.name);
  return object === undefined ? undefined : { kind: "labelled", object };
}

/** A group without a name may be written with its slash. */
function groupVersionOf({ apiVersion = "" }: OwnerReference): string {
  return apiVersion.startsWith("/") ? apiVersion.slice(1) : apiVersion;
}

/** What the Services and the controller select together. Empty if there is neither: then nothing is deduced. */
export function defaultSelector(services: Labels, controller: PodController | undefined): CompiledLabelSelector {
  if (controller === undefined) return compileLabelSet(services);
  if (controller.kind === "ReplicationController") {
    return compileLabelSet(Object.fromEntries(mergedEntries(services, controller.object.spec?.selector)));
  }
  const own = compileLabelSelector(controller.object.spec?.selector);
  const requirements: readonly LabelRequirement[] = own.kind === "requirements" ? own.requirements : [];
  const fromServices = compileLabelSet(services);
  return fromServices.kind === "nothing" ? fromServices : selectorOf([...fromServices.requirements, ...requirements]);
}

function mergedEntries(first: Labels, second: Labels = {}): ReadonlyMap<string, string> {
  return new Map([...Object.entries(first), ...Object.entries(second)]);
}
