// What controllers see: caches that are brought up to date between syncs, so that a sync sees what was written before it and
// nothing of what it writes itself.

import type { Node } from "../../../src/model/objects.ts";
import type { VersionBehaviour } from "../../../src/model/version-behaviour.ts";
import type { LivePod } from "../../../src/cluster/live-pod.ts";
import {
  isStoredKind,
  type StoredKind,
  type StoredObject,
  type StoredObjects,
} from "../../../src/cluster/object-store.ts";
import type { ControllerView, WatchEvent } from "../../../src/components/controllers/controller.ts";
import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import type { StorageChange } from "./api-storage.ts";
import type { LivePods } from "./live-pods.ts";
import { namespaceOf, readAs, type KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";

export class InformerCaches implements ControllerView {
  readonly clock: WallClock;
  readonly behaviour: VersionBehaviour;
  readonly featureGates: ReadonlyMap<string, boolean>;
  readonly #livePods: LivePods;
  readonly #byKind = new Map<string, Map<string, KeptObject>>();
  readonly #sorted = new Map<string, readonly KeptObject[]>();

  readonly #nodeOrder: readonly string[];

  /** `nodeOrder`: nodes that are listed before the others. */
  constructor(
    clock: WallClock,
    behaviour: VersionBehaviour,
    featureGates: ReadonlyMap<string, boolean>,
    livePods: LivePods,
    nodeOrder: readonly string[],
  ) {
    this.#nodeOrder = nodeOrder;
    this.clock = clock;
    this.behaviour = behaviour;
    this.featureGates = featureGates;
    this.#livePods = livePods;
  }

  /** Takes a change in, and says what informers tell of it; undefined for kinds that nobody watches. */
  take({ type, kind, object, before }: StorageChange): WatchEvent | undefined {
    const key = `${namespaceOf(kind, object.metadata)}/${object.metadata.name}`;
    if (!this.#byKind.has(kind)) this.#byKind.set(kind, new Map());
    if (type === "deleted") this.#byKind.get(kind)!.delete(key);
    else this.#byKind.get(kind)!.set(key, object);
    this.#sorted.delete(kind);
    return this.#eventOf({ type, kind, object, ...(before === undefined ? {} : { before }) });
  }

  #eventOf({ type, kind, object, before }: StorageChange): WatchEvent | undefined {
    if (kind === "Pod") {
      const pod = this.#livePods.viewOf(object);
      return { type, kind, pod, ...(before === undefined ? {} : { before: this.#livePods.viewOf(before) }) };
    }
    if (kind === "Node") {
      const node: Node = readAs(object);
      return { type, kind, node, ...(before === undefined ? {} : { before: readAs(before) }) };
    }
    if (!isStoredKind(kind)) return undefined;
    const stored: StoredObject = readAs({ kind, object });
    return {
      type,
      kind,
      stored,
      ...(before === undefined ? {} : { before: readAs({ kind, object: before }) }),
    };
  }

  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    return this.#byKind.get(kind)?.get(`${namespace}/${name}`) as object | undefined as StoredObjects[Kind] | undefined;
  }

  list<Kind extends StoredKind>(kind: Kind, namespace?: string): readonly StoredObjects[Kind][] {
    return this.#list(kind, namespace) as readonly object[] as readonly StoredObjects[Kind][];
  }

  controlledBy<Kind extends StoredKind>(kind: Kind, namespace: string, uid: string): readonly StoredObjects[Kind][] {
    return this.#list(kind, namespace).filter(
      ({ metadata }) => controllerOf(metadata)?.uid === uid,
    ) as readonly object[] as readonly StoredObjects[Kind][];
  }

  uncontrolled<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][] {
    const objects = this.#list(kind, namespace).filter(({ metadata }) => controllerOf(metadata) === undefined);
    return objects as readonly object[] as readonly StoredObjects[Kind][];
  }

  findPod(namespace: string, name: string): LivePod | undefined {
    const pod = this.#byKind.get("Pod")?.get(`${namespace}/${name}`);
    return pod === undefined ? undefined : this.#livePods.viewOf(pod);
  }

  pods(namespace: string): readonly LivePod[] {
    return this.#list("Pod", namespace).map((pod) => this.#livePods.viewOf(pod));
  }

  podsControlledBy(namespace: string, uid: string): readonly LivePod[] {
    return this.pods(namespace).filter(({ object }) => controllerOf(object.metadata)?.uid === uid);
  }

  orphans(namespace: string): readonly LivePod[] {
    return this.pods(namespace).filter(({ object }) => controllerOf(object.metadata) === undefined);
  }

  podsOnNode(name: string): readonly LivePod[] {
    return this.#list("Pod")
      .map((pod) => this.#livePods.viewOf(pod))
      .filter(({ nodeName }) => nodeName === name);
  }

  findNode(name: string): Node | undefined {
    const node = this.#byKind.get("Node")?.get(`/${name}`);
    return node === undefined ? undefined : readAs(node);
  }

  nodes(): readonly Node[] {
    const nodes: readonly Node[] = readAs(this.#list("Node"));
    const first = this.#nodeOrder.flatMap((name) => nodes.find(({ metadata }) => metadata.name === name) ?? []);
    return [...first, ...nodes.filter((node) => !first.includes(node))];
  }

  #list(kind: string, namespace?: string): readonly KeptObject[] {
    let sorted = this.#sorted.get(kind);
    if (sorted === undefined) {
      const entries = [...(this.#byKind.get(kind) ?? [])];
      sorted = entries.toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
      this.#sorted.set(kind, sorted);
    }
    return namespace === undefined
      ? sorted
      : sorted.filter(({ metadata }) => (metadata.namespace ?? "default") === namespace);
  }
}
