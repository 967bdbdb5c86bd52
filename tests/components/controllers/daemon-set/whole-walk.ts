// What a look at a DaemonSet comes to if it goes through all nodes and pods: plainly, as the source has it. What is kept up must
// come to the same.
// Imitates updateDaemonSetStatus, manage and rollingUpdate of pkg/controller/daemon/{daemon_controller,update}.go, v1.36.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { byAge, isUpdatedBy, placeNameOf } from "../../../../src/components/controllers/daemon-set/daemon-pods.ts";
import type { NodeCounts } from "../../../../src/components/controllers/daemon-set/daemon-status.ts";
import { nodeFit } from "../../../../src/components/controllers/daemon-set/node-fit.ts";
import { isPodAvailable, isPodReady } from "../../../../src/components/controllers/pod-availability.ts";
import type { DaemonSet } from "../../../../src/model/api/types/workload.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { daemonSetSurge, daemonSetUnavailable } from "../../../../src/model/rollout/daemon-set-rollout.ts";

/** All that a look goes by; the wanted revision has the hash `new`. */
export interface WholeWorld {
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly pods: readonly LivePod[];
  readonly nowUs: number;
}

/** Nodes that are to get a pod, and pods that are to go, by name. */
export interface Wanted {
  readonly create: readonly string[];
  readonly remove: readonly string[];
}

/** The pods of each node that has some, in order of the nodes' names. */
function podsByNode(pods: readonly LivePod[]): ReadonlyMap<string, readonly LivePod[]> {
  const byNode = new Map<string, LivePod[]>();
  for (const pod of pods) {
    const node = placeNameOf(pod);
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  }
  return new Map([...byNode].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function fitIn({ set }: WholeWorld, node: Node) {
  return nodeFit(set.spec?.template ?? {}, node);
}

function isAvailableIn({ set, nowUs }: WholeWorld, pod: LivePod): boolean {
  return isPodAvailable(pod, set.spec?.minReadySeconds ?? 0, nowUs);
}

/** The nodes counted, one after the other. */
export function wholeCounts(world: WholeWorld): NodeCounts {
  const byNode = podsByNode(world.pods);
  const firsts = world.nodes.map((node) => ({
    isWanted: fitIn(world, node).shouldRun,
    pod: byAge(byNode.get(node.metadata.name) ?? [])[0],
  }));
  const isUpdated = isUpdatedBy(world.set, "new");
  const there = firsts.flatMap(({ isWanted, pod }) => (isWanted && pod !== undefined ? [pod] : []));
  const desiredNumberScheduled = firsts.filter(({ isWanted }) => isWanted).length;
  const numberAvailable = there.filter((pod) => isAvailableIn(world, pod)).length;
  return {
    desiredNumberScheduled,
    currentNumberScheduled: there.length,
    numberMisscheduled: firsts.filter(({ isWanted, pod }) => !isWanted && pod !== undefined).length,
    numberReady: there.filter(isPodReady).length,
    updatedNumberScheduled: there.filter(isUpdated).length,
    numberAvailable,
    numberUnavailable: desiredNumberScheduled - numberAvailable,
  };
}

/** What is missing and surplus; none of the pods that failed is held back. */
export function wholeManage(world: WholeWorld): Wanted {
  const byNode = podsByNode(world.pods);
  const create: string[] = [];
  const remove: LivePod[] = [];
  for (const node of world.nodes) {
    const { shouldRun, mayStay } = fitIn(world, node);
    const pods = byNode.get(node.metadata.name);
    const staying = (pods ?? []).filter(({ deletion }) => deletion === undefined);
    if (shouldRun && pods === undefined) create.push(node.metadata.name);
    else if (!mayStay) remove.push(...staying);
    else {
      const running = staying.filter(({ phase }) => phase !== "Failed" && phase !== "Succeeded");
      remove.push(...staying.filter((pod) => !running.includes(pod)));
      if (!allowsSurge(world.set)) remove.push(...byAge(running).slice(1));
      else if (running.length > 1) remove.push(...surplusBesides(world, running));
      else if (running.length === 0 && shouldRun) create.push(node.metadata.name);
    }
  }
  const names = world.nodes.map(({ metadata }) => metadata.name);
  for (const [node, pods] of byNode) {
    if (!names.includes(node)) remove.push(...pods.filter(({ nodeName }) => nodeName === undefined));
  }
  return { create, remove: remove.map(({ name }) => name) };
}

function allowsSurge({ spec }: DaemonSet): boolean {
  const surge = daemonSetSurge({ type: "", ...spec?.updateStrategy }, 1);
  return surge.kind === "scaled" && surge.value > 0;
}

function surplusBesides(world: WholeWorld, running: readonly LivePod[]): readonly LivePod[] {
  const isNew = isUpdatedBy(world.set, "new");
  const sorted = byAge(running);
  const newest = sorted.find(isNew);
  const oldest = sorted.find((pod) => !isNew(pod));
  const others = sorted.filter((pod) => pod !== newest && pod !== oldest);
  if (newest === undefined || oldest === undefined) return others;
  return !isPodReady(oldest) || isAvailableIn(world, newest) ? [...others, oldest] : others;
}

/** New and old pods of the nodes that have some or should, as listed, and of those that are gone, by name. */
function sortedNodes(world: WholeWorld) {
  const byNode = podsByNode(world.pods);
  const isNew = isUpdatedBy(world.set, "new");
  const names = world.nodes.map(({ metadata }) => metadata.name);
  const known = world.nodes.filter((node) => byNode.has(node.metadata.name) || fitIn(world, node).shouldRun);
  const gone = [...byNode.keys()].filter((name) => !names.includes(name));
  return [...known.map(({ metadata }) => metadata.name), ...gone].map((name) => {
    const staying = (byNode.get(name) ?? []).filter(({ deletion }) => deletion === undefined);
    const fresh = staying.filter(isNew);
    const old = staying.filter((pod) => !isNew(pod));
    const node = world.nodes.find(({ metadata }) => metadata.name === name);
    return { name, node, fresh: fresh[0], old: old[0], isCrowded: fresh.length > 1 || old.length > 1 };
  });
}

/** What a rolling update takes next; undefined: it cannot be worked out. */
export function wholeUpdate(world: WholeWorld): Wanted | undefined {
  const strategy = { type: "", ...world.set.spec?.updateStrategy };
  const { desiredNumberScheduled: desired } = wholeCounts(world);
  const unavailable = daemonSetUnavailable(strategy, desired);
  const surge = daemonSetSurge(strategy, desired);
  if (unavailable.kind === "refused" || surge.kind === "refused") return undefined;
  if (surge.value > 0) return surging(world, surge.value, desired);
  return replacing(world, desired > 0 && unavailable.value === 0 ? 1 : unavailable.value);
}

function replacing(world: WholeWorld, maxUnavailable: number): Wanted {
  const broken: string[] = [];
  const candidates: string[] = [];
  let unavailable = 0;
  for (const { fresh, old, isCrowded } of sortedNodes(world)) {
    if (isCrowded || (fresh === undefined) === (old === undefined)) {
      unavailable += 1;
    } else if (fresh !== undefined) {
      if (!isAvailableIn(world, fresh)) unavailable += 1;
    } else if (!isAvailableIn(world, old!)) {
      broken.push(old!.name);
      unavailable += 1;
    } else if (unavailable < maxUnavailable) candidates.push(old!.name);
  }
  return { create: [], remove: [...broken, ...candidates.slice(0, Math.max(maxUnavailable - unavailable, 0))] };
}

function surging(world: WholeWorld, maxSurge: number, desired: number): Wanted | undefined {
  const found = {
    remove: [] as string[],
    misplaced: [] as string[],
    broken: [] as string[],
    candidates: [] as string[],
  };
  let surge = 0;
  let available = 0;
  for (const { name, node, fresh, old, isCrowded } of sortedNodes(world)) {
    if (isCrowded) {
      surge += 1;
      continue;
    }
    const counted = old ?? fresh;
    if (counted !== undefined && isAvailableIn(world, counted)) available += 1;
    if (old === undefined) continue;
    const isAvailable = isAvailableIn(world, old);
    if (fresh !== undefined) {
      if (isAvailableIn(world, fresh)) found.remove.push(old.name);
      else surge += 1;
    } else if (node === undefined) return undefined;
    else if (!fitIn(world, node).shouldRun) (isAvailable ? found.misplaced : found.remove).push(old.name);
    else if (!isAvailable) found.broken.push(name);
    else if (surge < maxSurge) found.candidates.push(name);
  }
  return {
    create: [...found.broken, ...found.candidates.slice(0, Math.max(maxSurge - surge, 0))],
    remove: [...found.remove, ...found.misplaced.slice(0, Math.max(available - desired, 0))],
  };
}
