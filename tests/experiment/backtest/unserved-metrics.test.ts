// Metrics of which the autoscaler of a backtest sees nothing.

import { expect, it } from "vitest";

import type { PlannedMetrics } from "../../../src/environment/load/planned-metrics.ts";
import { unservedMetrics } from "../../../src/experiment/backtest/unserved-metrics.ts";

const SERVED: PlannedMetrics = {
  server: { resolutionUs: 15_000_000 },
  adapter: { intervalUs: 30_000_000, lagUs: 0 },
  pods: [{ name: "rps", figure: { kind: "requests-per-second" } }],
  objects: [],
  external: [],
};

function unserved(metrics: readonly object[], served: PlannedMetrics | undefined) {
  return unservedMetrics({ metadata: { name: "web" }, spec: { metrics } }, "default", served);
}

it("are those of resources where there is no metrics-server, said or by default", () => {
  const cpu = { type: "Resource", resource: { name: "cpu" } };
  const container = { type: "ContainerResource", containerResource: { name: "memory", container: "main" } };
  const none = { ...SERVED, server: null };
  expect(unserved([cpu], SERVED)).toEqual([]);
  expect(unserved([cpu], undefined)).toEqual([]);
  expect(unserved([cpu, container], none).map(({ metric }) => metric)).toEqual(["cpu", "memory"]);
  expect(unserved([], none)).toEqual([
    {
      metric: "cpu",
      because: "hpa/web scales on cpu, and there is no metrics-server (expected: spec.metrics.server other than none)",
    },
  ]);
});

it("are those that a selector asks for by labels that nothing has", () => {
  const asked = (metric: object) => unserved([{ type: "Pods", pods: { metric } }], SERVED);
  expect(asked({ name: "rps" })).toEqual([]);
  const [found] = asked({ name: "rps", selector: { matchLabels: { verb: "GET" } } });
  expect(found!.metric).toBe("rps");
  expect(found!.because).toContain("verb=GET, which chooses nothing of what is served under that name (expected: no");
});
