// Pods that want to be near others or far from them, and nodes with hosts and zones, said in few words.

import type { PodAffinityTerm } from "../../../src/model/api/types/affinity.ts";
import type { Labels, Node, Pod } from "../../../src/model/objects.ts";
import { node, pod } from "../../model/build-objects.ts";

export const ZONE = "topology.kubernetes.io/zone";
export const HOST = "kubernetes.io/hostname";

/** Pods with label `app`, at a key of nodes. */
export function term(topologyKey: string, app: string, more: Partial<PodAffinityTerm> = {}): PodAffinityTerm {
  return { topologyKey, labelSelector: { matchLabels: { app } }, ...more };
}

/** What a pod wants, by side; a preferred term with its weight. */
export interface Wishes {
  readonly near?: readonly PodAffinityTerm[];
  readonly far?: readonly PodAffinityTerm[];
  readonly ratherNear?: readonly (readonly [weight: number, term: PodAffinityTerm])[];
  readonly ratherFar?: readonly (readonly [weight: number, term: PodAffinityTerm])[];
}

/** A pod of an app with wishes. */
export function podOf(app: string, wishes: Wishes = {}, namespace = "default", labels: Labels = {}): Pod {
  const side = (required: Wishes["near"] = [], preferred: Wishes["ratherNear"] = []) => ({
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred.map(([weight, podAffinityTerm]) => ({
      weight,
      podAffinityTerm,
    })),
  });
  const { near, far, ratherNear, ratherFar } = wishes;
  const affinity = { podAffinity: side(near, ratherNear), podAntiAffinity: side(far, ratherFar) };
  return pod({ affinity }, { name: app, namespace, labels: { app, ...labels } });
}

/** A node in a zone, with its name as host; without zone if that is empty. */
export function nodeIn(zone: string, name: string, labels: Labels = {}): Node {
  return node(name, {}, { labels: { [HOST]: name, ...(zone === "" ? {} : { [ZONE]: zone }), ...labels } });
}
