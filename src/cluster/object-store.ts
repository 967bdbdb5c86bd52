// The API objects beside nodes and pods that scheduling reads: services, claims, volumes, budgets, namespaces. Kept as they
// are, found by kind and name, listed in the order in which they came. Written only by ClusterState.apply.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import { controllingOwner } from "../model/controlling-owner.ts";
import type { HorizontalPodAutoscaler } from "../model/api/types/autoscaling-v2.ts";
import type { PersistentVolumeClaim } from "../model/api/types/claim.ts";
import type { ControllerRevision } from "../model/api/types/controller-revision.ts";
import { SERVICE_NAME_LABEL, type EndpointSlice } from "../model/api/types/endpoint-slice.ts";
import type { CronJob, Job } from "../model/api/types/job.ts";
import type { ObjectMeta } from "../model/api/types/object-meta.ts";
import type { PersistentVolume } from "../model/api/types/persistent-volume.ts";
import type { PodDisruptionBudget } from "../model/api/types/policy.ts";
import type { ResourceQuota } from "../model/api/types/quota.ts";
import type { ResourceClaim, ResourceClaimTemplate } from "../model/api/types/resource-claim.ts";
import type { DeviceClass, ResourceSlice } from "../model/api/types/resource-slice.ts";
import type { Service } from "../model/api/types/service.ts";
import type {
  CsiDriver,
  CsiNode,
  CsiStorageCapacity,
  StorageClass,
  VolumeAttachment,
} from "../model/api/types/storage.ts";
import type {
  DaemonSet,
  Deployment,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from "../model/api/types/workload.ts";

import { NamedPlaces, type NamedPlace } from "./named-places.ts";
import { ObjectsByName } from "./objects-by-name.ts";

/** An object of whose kind nothing but its metadata has a type here yet. */
export interface PlainObject {
  readonly metadata?: ObjectMeta;
  readonly [field: string]: unknown;
}

/** The kinds that are kept, and what their objects look like: as stored, defaults applied. */
export interface StoredObjects {
  readonly Namespace: PlainObject;
  readonly Service: Service;
  readonly ReplicationController: ReplicationController;
  readonly ReplicaSet: ReplicaSet;
  readonly Deployment: Deployment;
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
  readonly Job: Job;
  readonly CronJob: CronJob;
  readonly ControllerRevision: ControllerRevision;
  readonly EndpointSlice: EndpointSlice;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  readonly PersistentVolume: PersistentVolume;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly StorageClass: StorageClass;
  readonly CSINode: CsiNode;
  readonly CSIDriver: CsiDriver;
  readonly CSIStorageCapacity: CsiStorageCapacity;
  readonly VolumeAttachment: VolumeAttachment;
  readonly ResourceClaim: ResourceClaim;
  readonly ResourceClaimTemplate: ResourceClaimTemplate;
  readonly ResourceSlice: ResourceSlice;
  readonly DeviceClass: DeviceClass;
  readonly ResourceQuota: ResourceQuota;
}

export type StoredKind = keyof StoredObjects;

/** An object with its kind, whatever the object itself says of it. */
export type StoredObject = {
  readonly [Kind in StoredKind]: { readonly kind: Kind; readonly object: StoredObjects[Kind] };
}[StoredKind];

export interface ObjectName {
  readonly kind: StoredKind;
  /** Empty for kinds without namespaces. */
  readonly namespace: string;
  readonly name: string;
}

export const STORED_KINDS: readonly StoredKind[] = Object.freeze([
  "Namespace",
  "Service",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "ControllerRevision",
  "EndpointSlice",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "StorageClass",
  "CSINode",
  "CSIDriver",
  "CSIStorageCapacity",
  "VolumeAttachment",
  "ResourceClaim",
  "ResourceClaimTemplate",
  "ResourceSlice",
  "DeviceClass",
  "ResourceQuota",
]);

const STORED: ReadonlySet<string> = new Set(STORED_KINDS);

/** Kinds whose objects say by labels which pods belong together. */
const SELECTING: ReadonlySet<StoredKind> = new Set(["Service", "ReplicationController", "ReplicaSet", "StatefulSet"]);

/** Kinds whose controllers make pods, be it through objects of another of them. */
export const WORKLOAD_KINDS: ReadonlySet<string> = new Set<StoredKind>([
  "CronJob",
  "DaemonSet",
  "Deployment",
  "Job",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

const WITHOUT_NAMESPACE: ReadonlySet<StoredKind> = new Set([
  "Namespace",
  "PersistentVolume",
  "StorageClass",
  "CSINode",
  "CSIDriver",
  "VolumeAttachment",
  "ResourceSlice",
  "DeviceClass",
]);

export function isStoredKind(kind: string): kind is StoredKind {
  return STORED.has(kind);
}

/** The namespace under which an object is kept: `default` where a namespaced one names none. */
export function namespaceIn({ kind, object }: StoredObject): string {
  return WITHOUT_NAMESPACE.has(kind) ? "" : (object.metadata?.namespace ?? "default");
}

/** Where an object stands under its name, whatever becomes of it. */
type Place = NamedPlace<StoredObject["object"]>;

const NOTHING: readonly never[] = Object.freeze([]);

export class ObjectStore implements Snapshotable {
  /** By key; a place stays where it is in its map while its object changes. */
  readonly #byKind: ReadonlyMap<StoredKind, Map<string, Place>> = emptyStore();
  /** Their places by kind and by the uid of the controlling owner, which is empty where there is none. */
  readonly #byController = new Map<StoredKind, Map<string, Set<Place>>>();
  readonly #slices = new ObjectsByName<EndpointSlice>(serviceOf);
  readonly #jobs = new ObjectsByName<Job>(({ metadata }) => controllingOwner(metadata)?.name);
  readonly #versions = new Map<StoredKind, number>();
  /** The same by name, with the version at which each object came to be as it is, or to be gone. */
  readonly #places = new NamedPlaces<StoredObject["object"]>();
  #version = 0;
  #selectionVersion = 0;
  /** Writes of all objects so far. */
  #writes = 0;

  /** Changes with every object that comes, changes or goes. */
  get version(): number {
    return this.#version;
  }

  /** Changes with every object of the kind. */
  versionOf(kind: StoredKind): number {
    return this.#versions.get(kind) ?? 0;
  }

  /** Changes where a Service, ReplicationController, ReplicaSet or StatefulSet comes, goes, or may select other pods than before. */
  get selectionVersion(): number {
    return this.#selectionVersion;
  }

  /** Changes with every change of the one object, also where another takes its name; 0: there has been none. */
  versionOfObject({ kind, namespace, name }: ObjectName): number {
    return this.#places.find(kind, namespace, name)?.version ?? 0;
  }

  /** The version that the next object to be written will have. */
  get nextVersion(): number {
    return this.#writes + 1;
  }

  count(kind: StoredKind): number {
    return this.#byKind.get(kind)!.size;
  }

  /** The object of that name, or undefined; `namespace` is empty for kinds without namespaces. */
  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    return this.#places.find(kind, namespace, name)?.thing as StoredObjects[Kind] | undefined;
  }

  /** All objects of a kind, in the order in which they came. */
  *list<Kind extends StoredKind>(kind: Kind): Generator<StoredObjects[Kind]> {
    for (const { thing } of this.#byKind.get(kind)!.values()) yield thing as StoredObjects[Kind];
  }

  /** All objects, kind by kind. */
  *all(): Generator<StoredObject> {
    for (const [kind, places] of this.#byKind) {
      for (const { thing } of places.values()) yield { kind, object: thing } as StoredObject;
    }
  }

  /** Objects of a kind whose controlling owner has the uid, or, for an empty one, those without any. */
  controlledBy<Kind extends StoredKind>(kind: Kind, uid: string): readonly StoredObjects[Kind][] {
    const places = this.#byController.get(kind)?.get(uid);
    if (places === undefined) return NOTHING;
    const objects: StoredObject["object"][] = [];
    for (const { thing } of places) if (thing !== undefined) objects.push(thing);
    return objects as readonly StoredObjects[Kind][];
  }

  /** EndpointSlices whose label names the Service, in the order in which they came. */
  slicesOf(namespace: string, service: string): readonly EndpointSlice[] {
    return this.#slices.of(namespace, service, () => this.list("EndpointSlice"));
  }

  /** Jobs whose controlling owner has the name, whatever its kind and uid, in the order in which they came. */
  jobsOf(namespace: string, owner: string): readonly Job[] {
    return this.#jobs.of(namespace, owner, () => this.list("Job"));
  }

  /** Takes an object in, or in the place of the one with its name, which it returns. */
  put(stored: StoredObject): StoredObject | undefined {
    const name = stored.object.metadata?.name;
    invariant(name !== undefined, "a stored object has a name", { kind: stored.kind });
    const namespace = namespaceIn(stored);
    const place = this.#places.at(stored.kind, namespace, name);
    const previous = this.#write(stored.kind, place, stored.object);
    if (previous === undefined) this.#byKind.get(stored.kind)!.set(place.key, place);
    this.#noteController(stored, place, previous);
    if (stored.kind === "EndpointSlice") this.#slices.put(stored.object, previous?.object);
    else if (stored.kind === "Job") this.#jobs.put(stored.object, previous?.object as Job | undefined);
    return previous;
  }

  /** Takes an object out, and returns it; one that is not there stays so. */
  remove(name: ObjectName): StoredObject | undefined {
    const place = this.#places.find(name.kind, name.namespace, name.name);
    if (place?.thing === undefined) return undefined;
    const { key } = place;
    const previous = this.#write(name.kind, place, undefined)!;
    this.#byKind.get(name.kind)!.delete(key);
    this.#forgetController(previous, place);
    if (previous.kind === "EndpointSlice") this.#slices.remove(previous.object);
    else if (previous.kind === "Job") this.#jobs.remove(previous.object);
    return previous;
  }

  snapshot(): Snapshot {
    return {
      objects: packJson([...this.#byKind].map(([kind]) => [kind, [...this.list(kind)]])),
      objectVersions: packJson([this.#writes, [...this.#places.versions()]]),
    };
  }

  restore(saved: Snapshot): void {
    const kinds = unpackJson(saved, "objects") as [StoredKind, StoredObject["object"][]][];
    const [writes, versions] = unpackJson(saved, "objectVersions") as [number, [string, string, string, number][]];
    this.#writes = writes;
    this.#places.clear();
    for (const [kind, namespace, name, version] of versions) this.#places.at(kind, namespace, name).version = version;
    this.#byController.clear();
    this.#slices.forget();
    this.#jobs.forget();
    for (const [kind, objects] of kinds) {
      const places = this.#byKind.get(kind)!;
      places.clear();
      for (const object of objects) {
        const stored = { kind, object } as StoredObject;
        const place = this.#places.at(kind, namespaceIn(stored), object.metadata?.name ?? "");
        place.thing = object;
        places.set(place.key, place);
        this.#noteController(stored, place, undefined);
      }
    }
    for (const kind of STORED_KINDS) this.#touch(kind);
    this.#selectionVersion = this.#version;
  }

  /** A place stays where it is as long as its owner is the same. */
  #noteController(stored: StoredObject, place: Place, previous: StoredObject | undefined): void {
    if (previous !== undefined && ownersOf(previous) === ownersOf(stored)) return;
    const uid = controllerUid(stored);
    if (previous !== undefined) {
      if (controllerUid(previous) === uid) return;
      this.#forgetController(previous, place);
    }
    let byUid = this.#byController.get(stored.kind);
    if (byUid === undefined) this.#byController.set(stored.kind, (byUid = new Map<string, Set<Place>>()));
    let own = byUid.get(uid);
    if (own === undefined) byUid.set(uid, (own = new Set<Place>()));
    own.add(place);
  }

  #forgetController(stored: StoredObject, place: Place): void {
    const byUid = this.#byController.get(stored.kind);
    const own = byUid?.get(controllerUid(stored));
    own?.delete(place);
    if (own?.size === 0) byUid?.delete(controllerUid(stored));
  }

  /** What is in the place from now on; returns what was. */
  #write(kind: StoredKind, place: Place, object: StoredObject["object"] | undefined): StoredObject | undefined {
    const { thing } = place;
    this.#writes += 1;
    place.thing = object;
    place.version = this.#writes;
    this.#touch(kind);
    if (SELECTING.has(kind) && selectorIn(thing) !== selectorIn(object)) this.#selectionVersion = this.#version;
    return thing === undefined ? undefined : ({ kind, object: thing } as StoredObject);
  }

  #touch(kind: StoredKind): void {
    this.#version += 1;
    this.#versions.set(kind, this.#version);
  }
}

/** The Service that a slice's label names. */
function serviceOf({ metadata }: EndpointSlice): string | undefined {
  return metadata?.labels?.[SERVICE_NAME_LABEL];
}

/** As they are kept: an object that changes elsewhere shares them. */
function ownersOf({ object }: StoredObject): unknown {
  return object.metadata?.ownerReferences;
}

function controllerUid({ object }: StoredObject): string {
  return controllingOwner(object.metadata)?.uid ?? "";
}

/** As it is kept: objects that are changed elsewhere share it. */
function selectorIn(object: StoredObject["object"] | undefined): unknown {
  return (object as { readonly spec?: { readonly selector?: unknown } } | undefined)?.spec?.selector;
}

function emptyStore(): ReadonlyMap<StoredKind, Map<string, Place>> {
  return new Map(STORED_KINDS.map((kind) => [kind, new Map()]));
}
