// Where the explanation of a pod begins if the run has left states behind: at the latest from which on all that is told of the
// pod happens again.

import type { Snapshot } from "../../base/snapshot.ts";
import type { SimTime } from "../../base/time.ts";

import type { PodFate, SavedRun } from "../saved-run.ts";
import type { PodKey } from "./asked-pod.ts";

/** From which state to go on, by its number, until when, and what is known of the pod already. */
export interface Resumption {
  readonly checkpoint: number;
  readonly until: SimTime;
  readonly fate: PodFate;
}

/** A run that left states behind: all but the states themselves. */
export type ResumableRun = Omit<SavedRun, "checkpoints"> & { readonly checkpointsAtUs: readonly SimTime[] };

/** A saved run that was read: its states are unpacked as they are asked for. */
export interface ReadRun {
  readonly run: ResumableRun;
  /** The state at the checkpoint of that number. */
  readonly stateAt: (checkpoint: number) => Snapshot;
}

/** Which of the pods is meant at the end of the run: the first that waits, or else the first of all; and how many wait. */
export function chosenFate(
  { fates }: ResumableRun,
  pods: readonly PodKey[],
): { readonly fate: PodFate; readonly waiting: number } | undefined {
  const byKey = new Map(fates.map((fate) => [fate.key, fate]));
  const asked = pods.map(({ namespace, name }) => byKey.get(`${namespace}/${name}`));
  const waiting = asked.filter((fate) => fate?.isWaiting === true);
  const fate = waiting[0] ?? asked[0];
  return fate === undefined ? undefined : { fate, waiting: waiting.length };
}

/**
 * Undefined if no state helps. At the end of the run a pod that waits is asked about there, and one that is placed when it
 * was; at another moment all its attempts have to happen again.
 */
export function resumptionOf(run: ResumableRun, fate: PodFate, atUs: SimTime | undefined): Resumption | undefined {
  const { checkpointsAtUs, endedAt } = run;
  const attempted = fate.attemptedAtUs;
  const asksEnd = atUs === undefined || atUs >= endedAt;
  if (asksEnd && fate.isWaiting) {
    return fate.hasPreempted ? undefined : { checkpoint: checkpointsAtUs.length - 1, until: endedAt, fate };
  }
  if (attempted === null) return undefined;
  const until = asksEnd ? (attempted.last as SimTime) : atUs;
  const before = Math.min(until, attempted.first);
  const checkpoint = checkpointsAtUs.findLastIndex((at) => at < before);
  return checkpoint === -1 ? undefined : { checkpoint, until, fate };
}
