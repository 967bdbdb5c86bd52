// The pods that each object of a kind selects, as a group of its own: found when the object is first asked about, and kept up
// with what happens to pods, so that no look at an object goes through all pods of its namespace.
// Knows the controllers' view. Nothing is kept that does not follow from it, but which objects have been asked about.
// Imitates what pkg/controller/disruption and pkg/controller/endpointslice ask of a list of all pods, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { CompiledLabelSelector, InvalidSelector } from "../../model/label-selector.ts";
import type { Labels, Pod } from "../../model/objects.ts";

import type { LivePod } from "../../cluster/live-pod.ts";
import type { StoredObjects } from "../../cluster/object-store.ts";

import { selectionBy } from "./compiled-selectors.ts";
import type { ControllerView, WatchEvent } from "./controller.ts";
import { keyOf, objectOfKey } from "./object-key.ts";
import { SelectingObjects } from "./selecting-objects.ts";

/** What is kept of the pods that one object selects. */
export interface PodGroup {
  /** The pod is there, as it is now. True if that is news. */
  note(pod: LivePod): boolean;
  /** The pod is there no more, or selected no more. True if it was there. */
  drop(id: number): boolean;
}

/** How objects of the kind select, and what is kept of the pods that one of them selects. */
export interface GroupRules<Selector, Group extends PodGroup> {
  readonly kind: "PodDisruptionBudget" | "Service";
  readonly compile: (selector: Selector | undefined) => CompiledLabelSelector | InvalidSelector;
  readonly group: (pods: Iterable<LivePod>) => Group;
}

interface Known<Group> {
  readonly selector: unknown;
  readonly group: Group;
}

/** Any object that selects pods by its specification. */
export interface SelectingObject<Selector> {
  readonly metadata?: ObjectMeta;
  readonly spec?: { readonly selector?: Selector };
}

export class PodGroups<Selector, Group extends PodGroup> implements Snapshotable {
  readonly #rules: GroupRules<Selector, Group>;
  readonly #objects: SelectingObjects<"PodDisruptionBudget" | "Service">;
  /** By key of the object. */
  readonly #known = new Map<string, Known<Group>>();
  /** By pod, of those that are in some group: their labels when they came into it. */
  readonly #labels: (Labels | undefined)[] = [];
  /** Keys of objects whose groups are to be found again. */
  #asked: readonly string[] = [];

  constructor(rules: GroupRules<Selector, Group>) {
    this.#rules = rules;
    this.#objects = new SelectingObjects(
      rules.kind,
      (object: StoredObjects[typeof rules.kind]) => rules.compile((object as SelectingObject<Selector>).spec?.selector),
      () => true,
    );
  }

  /** To be told of each event, before anything is asked. The keys of objects for whose pods it is news. */
  hear(event: WatchEvent, view: ControllerView): readonly string[] {
    if (event.kind === "Pod") return this.#note(event.type, event.pod, view);
    this.#objects.hear(event);
    if (event.kind === this.#rules.kind && "stored" in event) {
      const object = event.stored.object as SelectingObject<Selector>;
      const key = keyOf(object.metadata);
      const isOther = event.type === "deleted" || this.#known.get(key)?.selector !== object.spec?.selector;
      if (isOther) this.#known.delete(key);
    }
    return [];
  }

  /** After a leap to another state: all is to be found anew. */
  forget(): void {
    this.#objects.forget();
    this.#known.clear();
    this.#labels.length = 0;
  }

  /** The objects that have been asked about: of others, every change of a pod is news. */
  snapshot(): Snapshot {
    return { asked: packJson([...this.#known.keys()]) };
  }

  /** To be followed by `resume`. */
  restore(saved: Snapshot): void {
    this.forget();
    this.#asked = unpackJson(saved, "asked") as readonly string[];
  }

  /** Finds the groups again, in a view of the moment at which they were saved. */
  resume(view: ControllerView): void {
    for (const key of this.#asked) {
      const { namespace, name } = objectOfKey(key);
      const object = view.find(this.#rules.kind, namespace, name);
      if (object !== undefined) this.of(view, object as SelectingObject<Selector>, key);
    }
    this.#asked = [];
  }

  /** The keys of the objects that select pods with these labels, in the view's order. */
  selecting(view: ControllerView, namespace: string, labels: Labels | undefined): readonly string[] {
    return this.#objects.keysOf(view, namespace, labels);
  }

  /** What is kept of the object's pods; `key`: its own. */
  of(view: ControllerView, { metadata, spec }: SelectingObject<Selector>, key = keyOf(metadata)): Group {
    const known = this.#known.get(key);
    if (known !== undefined && known.selector === spec?.selector) return known.group;
    const selected = podsSelected(view, metadata?.namespace ?? "default", this.#rules.compile(spec?.selector));
    for (const { id, object } of selected) this.#keepLabels(id, object.metadata.labels);
    const group = this.#rules.group(selected);
    this.#known.set(key, { selector: spec?.selector, group });
    return group;
  }

  #note(type: WatchEvent["type"], pod: LivePod, view: ControllerView): readonly string[] {
    const { id, namespace, object } = pod;
    const { labels } = object.metadata;
    const isDeleted = type === "deleted";
    const left = isDeleted || this.#labels[id] !== (labels ?? NO_LABELS) ? this.#leave(pod, view) : NO_KEYS;
    const keys = this.selecting(view, namespace, labels);
    let joined = keys;
    for (const key of keys) {
      if (this.#join(key, pod, isDeleted)) continue;
      joined = joined === keys && keys.length === 1 ? NO_KEYS : joined.filter((each) => each !== key);
    }
    return left.length === 0 ? joined : [...new Set([...left, ...joined])];
  }

  /** True if it is news for the group. */
  #join(key: string, pod: LivePod, isDeleted: boolean): boolean {
    // A group that nobody has asked about yet will be found as it is then.
    const group = this.#known.get(key)?.group;
    if (group === undefined || isDeleted) return group === undefined;
    this.#keepLabels(pod.id, pod.object.metadata.labels);
    return group.note(pod);
  }

  #keepLabels(id: number, labels: Labels = NO_LABELS): void {
    // Written without gaps, the list stays one.
    while (this.#labels.length < id) this.#labels.push(undefined);
    this.#labels[id] = labels;
  }

  /** Takes the pod out of the groups that its former labels have brought it into. */
  #leave({ id, namespace }: LivePod, view: ControllerView): readonly string[] {
    const labels = this.#labels[id];
    if (labels === undefined) return NO_KEYS;
    const keys = this.selecting(view, namespace, labels === NO_LABELS ? undefined : labels);
    this.#labels[id] = undefined;
    return keys.filter((key) => this.#known.get(key)?.group.drop(id) ?? false);
  }
}

const NO_KEYS: readonly string[] = Object.freeze([]);

/** Stands for the labels of pods without any. */
const NO_LABELS: Labels = Object.freeze({});

/** All pods of the namespace that the selector is about: an empty one is about all, one that cannot be asked about none. */
export function podsSelected(
  view: ControllerView,
  namespace: string,
  selector: CompiledLabelSelector | InvalidSelector,
): readonly LivePod[] {
  if (selector.kind !== "requirements") return [];
  const isSelected = selectionBy(selector);
  const isMeant = ({ metadata }: Pod) => isSelected(metadata.labels);
  return view.podsMeant?.(namespace, isMeant) ?? view.pods(namespace).filter(({ object }) => isMeant(object));
}
