// The shapes of pods: of those that are there, and of those that workloads make.

import type { Pod } from "../../model/objects.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import { DEFAULT_NAMESPACE } from "../../environment/manifests/metadata.ts";

import type { PodShape } from "./load-reading.ts";

interface Template {
  readonly metadata?: { readonly [field in "labels" | "annotations"]?: Readonly<Record<string, string>> };
  readonly spec?: { readonly containers?: readonly { readonly name: string }[] };
}

interface WithTemplate {
  readonly template?: Template | null;
  readonly jobTemplate?: { readonly spec?: WithTemplate };
}

/** The shape of the pods that a workload makes; of other objects, none. */
export function templateShapes(stored: StoredObject): readonly PodShape[] {
  const template = templateOf(stored);
  return template === undefined ? [] : [shapeIn(namespaceIn(stored), template)];
}

/** What the pods that a workload makes are to be; of other objects, a pod without containers. */
export function templateSpec(stored: StoredObject): Pod["spec"] {
  return (templateOf(stored)?.spec ?? NO_CONTAINERS) as Pod["spec"];
}

const NO_CONTAINERS: Pod["spec"] = Object.freeze({ containers: [] });

function templateOf({ object }: StoredObject): Template | undefined {
  const { spec } = object as { readonly spec?: WithTemplate };
  return spec?.template ?? spec?.jobTemplate?.spec?.template ?? undefined;
}

export function podShape(pod: Pod): PodShape {
  return shapeIn(pod.metadata.namespace ?? DEFAULT_NAMESPACE, pod);
}

function shapeIn(namespace: string, { metadata, spec }: Template): PodShape {
  const { labels = {}, annotations = {} } = metadata ?? {};
  return { namespace, labels, annotations, containers: (spec?.containers ?? []).map(({ name }) => name) };
}
