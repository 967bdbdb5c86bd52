// What became of a cluster in motion: the part of a run that the reference and plimsoll must agree on, to the microsecond.

import { Fingerprint } from "../../../src/base/hash.ts";

/** One pod; moments in µs, null: did not come. */
export interface MotionPodRecord {
  readonly pod: string;
  /** Name of the node that it was placed on. */
  readonly node: string | null;
  readonly createdAtUs: number;
  readonly boundAtUs: number | null;
  readonly startedAtUs: number | null;
  /** When its condition Ready changed last, and to what. */
  readonly readyChangedAtUs: number | null;
  readonly isReady: boolean;
  /** When its deletion was asked for first. */
  readonly deletionAtUs: number | null;
  /** When its containers had ended, or it was gone. */
  readonly overAtUs: number | null;
}

export interface MotionRecord {
  /** In order of creation. */
  readonly pods: readonly MotionPodRecord[];
  /** Pods that were asked to go because of a taint. */
  readonly evictions: number;
  /** Ready endpoints by Service, and budgets by name as `healthy/desired/allowed/expected`; in order of names. */
  readonly endpoints: readonly (readonly [service: string, ready: number])[];
  readonly budgets: readonly (readonly [budget: string, counts: string])[];
}

export function digestMotion({ pods, evictions, endpoints, budgets }: MotionRecord): string {
  const fingerprint = new Fingerprint();
  for (const pod of pods) fingerprint.addText(Object.values(pod).join(" "));
  for (const [service, ready] of endpoints) fingerprint.addText(`${service} ${ready}`);
  for (const [budget, counts] of budgets) fingerprint.addText(`${budget} ${counts}`);
  return `${pods.length} pods, ${evictions} evictions, ${fingerprint.hex()}`;
}

/** In order of names. */
export function byName<Value>(entries: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return entries.toSorted(([left], [right]) => (left < right ? -1 : 1));
}
