// Spans of whole seconds as short texts: `90s`, `5m`, `1h`.

import { SECONDS_PER_HOUR, SECONDS_PER_MINUTE } from "../../model/time/civil-date.ts";

/** In the largest unit in which it is whole. */
export function spanText(seconds: number): string {
  if (seconds > 0 && seconds % SECONDS_PER_HOUR === 0) return `${seconds / SECONDS_PER_HOUR}h`;
  if (seconds > 0 && seconds % SECONDS_PER_MINUTE === 0) return `${seconds / SECONDS_PER_MINUTE}m`;
  return `${seconds}s`;
}
