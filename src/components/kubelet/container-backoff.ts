// How long a kubelet waits before it tries again: to start a container that ended, or to pull an image that failed.
// Pure rules: an entry is what the kubelet remembers of one container or one image of a pod.
// Imitates staging client-go util/flowcontrol/backoff.go, pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff) and
// pkg/kubelet/images/image_manager.go, v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

/** Spans in µs. */
export interface BackoffLaw {
  readonly initialUs: number;
  readonly maxUs: number;
  /** An entry is void once it has not been touched for longer than this. */
  readonly expiresAfterUs: number;
}

export interface BackoffEntry {
  readonly delayUs: number;
  readonly updatedAtUs: number;
}

const INITIAL_US = 10 * US_PER_SECOND;
const MAX_US = 300 * US_PER_SECOND;
const RESET_AFTER_US = 600 * US_PER_SECOND;

/** Of containers that end (CrashLoopBackOff), by default. */
export const CRASH_LOOP_BACKOFF: BackoffLaw = Object.freeze({
  initialUs: INITIAL_US,
  maxUs: MAX_US,
  expiresAfterUs: RESET_AFTER_US,
});

/** Of images (ImagePullBackOff): void after twice the longest delay. */
export const IMAGE_PULL_BACKOFF: BackoffLaw = imagePullBackoff(INITIAL_US, MAX_US);

export function imagePullBackoff(initialUs: number, maxUs: number): BackoffLaw {
  return { initialUs, maxUs, expiresAfterUs: 2 * maxUs };
}

/** When a container that ended at `finishedAtUs` may start again: at once, or later. No entry: it has not ended before. */
export function restartableAtUs(entry: BackoffEntry | undefined, finishedAtUs: number, law: BackoffLaw): number {
  if (entry === undefined || hasExpired(entry, finishedAtUs, law)) return finishedAtUs;
  return finishedAtUs + entry.delayUs;
}

/** When an image that failed may be pulled again; the first moment for one that has not. */
export function pullableAtUs(entry: BackoffEntry | undefined): number {
  return entry === undefined ? 0 : entry.updatedAtUs + entry.delayUs;
}

/**
 * The entry after a start (`eventUs`: when the container had ended) or after a pull that failed (`eventUs`: now): its delay
 * is the next to wait.
 */
export function advancedBackoff(
  entry: BackoffEntry | undefined,
  eventUs: number,
  nowUs: number,
  law: BackoffLaw,
): BackoffEntry {
  const isFresh = entry === undefined || hasExpired(entry, eventUs, law);
  return { delayUs: isFresh ? law.initialUs : Math.min(entry.delayUs * 2, law.maxUs), updatedAtUs: nowUs };
}

/** True of an entry that is collected: it says nothing any more. */
export function hasExpired({ updatedAtUs }: BackoffEntry, eventUs: number, { expiresAfterUs }: BackoffLaw): boolean {
  return eventUs - updatedAtUs > expiresAfterUs;
}
