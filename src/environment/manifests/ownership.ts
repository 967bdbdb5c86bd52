// Which workload objects of a dump have their pods listed beside them: `kubectl get deploy,rs,pods -o yaml` tells
// of the same pods three times, and they are to be offered once.

import type { NamedObject } from "./manifest-objects.ts";

/** Owners that pods have named, by key; filled while pods pass by, which themselves need not be held. */
export class PodOwners {
  readonly #keys = new Set<string>();

  /** Notes who controls the pod, if anybody does. */
  note(pod: NamedObject): void {
    const owner = controllerReference(pod);
    if (owner === undefined) return;
    this.#keys.add(keyOf(owner.kind, pod.namespace, owner.name));
    // `kubectl get deploy,pods` leaves out the replica set between them, whose name says whose it is.
    const hash = field(field(field(pod.value, "metadata"), "labels"), "pod-template-hash");
    if (owner.kind !== "ReplicaSet" || typeof hash !== "string" || !owner.name.endsWith(`-${hash}`)) return;
    this.#keys.add(keyOf("Deployment", pod.namespace, owner.name.slice(0, -hash.length - 1)));
  }

  /** The workload objects that are not to be expanded: their pods, or the object that owns them, speak for them. */
  findSpokenFor(workloads: readonly NamedObject[]): ReadonlySet<NamedObject> {
    const byKey = new Map(workloads.map((object) => [keyOf(object.kind, object.namespace, object.name), object]));
    const spokenFor = new Set<NamedObject>();
    for (const key of this.#keys) {
      // Pods speak for their replica set, and it for its deployment; each step leads to an object not met before.
      let owner = byKey.get(key);
      while (owner !== undefined && !spokenFor.has(owner)) {
        spokenFor.add(owner);
        owner = ownerOf(owner, byKey);
      }
    }
    for (const object of workloads) if (ownerOf(object, byKey) !== undefined) spokenFor.add(object);
    return spokenFor;
  }
}

function ownerOf(object: NamedObject, byKey: ReadonlyMap<string, NamedObject>): NamedObject | undefined {
  const owner = controllerReference(object);
  return owner === undefined ? undefined : byKey.get(keyOf(owner.kind, object.namespace, owner.name));
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

/** Who controls the object, if anybody does. */
export function controllerReference(object: {
  readonly value: unknown;
}): { readonly kind: string; readonly name: string } | undefined {
  const references = field(field(object.value, "metadata"), "ownerReferences");
  if (!Array.isArray(references)) return undefined;
  const controller: unknown = references.find((reference) => field(reference, "controller") === true);
  const kind = field(controller, "kind");
  const name = field(controller, "name");
  return typeof kind === "string" && typeof name === "string" ? { kind, name } : undefined;
}

/** `value[name]`, if value is a mapping that has it. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
