// Workloads some of whose pods say nothing, by whose they are: pods and objects of files and of actions, each counted to whom it
// comes from in the end. A thousand pods of a DaemonSet are one; pods of nobody are one each.

import type { SourcePosition } from "../../base/diagnostic.ts";

import { MIRROR_POD } from "../../model/api/pod-annotation-names.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import type { Pod } from "../../model/objects.ts";
import { podRequests } from "../../model/pod-resources.ts";
import { milliUnits } from "../../model/quantity/whole-units.ts";
import { CPU } from "../../model/resource-name.ts";

import { namespaceIn, WORKLOAD_KINDS } from "../../cluster/object-store.ts";

import { DEFAULT_NAMESPACE } from "../../environment/manifests/metadata.ts";
import type { ListedObject } from "../../environment/workload-source.ts";
import type { PodBatch } from "../../environment/workload.ts";

import type { PodShape } from "./load-reading.ts";
import { objectKey, storedKey } from "./object-key.ts";
import { podShape, templateShapes, templateSpec } from "./pod-shapes.ts";

export interface SilentWorkload {
  /** `deployment/web`, `kube-system/daemonset/agent`. */
  readonly name: string;
  readonly position: SourcePosition | undefined;
  /** 1, but of pods of nobody that are alike as many as there are. */
  readonly count: number;
}

interface Found extends SilentWorkload {
  /** CPU that one of its pods requests, the one that requests most: thousandths of a core. */
  requestMilli: number;
}

type FindPlace = () => SourcePosition | undefined;

/** Kind and name of an object, as pods and objects name their owners. */
interface Reference {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

interface Owned {
  readonly ownerReferences?: readonly (Reference & { readonly controller?: boolean | null | undefined })[] | null;
}

export class SilentWorkloads {
  readonly #isSilent: (shape: PodShape) => boolean;
  readonly #objects: ReadonlyMap<string, ListedObject>;
  readonly #found = new Map<string, Found>();
  /** Thousandths of a core, by pod specs that many share. */
  readonly #requests = new Map<Pod["spec"], number>();

  /** `objects`: all that can own pods, wherever they stand. */
  constructor(objects: readonly ListedObject[], isSilent: (shape: PodShape) => boolean) {
    this.#isSilent = isSilent;
    this.#objects = new Map(
      objects.filter(({ stored }) => WORKLOAD_KINDS.has(stored.kind)).map((one) => [storedKey(one.stored), one]),
    );
  }

  /** Those first whose pods request the most CPU each, equal ones in the order in which they were first met. */
  get found(): readonly SilentWorkload[] {
    const sorted = [...this.#found.values()].sort((left, right) => right.requestMilli - left.requestMilli);
    return sorted.map(({ name, position, count }) => ({ name, position, count }));
  }

  /** The pods that the object would make. */
  addObject({ stored, position }: ListedObject): void {
    if (!WORKLOAD_KINDS.has(stored.kind) || !templateShapes(stored).some(this.#isSilent)) return;
    const { metadata } = stored.object;
    const found = this.#ownedBy({ kind: stored.kind, name: metadata?.name }, namespaceIn(stored), () => position);
    this.#heed(found, templateSpec(stored));
  }

  addPod(pod: Pod, place: FindPlace): void {
    this.#addPods(pod, pod.metadata.name, 1, place);
  }

  addBatch({ templates, template, names }: PodBatch, placeOf: (template: number) => SourcePosition | undefined): void {
    const counts = new Int32Array(templates.length);
    const firstNames = new Map<number, string>();
    for (const [row, number] of template.entries()) {
      counts[number]! += 1;
      if (!firstNames.has(number)) firstNames.set(number, names[row]!);
    }
    for (const [number, pod] of templates.entries()) {
      const name = firstNames.get(number);
      if (name !== undefined) this.#addPods(pod, name, counts[number]!, () => placeOf(number));
    }
  }

  /** So many pods that are alike, of which one has the name. */
  #addPods(pod: Pod, name: string, count: number, place: FindPlace): void {
    if (!this.#isSilent(podShape(pod))) return;
    const { namespace = DEFAULT_NAMESPACE } = pod.metadata;
    const fileName = mirroredName(pod, name);
    const owner = fileName === undefined ? controllingOwner(pod.metadata as Owned) : undefined;
    const found =
      owner === undefined
        ? this.#named(nameOf({ kind: "Pod", name: fileName ?? name }, namespace), count, place)
        : this.#ownedBy(owner, namespace, place);
    this.#heed(found, pod.spec);
  }

  /** Whatever comes from the same object in the end is one. */
  #ownedBy(owner: Reference, namespace: string, place: FindPlace): Found {
    let root = owner;
    let listed: ListedObject | undefined;
    const met = new Set<string>();
    for (let next: Reference | undefined = owner; next !== undefined;) {
      const key = objectKey(next.kind, namespace, next.name);
      if (met.has(key)) break;
      met.add(key);
      root = next;
      const object = this.#objects.get(key);
      listed = object ?? listed;
      next = object === undefined ? undefined : controllingOwner(object.stored.object.metadata as Owned);
    }
    return this.#named(nameOf(root, namespace), 1, listed === undefined ? place : () => listed.position);
  }

  #named(name: string, count: number, place: FindPlace): Found {
    let found = this.#found.get(name);
    if (found === undefined) {
      found = { name, position: place(), count, requestMilli: 0 };
      this.#found.set(name, found);
    }
    return found;
  }

  #heed(found: Found, spec: Pod["spec"]): void {
    found.requestMilli = Math.max(found.requestMilli, this.#requestMilli(spec));
  }

  #requestMilli(spec: Pod["spec"]): number {
    let request = this.#requests.get(spec);
    if (request === undefined) {
      const quantity = podRequests({ metadata: { name: "" }, spec }).get(CPU);
      request = quantity === undefined ? 0 : milliUnits(quantity);
      this.#requests.set(spec, request);
    }
    return request;
  }
}

/** The name in the kubelet's file, of a pod that shows a static one; undefined for others. */
function mirroredName({ metadata, spec }: Pod, name: string): string | undefined {
  if (metadata.annotations?.[MIRROR_POD] === undefined) return undefined;
  const ending = `-${spec.nodeName ?? ""}`;
  return name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}

function nameOf({ kind = "", name = "" }: Reference, namespace: string): string {
  const within = namespace === DEFAULT_NAMESPACE ? "" : `${namespace}/`;
  return `${within}${kind.toLowerCase()}/${name}`;
}
