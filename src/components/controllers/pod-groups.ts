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

/** What the labels of a pod come to: one for all pods of the same labels and namespace. */
interface Membership<Group> {
  readonly labels: Labels | undefined;
  /** Of the objects that select such pods. */
  readonly keys: readonly string[];
  /** Their groups, in the same order; undefined for those that nobody has asked about yet. */
  readonly groups: readonly (Group | undefined)[];
  /** It holds as long as this is the version of all that it follows from. */
  readonly version: number;
}

/** The version of what is to be found before it is used. */
const NOT_YET = -1;

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
  /** By pod, of those that are in some group: as they were when they came into it, or later. */
  readonly #members: (Membership<Group> | undefined)[] = [];
  /** By list of keys, which is one for the same labels and namespace. */
  #memberships = new WeakMap<readonly string[], Membership<Group>>();
  /** Changes where other objects select pods, or other groups are known. */
  #version = 0;
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
    const { version } = this.#objects;
    this.#objects.hear(event);
    if (version !== this.#objects.version) this.#renew();
    if (event.kind === this.#rules.kind && "stored" in event) {
      const object = event.stored.object as SelectingObject<Selector>;
      const key = keyOf(object.metadata);
      const isOther = event.type === "deleted" || this.#known.get(key)?.selector !== object.spec?.selector;
      if (isOther && this.#known.delete(key)) this.#renew();
    }
    return [];
  }

  /** After a leap to another state: all is to be found anew. */
  forget(): void {
    this.#objects.forget();
    this.#known.clear();
    this.#members.length = 0;
    this.#renew();
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
    let membership: Membership<Group> | undefined;
    for (const { id, object } of selected) {
      const { labels } = object.metadata;
      if (membership?.labels !== labels) membership = undefined;
      membership ??= { labels, keys: NO_KEYS, groups: [], version: NOT_YET };
      this.#keep(id, membership);
    }
    const group = this.#rules.group(selected);
    this.#known.set(key, { selector: spec?.selector, group });
    this.#renew();
    return group;
  }

  #note(type: WatchEvent["type"], pod: LivePod, view: ControllerView): readonly string[] {
    const { id, object } = pod;
    const { labels } = object.metadata;
    const before = this.#members[id];
    const isDeleted = type === "deleted";
    if (!isDeleted && before?.version === this.#version && before.labels === labels) return newsIn(before, pod);
    const hasLeft = before !== undefined && (isDeleted || before.labels !== labels);
    const left = hasLeft ? this.#leave(pod, before, view) : NO_KEYS;
    const keys = this.selecting(view, pod.namespace, labels);
    if (keys.length === 0) return left;
    const membership = this.#membershipOf(keys, labels);
    const joined = isDeleted ? unknownIn(membership) : this.#join(membership, pod);
    return left.length === 0 ? joined : [...new Set([...left, ...joined])];
  }

  #join(membership: Membership<Group>, pod: LivePod): readonly string[] {
    if (membership.groups.some((group) => group !== undefined)) this.#keep(pod.id, membership);
    return newsIn(membership, pod);
  }

  #membershipOf(keys: readonly string[], labels: Labels | undefined): Membership<Group> {
    let membership = this.#memberships.get(keys);
    if (membership === undefined) {
      const groups = keys.map((key) => this.#known.get(key)?.group);
      membership = { labels, keys, groups, version: this.#version };
      this.#memberships.set(keys, membership);
    }
    return membership;
  }

  #keep(id: number, membership: Membership<Group>): void {
    // Written without gaps, the list stays one.
    while (this.#members.length < id) this.#members.push(undefined);
    this.#members[id] = membership;
  }

  /** Takes the pod out of the groups that its former labels have brought it into. */
  #leave({ id, namespace }: LivePod, { labels }: Membership<Group>, view: ControllerView): readonly string[] {
    const { keys, groups } = this.#membershipOf(this.selecting(view, namespace, labels), labels);
    this.#members[id] = undefined;
    return keys.filter((_key, index) => groups[index]?.drop(id) ?? false);
  }

  #renew(): void {
    this.#version += 1;
    this.#memberships = new WeakMap();
  }
}

/** The keys of objects for which the pod, as it is now, is news. A group that nobody has asked about yet will be found as it is then. */
function newsIn<Group extends PodGroup>({ keys, groups }: Membership<Group>, pod: LivePod): readonly string[] {
  let news = keys;
  for (let index = 0; index < keys.length; index += 1) {
    if (groups[index]?.note(pod) ?? true) continue;
    news = keys.length === 1 ? NO_KEYS : news.filter((each) => each !== keys[index]);
  }
  return news;
}

/** The keys of objects that nobody has asked about yet. */
function unknownIn<Group>({ keys, groups }: Membership<Group>): readonly string[] {
  return groups.includes(undefined) ? keys.filter((_key, index) => groups[index] === undefined) : NO_KEYS;
}

const NO_KEYS: readonly string[] = Object.freeze([]);

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
