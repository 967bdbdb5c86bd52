// Two plans, run and held against each other pod by pod: who is elsewhere, and which plugin made the difference.

import { PLIMSOLL_VERSION } from "../../base/version.ts";

import type { Plan } from "../../scenario/plan.ts";

import type { PodKey } from "./asked-pod.ts";
import {
  COMPARISON_API_VERSION,
  type ComparedRun,
  type Comparison,
  type Flow,
  type MoveCause,
  type MovedPod,
  type Whereabouts,
} from "./comparison.ts";
import { causesIn, type AskedNode } from "./move-causes.ts";
import { placementsOf } from "./placements.ts";

type Placements = ReadonlyMap<string, Whereabouts>;

const ABSENT: Whereabouts = Object.freeze({ kind: "absent" });

/** A pod that is elsewhere, before anybody has looked why. */
interface Difference {
  readonly pod: string;
  readonly from: Whereabouts;
  readonly to: Whereabouts;
}

/** Compares two plans; `explained` is how many of the pods that are elsewhere are looked into, in order of their names. */
export function compareRuns(first: Plan, second: Plan, explained: number): Comparison {
  const before = placementsOf(first);
  const after = placementsOf(second);
  const differences = differencesOf(before, after);
  const common = [...before.keys()].filter((pod) => after.has(pod)).length;
  const onlyInFirst = before.size - common;
  const onlyInSecond = after.size - common;
  const looked = differences.slice(0, explained);
  const inSecond = causesIn(
    second,
    looked.flatMap(({ pod, from }) => askedNode(pod, from)),
  );
  const inFirst = causesIn(
    first,
    looked.flatMap(({ pod, to }) => askedNode(pod, to)),
  );
  const moved = looked.map(({ pod, from, to }): MovedPod => ({
    pod,
    from,
    to,
    whyNotFirst: causeFor(from, to, inSecond.get(pod)),
    whyNotSecond: causeFor(to, from, inFirst.get(pod)),
  }));
  return {
    apiVersion: COMPARISON_API_VERSION,
    kind: "Comparison",
    plimsoll: PLIMSOLL_VERSION,
    first: comparedRun(first, before),
    second: comparedRun(second, after),
    common,
    differing: differences.length - onlyInFirst - onlyInSecond,
    onlyInFirst,
    onlyInSecond,
    byPool: flowsOf(differences, (place) => place.pool),
    byZone: flowsOf(differences, (place) => place.zone),
    causes: countCauses(moved),
    moved,
  };
}

/** In order of names, so that the same pods come first whatever the order of events. */
function differencesOf(before: Placements, after: Placements): readonly Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((pod) => ({ pod, from: before.get(pod) ?? ABSENT, to: after.get(pod) ?? ABSENT }))
    .filter(({ from, to }) => placeOf(from) !== placeOf(to))
    .toSorted((left, right) => (left.pod < right.pod ? -1 : 1));
}

/** Equal for pods that are at the same place; those that wait are, whatever for. */
function placeOf(whereabouts: Whereabouts): string {
  return whereabouts.kind === "placed" ? `placed/${whereabouts.node}` : whereabouts.kind;
}

/** Nothing to ask for a pod that the other run did not place. */
function askedNode(pod: string, other: Whereabouts): readonly AskedNode[] {
  return other.kind === "placed" ? [{ ...keyOf(pod), otherNode: other.node }] : [];
}

function keyOf(pod: string): PodKey {
  const slash = pod.indexOf("/");
  return { namespace: pod.slice(0, slash), name: pod.slice(slash + 1) };
}

/** Why a run did not take the other one's node, if that took one. */
function causeFor(other: Whereabouts, own: Whereabouts, cause: MoveCause | undefined): MoveCause | null {
  if (other.kind !== "placed") return null;
  if (own.kind === "waiting") return { kind: "waited", message: own.message };
  return cause ?? null;
}

function comparedRun({ name, seed, inputs }: Plan, placements: Placements): ComparedRun {
  const count = (kind: Whereabouts["kind"]) => [...placements.values()].filter((place) => place.kind === kind).length;
  return {
    scenario: name,
    seed,
    inputs,
    placed: count("placed"),
    waiting: count("waiting"),
    preempted: count("preempted"),
  };
}

type Placed = Extract<Whereabouts, { kind: "placed" }>;

/** Most pods first. */
function flowsOf(differences: readonly Difference[], groupOf: (place: Placed) => string): readonly Flow[] {
  const nameOf = (place: Whereabouts) => (place.kind === "placed" ? groupOf(place) : `(${place.kind})`);
  const counts = new Map<string, Flow>();
  for (const { from, to } of differences) {
    const flow = { from: nameOf(from), to: nameOf(to) };
    const key = JSON.stringify(flow);
    counts.set(key, { ...flow, pods: (counts.get(key)?.pods ?? 0) + 1 });
  }
  return [...counts.values()].toSorted(
    (left, right) => right.pods - left.pods || compare(left.from, right.from) || compare(left.to, right.to),
  );
}

function countCauses(moved: readonly MovedPod[]): Comparison["causes"] {
  const counts = new Map<string, number>();
  for (const { whyNotFirst } of moved) {
    if (whyNotFirst === null) continue;
    const cause = "plugin" in whyNotFirst ? `${whyNotFirst.kind}: ${whyNotFirst.plugin}` : whyNotFirst.kind;
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  return [...counts]
    .map(([cause, pods]) => ({ cause, pods }))
    .toSorted((left, right) => right.pods - left.pods || compare(left.cause, right.cause));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
