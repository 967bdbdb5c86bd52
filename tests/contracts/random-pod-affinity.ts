// Random affinity between pods: few labels and namespaces, so that terms often mean somebody, the pod itself included.

import type { LabelSelector } from "../../src/model/api/types/object-meta.ts";
import type { Affinity, Pod } from "../../src/model/objects.ts";
import type { PlainObject } from "../../src/cluster/object-store.ts";
import type { RandomObjects } from "./random-objects.ts";

const KEYS = ["topology.kubernetes.io/zone", "disk", "gen"];
const APPS = ["web", "db"];
const NAMESPACES = ["default", "other"];
const TEAMS = ["a", "b"];

type PodAffinity = NonNullable<Affinity["podAffinity"]>;
type Terms = NonNullable<PodAffinity["requiredDuringSchedulingIgnoredDuringExecution"]>;

/** Terms that keep the pod near others and far from them; any part may be absent. */
export function randomPodAffinity(draw: RandomObjects): Pick<Affinity, "podAffinity" | "podAntiAffinity"> {
  return {
    ...(draw.chance(50) ? { podAffinity: sideOf(draw) } : {}),
    ...(draw.chance(50) ? { podAntiAffinity: sideOf(draw) } : {}),
  };
}

function sideOf(draw: RandomObjects): PodAffinity {
  const preferred = draw.upTo(2, () => ({ weight: draw.pick([1, 40, 100]), podAffinityTerm: term(draw) }));
  return {
    ...(draw.chance(50) ? { requiredDuringSchedulingIgnoredDuringExecution: draw.upTo(2, () => term(draw)) } : {}),
    ...(draw.chance(60) ? { preferredDuringSchedulingIgnoredDuringExecution: preferred } : {}),
  };
}

function term(draw: RandomObjects): Terms[number] {
  return {
    topologyKey: draw.pick(KEYS),
    ...(draw.chance(95) ? { labelSelector: podSelector(draw) } : {}),
    ...(draw.chance(20) ? { namespaces: [draw.pick(NAMESPACES)] } : {}),
    ...(draw.chance(30) ? { namespaceSelector: namespaceSelector(draw) } : {}),
    ...(draw.chance(10) ? { matchLabelKeys: ["app"] } : {}),
  };
}

function podSelector(draw: RandomObjects): LabelSelector {
  switch (draw.index(5)) {
    case 0:
      return {};
    case 1:
      return { matchExpressions: [{ key: "app", operator: "NotIn", values: [draw.pick(APPS)] }] };
    case 2:
      return { matchExpressions: [{ key: "app", operator: "In", values: APPS }] };
    default:
      return { matchLabels: { app: draw.pick(APPS) } };
  }
}

function namespaceSelector(draw: RandomObjects): LabelSelector {
  switch (draw.index(4)) {
    case 0:
      return {};
    case 1:
      return { matchExpressions: [{ key: "team", operator: "DoesNotExist" }] };
    default:
      return { matchLabels: { team: draw.pick(TEAMS) } };
  }
}

/** A namespace of the few, of one team or none. */
export function randomNamespace(draw: RandomObjects): PlainObject {
  return {
    metadata: { name: draw.pick(NAMESPACES), ...(draw.chance(70) ? { labels: { team: draw.pick(TEAMS) } } : {}) },
  };
}

/** The pod with affinity to others, often. */
export function withPodAffinity(pod: Pod, draw: RandomObjects): Pod {
  if (!draw.chance(70)) return pod;
  return { ...pod, spec: { ...pod.spec, affinity: { ...pod.spec.affinity, ...randomPodAffinity(draw) } } };
}
