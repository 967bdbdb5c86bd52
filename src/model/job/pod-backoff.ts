// How long a Job waits before it makes a pod in the place of one that failed: 10 s after the first failure since the last
// success, and twice as long after each further one, up to 10 minutes. Moments are µs on one scale.
// Imitates pkg/controller/job/backoff_utils.go, v1.36.

/** What is remembered of a Job between looks. */
export interface PodFailures {
  /** Since the last success. */
  readonly count: number;
  /** When the last of them ended; absent while there is none. */
  readonly lastUs?: number;
}

export const NO_FAILURES: PodFailures = Object.freeze({ count: 0 });

const FIRST_DELAY_US = 10_000_000;
const LONGEST_DELAY_US = 600_000_000;

/** What is known after pods have succeeded and failed that were not counted before; by the moments when they ended. */
export function failuresAfter(
  before: PodFailures,
  succeededUs: readonly number[],
  failedUs: readonly number[],
): PodFailures {
  const counted = succeededUs.length === 0 ? failedUs : failedUs.filter((us) => us > maximum(succeededUs));
  if (succeededUs.length === 0 && failedUs.length === 0) return before;
  if (counted.length === 0) return NO_FAILURES;
  return { count: (succeededUs.length === 0 ? before.count : 0) + counted.length, lastUs: maximum(counted) };
}

/** How long until the next pod may come, µs; 0 for none. */
export function untilNextPodUs({ count, lastUs }: PodFailures, nowUs: number): number {
  if (count === 0 || lastUs === undefined) return 0;
  let delayUs = FIRST_DELAY_US;
  for (let failure = 1; failure < count && delayUs < LONGEST_DELAY_US; failure += 1) delayUs *= 2;
  return Math.max(0, Math.min(delayUs, LONGEST_DELAY_US) - (nowUs - lastUs));
}

function maximum(moments: readonly number[]): number {
  return moments.reduce((latest, us) => Math.max(latest, us), Number.NEGATIVE_INFINITY);
}
