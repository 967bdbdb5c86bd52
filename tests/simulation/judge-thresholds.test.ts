// Promises, judged by what was measured.

import { describe, expect, it } from "vitest";

import { measuredDistribution, type Measurement } from "../../src/metrics/measurement.ts";
import type { Threshold } from "../../src/metrics/threshold.ts";
import { parseThreshold } from "../../src/scenario/threshold-text.ts";
import { judgeThreshold } from "../../src/simulation/judge-thresholds.ts";

const SLI = "scheduler_pod_scheduling_sli_duration_seconds";
const ATTEMPT = "scheduler_scheduling_attempt_duration_seconds";
const MEASURED: readonly Measurement[] = [
  measuredDistribution(SLI, {}, [4, 1, 3, 2]),
  measuredDistribution(ATTEMPT, { result: "scheduled" }, [0.1, 0.2]),
  measuredDistribution(ATTEMPT, { result: "unschedulable" }, [0.9]),
  { kind: "gauge", name: "scheduler_pending_pods", labels: { queue: "active" }, value: 2 },
  { kind: "gauge", name: "scheduler_pending_pods", labels: { queue: "unschedulable" }, value: 5 },
];

function promise(text: string): Threshold {
  const parsed = parseThreshold(text);
  if ("kind" in parsed) throw new Error(`${text}: ${parsed.message}`);
  return parsed;
}

describe("a threshold", () => {
  it.each([
    [`${SLI} p(50) <= 2`, 2, true],
    [`${SLI} p(75) < 3`, 3, false],
    [`${SLI} max < 5`, 4, true],
    [`${SLI} min >= 1`, 1, true],
    [`${SLI} mean == 2.5`, 2.5, true],
    [`${SLI} count != 4`, 4, false],
    [`${ATTEMPT}{result=scheduled} max < 0.5`, 0.2, true],
    [`${ATTEMPT} max > 0.5`, 0.9, true],
    ["pending_pods{queue=unschedulable} value == 5", 5, true],
    ["scheduler_pending_pods value < 7", 7, false],
  ])("%s is judged by %d", (text, observed, passed) => {
    expect(judgeThreshold(promise(text), MEASURED)).toMatchObject({ threshold: text, observed, passed });
  });

  it("on the figures of a distribution without values is not kept", () => {
    expect(judgeThreshold(promise(`${SLI} p(99) < 5`), [])).toMatchObject({ observed: null, passed: false });
  });

  it("on a count of nothing counts nothing", () => {
    expect(judgeThreshold(promise(`${SLI} count == 0`), [])).toMatchObject({ observed: 0, passed: true });
    expect(judgeThreshold(promise("pending_pods value == 0"), [])).toMatchObject({ observed: 0, passed: true });
  });

  it.each([
    [`${SLI} max < 5`, "seconds"],
    [`${SLI} count < 5`, "count"],
    ["kube_node_status_allocatable{resource=memory,unit=bytes} value > 5", "bytes"],
  ])("%s is about %s", (text, unit) => {
    expect(judgeThreshold(promise(text), MEASURED)).toMatchObject({ unit });
  });

  it("on a share of a resource that there is not is not kept", () => {
    const share = "plimsoll_requested_ratio{resource=gpuu} value < 0.9";
    expect(judgeThreshold(promise(share), MEASURED)).toMatchObject({ observed: null, passed: false });
  });

  describe("on workloads", () => {
    const gauge = (metric: string, kind: string, name: string, value: number): Measurement => {
      return { kind: "gauge", name: `plimsoll_workload_${metric}`, labels: { kind, namespace: "shop", name }, value };
    };
    const measured = [
      gauge("replicas_missing", "StatefulSet", "db", 1),
      gauge("replicas_missing", "Service", "db", 1),
      gauge("replicas_missing", "Service", "loose", 4),
      gauge("replicas_missing", "Deployment", "web", 2),
      gauge("longest_outage_seconds", "StatefulSet", "db", 1751),
      gauge("longest_outage_seconds", "Service", "db", 1751),
      gauge("longest_outage_seconds", "Deployment", "web", 321),
    ];

    it.each([
      ["plimsoll_workload_replicas_missing value <= 3", 3],
      ["plimsoll_workload_replicas_missing{name=db} value <= 1", 1],
      ["plimsoll_workload_replicas_missing{kind=Service} value <= 5", 5],
      ["plimsoll_workload_replicas_missing{name=loose} value <= 4", 4],
      ["plimsoll_workload_longest_outage_seconds value <= 1751", 1751],
      ["plimsoll_workload_longest_outage_seconds{kind=Deployment} value <= 321", 321],
    ])("%s counts no Service beside its workloads, and takes the longest", (text, observed) => {
      expect(judgeThreshold(promise(text), measured)).toMatchObject({ observed, passed: true });
    });

    it("that never came is not kept", () => {
      const text = "plimsoll_workload_replicas_missing{name=late} value == 0";
      expect(judgeThreshold(promise(text), measured)).toMatchObject({ observed: null, passed: false });
    });
  });

  it("carries the unit of its metric", () => {
    expect(judgeThreshold(promise(`${SLI} max < 5`), MEASURED).unit).toBe("seconds");
    expect(judgeThreshold(promise("pending_pods value < 9"), MEASURED).unit).toBe("pods");
  });
});
