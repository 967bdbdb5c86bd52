// What metrics of objects and of things outside the cluster tell over time.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { MetricSpec } from "../../src/model/api/types/autoscaling-v2.ts";
import { toldSteps } from "../../src/simulation/told-steps.ts";

import { load } from "../scenario/memory-files.ts";
import { demandOf } from "./load-world.ts";

const SCENARIO = `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: told }
spec:
  horizon: 5m
  cluster: { nodePools: [{ name: m, count: 1, allocatable: { cpu: 4, memory: 8Gi } }] }
  workloads: [{ manifests: [web.yaml] }]
  load: [{ target: deployment/web, requestsPerSecond: 4, cpuPerRequest: 10ms }]
  metrics:
    objects:
      - { name: hits, object: Ingress/front, figure: requestsPerSecond, service: web }
      - { name: wait, object: Ingress/front, figure: waiting, service: web }
    external:
      - { name: queue, labels: { name: a }, series: { steps: { rates: [{ at: 0s, rate: 5 }, { at: 1m, rate: 40 }] } } }
      - { name: queue, labels: { name: b }, series: 7 }
`;
const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main, image: m }] } }
`;

const { plan, told } = load({ "s.yaml": SCENARIO, "web.yaml": WEB });
const PORTS = {
  metrics: plan!.metrics!,
  seed: plan!.seed,
  end: moment(300_000_000),
  demand: [demandOf([4, 6], [1, 1])],
};
const external = (metric: object): MetricSpec => ({ type: "External", external: { metric } });
const ofFront = (name: string): MetricSpec => ({
  type: "Object",
  object: { metric: { name }, describedObject: { kind: "Ingress", name: "front" } },
});

describe("what metrics tell", () => {
  it("is their series, or the rate of a service", () => {
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(toldSteps(external({ name: "queue", selector: { matchLabels: { name: "a" } } }), PORTS)).toEqual([
      { atSeconds: [0, 60], value: [5, 40] },
    ]);
    expect(toldSteps(ofFront("hits"), PORTS)).toEqual([{ atSeconds: [0, 15], value: [4, 6] }]);
  });

  it("is of all that the selector matches", () => {
    expect(toldSteps(external({ name: "queue" }), PORTS)).toHaveLength(2);
    const matchExpressions = [{ key: "name", operator: "NotIn", values: ["a"] }];
    expect(toldSteps(external({ name: "queue", selector: { matchExpressions } }), PORTS)).toEqual([
      { atSeconds: [0], value: [7] },
    ]);
  });

  it("is not known where it follows from what the pods do, or where nobody tells it", () => {
    expect(toldSteps(ofFront("wait"), PORTS)).toBeUndefined();
    expect(toldSteps(external({ name: "other" }), PORTS)).toBeUndefined();
  });
});
