// What a request to delete does to an object: it goes at once, or it is marked and goes when its time is over and nobody
// holds it by a finalizer any more.
// Imitates staging apiserver pkg/registry/rest/delete.go (BeforeDelete), pkg/registry/generic/registry/store.go and
// pkg/registry/core/pod/strategy.go (CheckGracefulDelete), v1.33 to v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import type { ObjectMeta } from "../api/types/object-meta.ts";
import { isTerminalPhase } from "../ranking/pod-phase.ts";

export type DeletionPropagation = "Background" | "Foreground" | "Orphan";

/** Keeps an owner until what it owns and what blocks it is gone. */
export const FOREGROUND_FINALIZER = "foregroundDeletion";
/** Keeps an owner until nothing names it as owner any more. */
export const ORPHAN_FINALIZER = "orphan";

const DEFAULT_GRACE_SECONDS = 30;

/** How the end of an object is asked for. */
export interface DeletionWish {
  /** Absent: as the object's finalizers say already. */
  readonly propagation?: DeletionPropagation;
  /** 0 for all kinds but pods. */
  readonly graceSeconds: number;
  /** The moment at which the grace is over, as the API writes it. */
  readonly deletionTimestamp: string;
}

export type DeletionOutcome =
  | { readonly kind: "removed" }
  /** It stays, marked like this. */
  | { readonly kind: "marked"; readonly metadata: ObjectMeta }
  /** It is on its way already, and no sooner for this. */
  | { readonly kind: "unchanged" };

/** What becomes of an object with this metadata. */
export function beginDeletion(metadata: ObjectMeta, wish: DeletionWish): DeletionOutcome {
  const finalizers = finalizersFor(metadata.finalizers ?? [], wish.propagation);
  if (metadata.deletionTimestamp !== undefined && !isSooner(metadata, wish)) {
    // What still has its grace is not asked about finalizers any more.
    return (metadata.deletionGracePeriodSeconds ?? 0) > 0 || sameTexts(finalizers, metadata.finalizers ?? [])
      ? { kind: "unchanged" }
      : { kind: "marked", metadata: withFinalizers(metadata, finalizers) };
  }
  if (finalizers.length === 0 && wish.graceSeconds === 0) return { kind: "removed" };
  const { generation = 0, deletionTimestamp } = metadata;
  const marked: ObjectMeta = {
    ...withFinalizers(metadata, finalizers),
    deletionTimestamp: wish.deletionTimestamp,
    deletionGracePeriodSeconds: wish.graceSeconds,
    ...(generation > 0 && deletionTimestamp === undefined ? { generation: generation + 1 } : {}),
  };
  return { kind: "marked", metadata: marked };
}

/** Whether an update that leaves the object like this is its end. */
export function isOver({ deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] }: ObjectMeta): boolean {
  return deletionTimestamp !== undefined && deletionGracePeriodSeconds === 0 && finalizers.length === 0;
}

/** How a pod's end was asked for. */
export interface PodDeletion {
  /** deletionTimestamp, µs: a whole second, by which it is to be gone. */
  readonly deadlineUs: number;
  /** deletionGracePeriodSeconds. */
  readonly graceSeconds: number;
}

/** What a pod's end depends on. */
export interface EndingPod {
  readonly nodeName: string | undefined;
  readonly phase: string;
  /** spec.terminationGracePeriodSeconds. */
  readonly ownGraceSeconds: number | undefined;
  /** Undefined: nobody has asked for its end yet. */
  readonly pending: PodDeletion | undefined;
}

/** The end that a pod has once a DELETE at `nowUs` asks for it; `askedSeconds` undefined: who asks does not say how long. */
export function podEnd(pod: EndingPod, askedSeconds: number | undefined, nowUs: number): PodDeletion {
  const seconds = askedSeconds !== undefined && askedSeconds < 0 ? 1 : askedSeconds;
  return endAsked(pod.pending, seconds, podGraceSeconds(pod, seconds), nowUs);
}

/** The end that is asked for at `nowUs`: the first with its own grace; then `pending` itself stays unless a shorter one is asked for. */
export function endAsked(
  pending: PodDeletion | undefined,
  askedSeconds: number | undefined,
  firstSeconds: number,
  nowUs: number,
): PodDeletion {
  if (pending === undefined) return firstEnd(firstSeconds, nowUs);
  return askedSeconds === undefined ? pending : shortenedEnd(pending, askedSeconds, nowUs);
}

/** An end that is asked for at `nowUs` for the first time. */
function firstEnd(graceSeconds: number, nowUs: number): PodDeletion {
  return { deadlineUs: wholeSecond(nowUs) + graceSeconds * US_PER_SECOND, graceSeconds };
}

/**
 * A pending end that is asked for once more: a shorter grace counts from the first asking on, and what would have been over by
 * then gets one second from now, unless it is to have none. One that is no shorter changes nothing: `pending` itself is returned.
 */
export function shortenedEnd(pending: PodDeletion, graceSeconds: number, nowUs: number): PodDeletion {
  if (graceSeconds >= pending.graceSeconds) return pending;
  const deadlineUs = pending.deadlineUs - (pending.graceSeconds - graceSeconds) * US_PER_SECOND;
  if (deadlineUs >= nowUs) return { deadlineUs, graceSeconds };
  return { deadlineUs: wholeSecond(nowUs), graceSeconds: Math.min(graceSeconds, 1) };
}

function wholeSecond(us: number): number {
  return Math.floor(us / US_PER_SECOND) * US_PER_SECOND;
}

/** The grace of a pod whose end is asked for the first time: none where nothing of it runs. */
function podGraceSeconds({ nodeName, phase, ownGraceSeconds }: EndingPod, askedSeconds: number | undefined): number {
  if (nodeName === undefined || nodeName === "" || isTerminalPhase(phase)) return 0;
  const seconds = askedSeconds ?? ownGraceSeconds ?? DEFAULT_GRACE_SECONDS;
  return seconds < 0 ? 1 : seconds;
}

function isSooner({ deletionGracePeriodSeconds = 0 }: ObjectMeta, { graceSeconds }: DeletionWish): boolean {
  return graceSeconds < deletionGracePeriodSeconds;
}

function finalizersFor(present: readonly string[], propagation: DeletionPropagation | undefined): readonly string[] {
  if (propagation === undefined) return present;
  const others = present.filter((finalizer) => finalizer !== FOREGROUND_FINALIZER && finalizer !== ORPHAN_FINALIZER);
  if (propagation === "Foreground") return [...others, FOREGROUND_FINALIZER];
  return propagation === "Orphan" ? [...others, ORPHAN_FINALIZER] : others;
}

function withFinalizers(metadata: ObjectMeta, finalizers: readonly string[]): ObjectMeta {
  const { finalizers: _, ...others } = metadata;
  return finalizers.length === 0 ? others : { ...others, finalizers: [...finalizers] };
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text) => right.includes(text));
}
