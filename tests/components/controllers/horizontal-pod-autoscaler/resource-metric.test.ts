// Metrics of resources, from the spec to the status.

import { describe, expect, it } from "vitest";

import type { MetricTarget } from "../../../../src/model/api/types/autoscaling-v2.ts";
import type { MetricsAnswer, PodUsageSample } from "../../../../src/cluster/metrics-client.ts";
import type { MetricProposal } from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-proposal.ts";
import { NO_METRICS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/no-metrics.ts";
import { prepareResourceMetric } from "../../../../src/components/controllers/horizontal-pod-autoscaler/resource-metric.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { cpuSample, pod, selector } from "./small-autoscaling.ts";

const RULES = {
  countsPodLevel: true,
  needsContainer: true,
  caps: { values: true, averages: true },
  writesMemoryInBinary: true,
};
const AROUND = {
  namespace: "default",
  tolerances: { scaleDown: 0.1, scaleUp: 0.1 },
  settings: DEFAULT_SETTINGS,
  rules: RULES,
};

function proposed(
  measured: { readonly name: string; readonly container?: string; readonly target: MetricTarget },
  answer: MetricsAnswer<PodUsageSample>,
): MetricProposal {
  const metric = prepareResourceMetric(measured, selector("app=web"), AROUND);
  return metric.propose({
    client: { ...NO_METRICS, podUsage: () => answer },
    pods: () => [pod("web-1"), pod("web-2")],
    nowUs: () => 0,
    specReplicas: 2,
    statusReplicas: 2,
  });
}

const BUSY: MetricsAnswer<PodUsageSample> = {
  kind: "listed",
  samples: [cpuSample("web-1", 100), cpuSample("web-2", 101)],
};

describe("a metric of a resource", () => {
  it("proposes by utilisation", () => {
    expect(proposed({ name: "cpu", target: { averageUtilization: 50 } }, BUSY)).toEqual({
      kind: "proposed",
      replicas: 4,
      name: "cpu resource utilization (percentage of request)",
      status: {
        type: "Resource",
        resource: { name: "cpu", current: { averageUtilization: 100, averageValue: "100m" } },
      },
    });
  });

  it("proposes by an average of one container", () => {
    const target = { averageValue: "25m", averageUtilization: 50 };
    expect(proposed({ name: "cpu", container: "main", target }, BUSY)).toEqual({
      kind: "proposed",
      replicas: 8,
      name: "cpu resource",
      status: {
        type: "ContainerResource",
        containerResource: { name: "cpu", container: "main", current: { averageValue: "100m" } },
      },
    });
  });

  it("fails in its own words and in those of the whole", () => {
    const why = "unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: down";
    expect(proposed({ name: "cpu", target: { averageUtilization: 50 } }, { kind: "failed", message: "down" })).toEqual({
      kind: "failed",
      reason: "FailedGetResourceMetric",
      message: `failed to get cpu utilization: ${why}`,
      error: `failed to get cpu resource metric value: failed to get cpu utilization: ${why}`,
    });
    expect(proposed({ name: "cpu", container: "main", target: {} }, BUSY)).toMatchObject({
      reason: "FailedGetContainerResourceMetric",
      error:
        "failed to get main container metric value: invalid resource metric source: neither an average utilization target nor an average value (usage) target was set",
    });
  });

  it("is the very same proposal while nothing of it changes", () => {
    const metric = prepareResourceMetric(
      { name: "cpu", target: { averageUtilization: 50 } },
      selector("app=web"),
      AROUND,
    );
    const pods = [pod("web-1"), pod("web-2")];
    const look = (answer: MetricsAnswer<PodUsageSample>) =>
      metric.propose({
        client: { ...NO_METRICS, podUsage: () => answer },
        pods: () => pods,
        nowUs: () => 0,
        specReplicas: 2,
        statusReplicas: 2,
      });
    const first = look(BUSY);
    expect(look(BUSY)).toBe(first);
    expect(look({ kind: "listed", samples: [cpuSample("web-1", 20), cpuSample("web-2", 20)] })).not.toEqual(first);
    expect(look(BUSY)).toEqual(first);
  });
});
