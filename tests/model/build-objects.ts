// Pods and nodes for tests, said in few words. Knows no rule: what is not said stays absent.

import type { Container, Node, ObjectMeta, Pod, PodSpec, QuantityMap, Taint } from "../../src/model/objects.ts";

/** A pod with one container that asks for nothing, unless the spec says otherwise. */
export function pod(spec: Partial<PodSpec> = {}, metadata: Partial<ObjectMeta> = {}): Pod {
  return { metadata: { name: "pod", ...metadata }, spec: { containers: [{ name: "main" }], ...spec } };
}

/** A container with requests. */
export function container(requests: QuantityMap, more: Partial<Container> = {}): Container {
  return { name: "main", resources: { requests }, ...more };
}

/** A pod with one container that asks for `requests`. */
export function podAsking(requests: QuantityMap, spec: Partial<PodSpec> = {}): Pod {
  return pod({ containers: [container(requests)], ...spec });
}

/** What of a node is not its size. */
export interface NodeTraits {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  /** Sizes in bytes by image name. */
  readonly images?: Readonly<Record<string, number>>;
}

/** A node with room for 110 pods, unless `allocatable` says otherwise. */
export function node(name: string, allocatable: QuantityMap, traits: NodeTraits = {}): Node {
  const { labels = {}, taints = [], unschedulable = false, images = {} } = traits;
  return {
    metadata: { name, labels },
    spec: { taints, unschedulable },
    status: {
      allocatable: { pods: "110", ...allocatable },
      images: Object.entries(images).map(([image, sizeBytes]) => ({ names: [image], sizeBytes })),
    },
  };
}
