// Counts of requests for tests: some latencies, and some that failed.

import { LatencyHistogram } from "../../../src/queueing/latency-histogram.ts";
import { REQUEST_FAILURES, type RequestCounts } from "../../../src/queueing/traffic-model.ts";

export interface Served {
  readonly latenciesUs: readonly number[];
  readonly timeout?: number;
  readonly refused?: number;
  /** Neither answered nor failed. */
  readonly waiting?: number;
}

export function countsOf({ latenciesUs, timeout = 0, refused = 0, waiting = 0 }: Served): RequestCounts {
  const latency = new LatencyHistogram();
  for (const us of latenciesUs) latency.record(us);
  const failed = new Float64Array(REQUEST_FAILURES.length);
  failed[REQUEST_FAILURES.indexOf("timeout")] = timeout;
  failed[REQUEST_FAILURES.indexOf("refused")] = refused;
  return { arrived: latenciesUs.length + timeout + refused + waiting, completed: latenciesUs.length, failed, latency };
}
