// Autoscalers that all change their targets' size at once, faster than their controller may post events: what is counted and told of
// changes of size does not depend on when the API gets an event, or whether it does.

import { describe, expect, it } from "vitest";

import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { load } from "../scenario/memory-files.ts";

const AUTOSCALERS = 110;

function objectsOf(name: string): readonly object[] {
  const container = { name: "main", image: "web", resources: { requests: { cpu: "500m" } } };
  const template = { metadata: { labels: { app: name } }, spec: { containers: [container] } };
  const target = { type: "Utilization", averageUtilization: 60 };
  const metrics = [{ type: "Resource", resource: { name: "cpu", target } }];
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name },
      spec: { replicas: 2, selector: { matchLabels: { app: name } }, template },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ port: 80 }] },
    },
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name },
      spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 20, metrics },
    },
  ];
}

const names = Array.from({ length: AUTOSCALERS }, (_, index) => `web-${index}`);

const SCENARIO = {
  apiVersion: "plimsoll/v1alpha1",
  kind: "Scenario",
  metadata: { name: "many" },
  spec: {
    controllers: "simulated",
    loadMode: "intervals",
    horizon: "9m",
    cluster: { nodePools: [{ name: "m", count: AUTOSCALERS / 2, allocatable: { cpu: 16, memory: "64Gi" } }] },
    workloads: [{ manifests: ["objects.json"] }],
    load: names.map((name) => ({
      target: `service/${name}`,
      requestsPerSecond: {
        steps: {
          rates: [
            { at: "0s", rate: 40 },
            { at: "6m", rate: 150 },
          ],
        },
      },
      cpuPerRequest: "12ms",
    })),
  },
};

describe("many autoscalers at once", () => {
  it("change the size of their targets as often as they are said to, each time with its reason", () => {
    const objects = { apiVersion: "v1", kind: "List", items: names.flatMap(objectsOf) };
    const { plan, errors } = load({ "s.yaml": JSON.stringify(SCENARIO), "objects.json": JSON.stringify(objects) });
    expect(errors).toEqual([]);
    const autoscalers = runSimulation(plan!).motion!.autoscalers!;
    expect(autoscalers.length).toBe(AUTOSCALERS);
    for (const { name, asked, rescales, rescaleCount } of autoscalers) {
      const sizes = asked!.value.filter((value, index, all) => value !== all[index - 1]);
      expect([name, ...rescales.map(({ to }) => to)]).toEqual([name, ...sizes.slice(1)]);
      expect(rescales.map(({ from }) => from)).toEqual(sizes.slice(0, -1));
      expect(rescales.filter(({ reason }) => !/above target|below target|^the event gives none/.test(reason))).toEqual(
        [],
      );
      expect(rescaleCount).toBe(rescales.length);
    }
  });
});
