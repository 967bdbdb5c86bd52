// What became of a pod: the part of a run that the reference and plimsoll must agree on, to the microsecond.

import { Fingerprint } from "../../src/base/hash.ts";

export interface PodRecord {
  /** `namespace/name`. */
  readonly pod: string;
  /** Name of the node that it held room on last; null: none so far. */
  readonly node: string | null;
  readonly attempts: number;
  /** Moments in µs; null: did not come. */
  readonly assumedAtUs: number | null;
  readonly boundAtUs: number | null;
  readonly startedAtUs: number | null;
  readonly endedAtUs: number | null;
}

/** A digest of the first `count` records (all of them if it is left out), in order of creation. */
export function digestRecords(records: readonly PodRecord[], count = records.length): string {
  const fingerprint = new Fingerprint();
  for (const record of records.slice(0, count)) fingerprint.addText(Object.values(record).join(" "));
  return `${Math.min(count, records.length)} pods ${fingerprint.hex()}`;
}
