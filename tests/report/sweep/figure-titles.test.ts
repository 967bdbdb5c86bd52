// What figures, factors and estimates are called.

import { describe, expect, it } from "vitest";

import { figureColumn } from "../../../src/experiment/figures/figure-columns.ts";

import {
  estimateText,
  factorTitle,
  figureAmount,
  figureTitle,
  reachText,
} from "../../../src/report/sweep/figure-titles.ts";

const INTERVAL = { estimate: 3.6, low: 3.4, high: 3.8, confidence: 0.95, count: 5, method: "t" } as const;
const ENDLESS = { ...INTERVAL, low: -Infinity, high: Infinity, count: 1, method: "none" } as const;

describe("the title of a figure", () => {
  it.each([
    ["scheduler_pod_scheduling_sli_duration_seconds p(99)", "scheduling latency p99"],
    ["plimsoll_requested_ratio{resource=cpu} value", "requested cpu"],
    ["plimsoll_requested_ratio{resource=alibabacloud.com/gpu-milli} value", "requested gpu-milli"],
    ["plimsoll_pods_waiting value", "pods waiting"],
    ["scheduler_pending_pods{queue=active} value", "pending pods active"],
    ["scheduler_preemption_victims mean", "preemption victims mean"],
    ["plimsoll_slo_missed_ratio{class=default,source=web,target=web} value", "SLO misses web"],
    [
      "http_request_duration_seconds{class=page,source=people,target=web} p(99)",
      "latency of answered requests page people web p99",
    ],
    ["plimsoll_autoscaler_replica_seconds{name=web,namespace=default} value", "replica time web"],
    ["plimsoll_autoscaler_replica_seconds{name=web,namespace=shop} value", "replica time web shop"],
  ])("says %s in few words", (key, title) => {
    expect(figureTitle(figureColumn(key))).toBe(title);
  });
});

describe("an estimate", () => {
  it("has half of its interval behind it", () => {
    expect(estimateText(INTERVAL, "seconds")).toBe("3.6s ±200ms");
    expect(estimateText({ ...INTERVAL, low: 3.6, high: 3.6 }, "pods")).toBe("3.6 ±0");
  });

  it("stands alone if its interval has no end, and is a dash if there is none", () => {
    expect(estimateText(ENDLESS, "seconds")).toBe("3.6s");
    expect(estimateText(null, "seconds")).toBe("–");
    expect(reachText(ENDLESS, "seconds")).toBe("–");
  });
});

describe("an amount of a figure", () => {
  it("has two decimals if it is a price", () => {
    expect(figureAmount(2.8, "currency/hour")).toBe("2.80");
    expect(figureAmount(0.0042, "currency/hour")).toBe("0.0042");
    expect(figureAmount(12_345.6, "currency")).toBe("12,346");
    expect(figureAmount(Number.NaN, "currency")).toBe("–");
    expect(figureAmount(0.5, "ratio")).toBe("50.0%");
  });
});

describe("the title of a factor", () => {
  it("is the last step of its path, unless another factor ends in it", () => {
    expect(factorTitle("cluster.nodePools[general].count", ["policy"])).toBe("count");
    expect(factorTitle('nodePools[0].labels["example.com/tier"]', [])).toBe("example.com/tier");
    expect(factorTitle("nodePools[a].count", ["nodePools[a].count", "nodePools[b].count"])).toBe("nodePools[a].count");
    expect(factorTitle("policy", ["policy"])).toBe("policy");
  });
});
