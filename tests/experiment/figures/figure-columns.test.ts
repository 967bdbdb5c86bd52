// The columns of the table of all runs.

import { describe, expect, it } from "vitest";

import { figureColumn, figureColumns, HEADLINE_FIGURES } from "../../../src/experiment/figures/figure-columns.ts";
import { metricNamed } from "../../../src/metrics/metric-names.ts";
import { finishedRun } from "../made-runs.ts";

describe("the columns", () => {
  it("are all figures of all runs, headline ones first and in their order", () => {
    const runs = [
      [finishedRun(0, 0, { "plimsoll_pods_waiting value": 1, "kube_pod_status_unschedulable value": 1 })],
      [finishedRun(1, 0, { "plimsoll_pods_placed value": 1, "a_metric value": 2 })],
    ];
    expect(figureColumns(runs).map(({ key }) => key)).toEqual([
      "plimsoll_pods_placed value",
      "plimsoll_pods_waiting value",
      "a_metric value",
      "kube_pod_status_unschedulable value",
    ]);
  });

  it("have the metric's unit, and its label's where that says more", () => {
    const requests = "kube_pod_container_resource_requests{resource=cpu,unit=cores} value";
    expect(figureColumn(requests).unit).toBe("cores");
    expect(figureColumn("plimsoll_pod_stage_duration_seconds{stage=queue} p(50)").unit).toBe("seconds");
    expect(figureColumn("plimsoll_pod_stage_duration_seconds{stage=queue} count").unit).toBe("count");
  });

  it("say which direction is better, and of a count nothing", () => {
    expect(figureColumn("plimsoll_pods_placed value").better).toBe("higher");
    expect(figureColumn("scheduler_pod_scheduling_sli_duration_seconds p(99)").better).toBe("lower");
    expect(figureColumn("scheduler_pod_scheduling_sli_duration_seconds count").better).toBeNull();
    expect(figureColumn("plimsoll_requested_ratio{resource=cpu} value").better).toBeNull();
  });

  it("do not put the share of places for pods first", () => {
    expect(figureColumn("plimsoll_requested_ratio{resource=cpu} value").isHeadline).toBe(true);
    expect(figureColumn("plimsoll_requested_ratio{resource=pods} value").isHeadline).toBe(false);
  });

  it("put metrics first that there are", () => {
    expect(HEADLINE_FIGURES.filter(({ metric }) => metricNamed(metric) === undefined)).toEqual([]);
  });
});
