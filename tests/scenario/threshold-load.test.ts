// Promises on requests and autoscalers, held against the load and the autoscalers that a scenario has.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: c, image: c, resources: { requests: { cpu: 100m } } }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: front, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 3
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]
`;

const LOAD = `  load: [{ target: deployment/web, namespace: shop, requestsPerSecond: 5, cpuPerRequest: 10ms, slo: 300ms }]
`;

function errorsOf(promise: string, loaded = LOAD): readonly { readonly message: string; readonly expected?: string }[] {
  const spec = `  controllers: simulated
  horizon: 5m
  workloads: [{ manifests: [web.yaml] }]
${loaded}  thresholds: ['${promise} value < 1']
`;
  return load({ "s.yaml": scenario(spec), "web.yaml": WEB }).errors;
}

describe("a promise on requests", () => {
  it.each(["", "{target=web}", "{source=web}", "{target=web,class=default}"])(
    "with the labels %s has what it names",
    (labels) => {
      expect(errorsOf(`plimsoll_slo_missed_ratio${labels}`)).toEqual([]);
    },
  );

  it.each([
    ["http_requests_failed_ratio{target=wbe}", "the scenario has no load with target=wbe", "one of web"],
    [
      "http_requests_total{source=web,class=gold}",
      "the scenario has no load with class=gold among those with source=web",
    ],
  ])("that never come is a mistake: %s", (promise, message, expected = "one of default") => {
    expect(errorsOf(promise)).toMatchObject([{ message, expected }]);
  });

  it("of which nothing is promised, or of a scenario without load, is a mistake", () => {
    const unpromised = LOAD.replace(", slo: 300ms", "");
    expect(errorsOf("plimsoll_slo_missed_ratio{target=web}", unpromised)).toMatchObject([
      {
        message: "plimsoll_slo_missed_ratio: of none of these requests it is said how long they may take",
        expected: "an slo at their load: slo: 300ms",
      },
    ]);
    expect(errorsOf("http_requests_failed_total", "")).toMatchObject([
      { message: "http_requests_failed_total is measured where requests come", expected: "spec.load" },
    ]);
  });
});

describe("a promise on autoscalers", () => {
  it.each(["", "{name=front}", "{namespace=shop,name=front}"])("with the labels %s has what it names", (labels) => {
    expect(errorsOf(`plimsoll_autoscaler_rescales_total${labels}`)).toEqual([]);
  });

  it("that there are not is a mistake, with the nearest name", () => {
    expect(errorsOf("plimsoll_autoscaler_at_maximum_seconds{name=frnt}")).toMatchObject([
      { message: "the scenario has no autoscaler with name=frnt", expected: "one of front", suggestion: "front" },
    ]);
  });
});
