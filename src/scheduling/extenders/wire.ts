// What goes to extenders and comes back from them.
// Imitates staging kube-scheduler extender/v1/types.go, v1.36. Its fields are read whatever their case, as Go does.

import type { Pod } from "../../model/objects.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { Extender } from "../framework/extender.ts";
import type { CyclePod } from "../framework/plugin.ts";

/** What a verb about nodes is asked with. */
export function nodeArguments(
  { nodeCacheCapable }: Extender,
  cluster: ClusterState,
  pod: CyclePod,
  nodes: readonly number[],
): Readonly<Record<string, unknown>> {
  const records = nodes.map((node) => cluster.nodes.record(node));
  return nodeCacheCapable
    ? { Pod: podObject(pod), Nodes: null, NodeNames: records.map(({ name }) => name) }
    : { Pod: podObject(pod), Nodes: { metadata: {}, items: records.map(({ object }) => object) }, NodeNames: null };
}

/** The pod as the API would give it: pods of one class share their object, but not their name. */
export function podObject({ name, podClass: { pod, namespace } }: CyclePod): Pod {
  return { ...pod, metadata: { ...pod.metadata, name, namespace } };
}

/** What stands for a pod's UID, which pods do not have here. */
export function podKeyIn(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** A field of an answer; undefined where it is absent or null. */
export function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) return undefined;
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(body)) if (key.toLowerCase() === wanted) return value ?? undefined;
  return undefined;
}

/** A list of texts, or undefined if it is none. */
export function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** A mapping of texts to texts as pairs; nothing where there is none, undefined if it holds anything else. */
export function textPairsOf(value: unknown): readonly (readonly [string, string])[] | undefined {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const pairs = Object.entries(value);
  return pairs.every(([, text]) => typeof text === "string") ? (pairs as [string, string][]) : undefined;
}
