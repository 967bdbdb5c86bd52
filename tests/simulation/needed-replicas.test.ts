// How many replicas a load needs.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { loadOf } from "../../src/simulation/needed-replicas.ts";
import { CPU_AT_60, demandOf, loadWorld } from "./load-world.ts";

const END = moment(60_000_000);
const DEMAND = [demandOf([50, 120, 120], [0.7, 3, 3])];

function neededWith(metrics: string, demand = DEMAND) {
  const { autoscaler, plan, workloads } = loadWorld(metrics);
  return loadOf(autoscaler, plan, workloads, demand, END);
}

const metric = (type: string, rest: string): string => `[{ type: ${type}, ${rest} }]`;

describe("the replicas that a load needs", () => {
  it("are those among which its work lies at the target of the pods' requests, whatever the maximum is", () => {
    const { loadTargets, needed } = neededWith(CPU_AT_60);
    expect(loadTargets).toEqual(["service/default/web"]);
    expect(needed).toMatchObject({ unit: "pods", atSeconds: [0, 15, 60], value: [2, 9, 9] });
  });

  it("follow an average value of CPU, and the request of a container where only that is looked at", () => {
    const value = metric("Resource", "resource: { name: cpu, target: { type: AverageValue, averageValue: 250m } }");
    expect(neededWith(value).needed?.value).toEqual([3, 12, 12]);
    const target = "target: { type: Utilization, averageUtilization: 100 }";
    const only = (container: string): string =>
      metric("ContainerResource", `containerResource: { name: cpu, container: ${container}, ${target} }`);
    expect(neededWith(only("main")).needed?.value).toEqual([2, 6, 6]);
    expect(neededWith(only("proxy")).needed).toBeNull();
  });

  it("follow requests per second, and are the most of several metrics", () => {
    const rate =
      "{ type: Pods, pods: { metric: { name: http_requests }, target: { type: AverageValue, averageValue: 10 } } }";
    expect(neededWith(`[${rate}]`).needed?.value).toEqual([5, 12, 12]);
    expect(neededWith(`${CPU_AT_60.slice(0, -1)}, ${rate}]`).needed?.value).toEqual([5, 12, 12]);
  });

  it("are not known of metrics that requests do not tell", () => {
    const memory = metric(
      "Resource",
      "resource: { name: memory, target: { type: Utilization, averageUtilization: 60 } }",
    );
    expect(neededWith(memory).needed).toBeNull();
    const queue = metric(
      "External",
      "external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 10 } }",
    );
    expect(neededWith(queue).needed).toBeNull();
  });

  it("follow series of things outside the cluster, whether anybody asks anything of the pods or not", () => {
    const queue = metric(
      "External",
      "external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 10 } }",
    );
    const { autoscaler, plan, workloads } = loadWorld(queue);
    const metrics = {
      ...plan.metrics!,
      external: [
        {
          name: "queue",
          labels: {},
          value: { kind: "series", rate: [{ kind: "constant", settings: { rate: 55 } }] },
          position: { file: "s.yaml", line: 1, column: 1 },
        } as const,
      ],
    };
    const served = { ...plan, metrics };
    expect(loadOf(autoscaler, served, workloads, DEMAND, END).needed).toMatchObject({
      atSeconds: [0, 60],
      value: [6, 6],
    });
    const { load: _load, ...idle } = served;
    expect(loadOf(autoscaler, idle, workloads, [], END)).toMatchObject({ loadTargets: [], needed: { value: [6, 6] } });
  });

  it("are none of a workload that no load is aimed at", () => {
    const { autoscaler, plan, workloads } = loadWorld();
    const scaleTargetRef = { kind: "StatefulSet", name: "other" };
    const other = { ...autoscaler, spec: { ...autoscaler.spec, maxReplicas: 6, scaleTargetRef } };
    expect(loadOf(other, plan, workloads, DEMAND, END)).toEqual({ loadTargets: [], needed: null });
  });
});
