// Metrics from outside, from the spec to the status.

import { describe, expect, it } from "vitest";

import type { MetricTarget } from "../../../../src/model/api/types/autoscaling-v2.ts";
import type { ExternalMetricSample, MetricsAnswer } from "../../../../src/cluster/metrics-client.ts";
import { prepareExternalMetric } from "../../../../src/components/controllers/horizontal-pod-autoscaler/external-metric.ts";
import type { MetricProposal } from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-proposal.ts";
import { NO_METRICS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/no-metrics.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { pod } from "./small-autoscaling.ts";

const AROUND = {
  namespace: "shop",
  tolerances: { scaleDown: 0.1, scaleUp: 0.1 },
  settings: DEFAULT_SETTINGS,
  rules: {
    countsPodLevel: true,
    needsContainer: true,
    caps: { values: true, averages: true },
    writesMemoryInBinary: true,
  },
};

function proposed(target: MetricTarget, answer: MetricsAnswer<ExternalMetricSample>, labels?: string): MetricProposal {
  const metric =
    labels === undefined ? { name: "queue" } : { name: "queue", selector: { matchLabels: { name: labels } } };
  return prepareExternalMetric({ metric, target }, AROUND).propose({
    client: { ...NO_METRICS, externalMetric: () => answer },
    pods: () => [pod("web-1"), pod("web-2")],
    nowUs: () => 0,
    specReplicas: 2,
    statusReplicas: 2,
  });
}

const NINETY: MetricsAnswer<ExternalMetricSample> = {
  kind: "listed",
  samples: [
    { timestampUs: 0, valueMilli: 60_000 },
    { timestampUs: 0, valueMilli: 30_000 },
  ],
};

describe("a metric from outside", () => {
  it("proposes by the average of all its series", () => {
    expect(proposed({ averageValue: "30" }, NINETY, "orders")).toEqual({
      kind: "proposed",
      replicas: 3,
      name: "external metric queue(&LabelSelector{MatchLabels:map[string]string{name: orders,},MatchExpressions:[]LabelSelectorRequirement{},})",
      status: {
        type: "External",
        external: {
          metric: { name: "queue", selector: { matchLabels: { name: "orders" } } },
          current: { averageValue: "45" },
        },
      },
    });
  });

  it("proposes by their value", () => {
    expect(proposed({ value: "30" }, NINETY)).toMatchObject({
      replicas: 6,
      name: "external metric queue(nil)",
      status: { external: { metric: { name: "queue" }, current: { value: "90" } } },
    });
  });

  it("fails in its own words and in those of the whole", () => {
    const why = "unable to get external metric shop/queue/nil: no metrics returned from external metrics API";
    const none = { kind: "listed", samples: [] } as const;
    expect(proposed({ averageValue: "30" }, none)).toEqual({
      kind: "failed",
      reason: "FailedGetExternalMetric",
      message: why,
      error: `failed to get queue external metric value: failed to get queue external metric: ${why}`,
    });
    expect(proposed({ value: "30" }, none)).toMatchObject({
      error: `failed to get queue external metric value: failed to get external metric queue: ${why}`,
    });
    expect(proposed({}, NINETY)).toMatchObject({
      message: "invalid external metric source: neither a value target nor an average value target was set",
    });
  });
});
