// The objects of a script as the API server stores them: defaults filled in, merge patches applied. Knows JSON only.

import { namespaceIn, type StoredKind } from "../../../src/cluster/object-store.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { isPod, type KubernetesObject } from "./record.ts";

type Json = Readonly<Record<string, unknown>>;

export interface ObjectAddress {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export class ApiObjects {
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #made = new Map<string, number>();

  find(address: ObjectAddress): KubernetesObject | undefined {
    return this.#objects.get(keyOf(address));
  }

  /** The object as stored. */
  create(object: KubernetesObject): KubernetesObject {
    const key = keyOf({ kind: object.kind, ...object.metadata });
    const count = (this.#made.get(key) ?? 0) + 1;
    this.#made.set(key, count);
    const uid = `uid-${object.metadata.name}${count === 1 ? "" : `-${count}`}`;
    const stored = { ...object, metadata: { ...object.metadata, uid } };
    const filled = isPod(stored) ? withPodFields(stored) : stored;
    this.#objects.set(key, filled);
    return filled;
  }

  /** The object as it is then; undefined if it is gone. */
  patch(address: ObjectAddress, patch: unknown): KubernetesObject | undefined {
    const object = this.find(address);
    if (object === undefined) return undefined;
    const patched = merged(object, patch) as KubernetesObject;
    this.#objects.set(keyOf(address), patched);
    return patched;
  }

  remove(address: ObjectAddress): void {
    this.#objects.delete(keyOf(address));
  }
}

function keyOf({ kind, namespace = "default", name }: ObjectAddress): string {
  return `${kind}/${namespace}/${name}`;
}

/** JSON merge patch (RFC 7386). */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withPodFields(pod: KubernetesObject & Pod): KubernetesObject {
  const spec = {
    priority: 0,
    preemptionPolicy: "PreemptLowerPriority",
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
    ...pod.spec,
  };
  const filled: KubernetesObject & Pod = { ...pod, spec, status: { phase: "Pending", ...pod.status } };
  return filled;
}

/** Where the store of the cluster keeps an object of the kind. */
export function storedNamespace(kind: StoredKind, namespace = "default"): string {
  return namespaceIn({ kind, object: { metadata: { namespace } } });
}
