// When pods that were bound before the run began had started. Their clock is another cluster's: what counts is who started
// before whom, and that all of them did before any pod of the run. So the latest start is taken for the second before it.
// Read by preemption, which spares pods that have run for longer.

import { US_PER_SECOND } from "../base/time.ts";

import type { Pod } from "../model/objects.ts";
import { parseTime } from "../model/time/timestamp.ts";

/** status.startTime of each pod in µs of simulated time, below 0; undefined where the kubelet has not said. */
export function boundStartsUs(pods: readonly Pod[]): readonly (number | undefined)[] {
  const seconds = pods.map(({ status }) => startSecond(status?.startTime));
  const latest = seconds.reduce<number>((most, second) => Math.max(most, second ?? most), -Infinity);
  return seconds.map((second) => (second === undefined ? undefined : (second - latest - 1) * US_PER_SECOND));
}

/** A time that cannot be read was refused when the object was decoded. */
function startSecond(text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : parseTime(text);
  return time?.kind === "parsed" ? time.timestamp.epochSecond : undefined;
}
