// How autoscalers followed the load, kept of a run.

import { expect, it } from "vitest";

import { scalingSeries } from "../../../src/experiment/execution/scaling-series.ts";

const at = Array.from({ length: 1000 }, (_, place) => place * 15);
const step = (name: string) => ({ name, labels: {}, unit: "pods", atSeconds: [0, 100 / 3], value: [2, 3] });
const source = {
  source: "people",
  atSeconds: at,
  requestsPerSecond: at.map(() => 20),
  errorsPerSecond: at.map(() => 0),
  p95Seconds: at.map((_, place) => (place === 0 ? null : 0.1)),
};
const motion = {
  autoscalers: [
    {
      current: step("hpa_current_replicas"),
      desired: step("hpa_desired_replicas"),
      needed: step("hpa_needed_replicas"),
      metrics: [{ seen: step("hpa_metric") }],
    },
  ],
  load: { series: [source] },
};

it("replicas, what was needed and told, requests and latency are kept, in few points", () => {
  const series = scalingSeries({ motion });
  expect(series.map(({ name, labels }) => [name, labels])).toEqual([
    ["hpa_current_replicas", {}],
    ["hpa_desired_replicas", {}],
    ["hpa_needed_replicas", {}],
    ["hpa_metric", {}],
    ["http_requests_per_second", { source: "people" }],
    ["http_request_p95_seconds", { source: "people" }],
  ]);
  expect(series[0]!.atSeconds).toEqual([0, 33.3333]);
  expect(series[4]!.value.length).toBeLessThanOrEqual(240);
  expect(series[5]!.atSeconds[0]).toBe(15);
});

it("nothing is kept where no autoscaler met any load", () => {
  expect(scalingSeries({})).toEqual([]);
  expect(scalingSeries({ motion: { ...motion, autoscalers: [] } })).toEqual([]);
  const unknown = { ...motion.autoscalers[0]!, needed: null };
  const names = scalingSeries({ motion: { ...motion, autoscalers: [unknown] } }).map(({ name }) => name);
  expect(names).not.toContain("hpa_needed_replicas");
});
