// What one node comes to for a DaemonSet: how it counts in the status, whether its pods are to be looked at, and where it stands
// in a rolling update. A state is a sum of flags, so that those of thousands of nodes are counted once and kept.
// Imitates what updateDaemonSetStatus, podsShouldBeOnNode and rollingUpdate of
// pkg/controller/daemon/{daemon_controller,update}.go ask of each node, v1.36.

import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import type { Node } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { isPodAvailable, isPodReady } from "../pod-availability.ts";
import { byAge, isPlaced } from "./daemon-pods.ts";
import { nodeFit, type NodeFit } from "./node-fit.ts";

/** The status: a pod should be there; one is; it is ready, available, of the wanted revision; one is where none should be. */
export const DESIRED = 1;
export const CURRENT = 2;
export const READY = 4;
export const AVAILABLE = 8;
export const UPDATED = 16;
export const MISSCHEDULED = 32;

/** Pods may be to be made or deleted. */
export const WORK = 64;

/** Of a rolling update: none of the pods serves, or it is not known which. */
export const UNAVAILABLE = 128;
/** One pod, of an old revision, that is available, or that is not; or one of an old revision beside a new one. */
export const REPLACEABLE = 256;
export const BROKEN = 512;
export const PAIRED = 1024;
/** Several pods of a kind, which is to be mended first. */
export const CROWDED = 2048;
/** The old pod, or the new one where there is none, is available. */
export const SERVED = 4096;

/** So many flags there are. */
export const FLAGS = 13;

/** What decides about a node beside the node and its pods. */
export interface PlaceRules {
  readonly template: PodTemplateSpec;
  readonly minReadySeconds: number;
  /** Of the wanted revision. */
  readonly isUpdated: (pod: LivePod) => boolean;
}

/** The flags of a node with the set's pods on it; `node` undefined: it is gone, and its pods are not. */
export function stateOf(rules: PlaceRules, node: Node | undefined, pods: readonly LivePod[], nowUs: number): number {
  if (node === undefined) return (pods.every(isPlaced) ? 0 : WORK) | updateState(rules, pods, nowUs);
  const fit = nodeFit(rules.template, node);
  const work = needsLook(fit, pods) ? WORK : 0;
  const update = fit.shouldRun || pods.length > 0 ? updateState(rules, pods, nowUs) : 0;
  return work | countedState(rules, fit, pods, nowUs) | update;
}

/**
 * Whether the order of the pods on the node decides anything: which of several is told of or deleted first. Elsewhere it is
 * their age, or there is one at most.
 */
export function isOrderOfConcern({ template }: PlaceRules, node: Node | undefined, pods: readonly LivePod[]): boolean {
  if (pods.length < 2) return false;
  if (node === undefined) return true;
  const staying = pods.filter(({ deletion }) => deletion === undefined);
  if (!nodeFit(template, node).mayStay) return staying.length > 1;
  return staying.filter((pod) => !isRunning(pod)).length > 1;
}

/** One pod that runs, where it may stay, is all right; so is one that is going, where another will come once it is gone. */
function needsLook({ shouldRun, mayStay }: NodeFit, pods: readonly LivePod[]): boolean {
  if (pods.length === 0) return shouldRun;
  let running = 0;
  for (const pod of pods) {
    if (pod.deletion !== undefined) continue;
    if (!mayStay || !isRunning(pod)) return true;
    running += 1;
  }
  return running > 1 || (running === 0 && shouldRun);
}

function isRunning({ phase }: LivePod): boolean {
  return phase !== "Failed" && phase !== "Succeeded";
}

/** Of several pods, the first by age stands for the node. */
function countedState(rules: PlaceRules, { shouldRun }: NodeFit, pods: readonly LivePod[], nowUs: number): number {
  const pod = byAge(pods)[0];
  if (!shouldRun) return pod === undefined ? 0 : MISSCHEDULED;
  if (pod === undefined) return DESIRED;
  return (
    DESIRED |
    CURRENT |
    (isPodReady(pod) ? READY : 0) |
    (isAvailable(rules, pod, nowUs) ? AVAILABLE : 0) |
    (rules.isUpdated(pod) ? UPDATED : 0)
  );
}

function updateState(rules: PlaceRules, pods: readonly LivePod[], nowUs: number): number {
  const sorted = sortedOut(pods, rules.isUpdated);
  if (sorted === undefined) return UNAVAILABLE | CROWDED;
  const { fresh, old } = sorted;
  const counted = old ?? fresh;
  if (counted === undefined) return UNAVAILABLE;
  const served = isAvailable(rules, counted, nowUs) ? SERVED : 0;
  if (old === undefined) return served === 0 ? UNAVAILABLE : SERVED;
  // With one of each, something is under way.
  if (fresh !== undefined) return UNAVAILABLE | PAIRED | served;
  return served === 0 ? UNAVAILABLE | BROKEN : REPLACEABLE | SERVED;
}

/** What of a node's pods matters to a rolling update; undefined: there is more than one of a kind. */
export type SortedPods = { readonly fresh: LivePod | undefined; readonly old: LivePod | undefined } | undefined;

/** Those of the wanted revision and others, without those that are going. */
export function sortedOut(pods: readonly LivePod[], isUpdated: (pod: LivePod) => boolean): SortedPods {
  let fresh: LivePod | undefined;
  let old: LivePod | undefined;
  for (const pod of pods) {
    if (pod.deletion !== undefined) continue;
    if (isUpdated(pod)) {
      if (fresh !== undefined) return undefined;
      fresh = pod;
    } else {
      if (old !== undefined) return undefined;
      old = pod;
    }
  }
  return { fresh, old };
}

function isAvailable({ minReadySeconds }: PlaceRules, pod: LivePod, nowUs: number): boolean {
  return isPodAvailable(pod, minReadySeconds, nowUs);
}
