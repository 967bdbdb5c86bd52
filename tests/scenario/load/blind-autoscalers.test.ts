// Autoscalers that would see nothing are told with their line, with what would make them see.

import { describe, expect, it } from "vitest";

import { load, POOL, scenario } from "../memory-files.ts";

const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { ANNOTATIONS } }
    spec: { containers: [{ name: app, image: i, resources: { requests: { cpu: 100m, memory: 1Mi } } }] }
---
apiVersion: v1
kind: Service
metadata: { name: front }
spec: { ports: [{ port: 80 }], selector: { app: web } }
`;

const hpa = (metrics: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 9${metrics} }
`;

const onResource = (name: string) =>
  `, metrics: [{ type: Resource, resource: { name: ${name}, target: { type: Utilization, averageUtilization: 50 } } }]`;
const onPods = (name: string) =>
  `, metrics: [{ type: Pods, pods: { metric: { name: ${name} }, target: { type: AverageValue, averageValue: 9 } } }]`;

function told(metrics: string, { annotations = "", spec = "" } = {}): readonly (readonly unknown[])[] {
  const { told: all } = load({
    "s.yaml": scenario(
      `  horizon: 1h\n  controllers: simulated\n  workloads:\n    - manifests: [web.yaml, hpa.yaml]\n${spec}`,
      POOL,
    ),
    "web.yaml": WORKLOAD.replace("ANNOTATIONS", annotations),
    "hpa.yaml": hpa(metrics),
  });
  return all
    .filter(({ code }) => code === "unknown-use" || code === "unserved-metric")
    .map(({ message, expected, suggestion, position }) => [
      message,
      suggestion ?? expected,
      position === undefined ? "" : `${position.file}:${position.line}`,
    ]);
}

const LOADED = "  load:\n    - { target: TARGET, requestsPerSecond: 10, cpu: 10ms }\n";

describe("an autoscaler of a resource", () => {
  it.each(["", onResource("cpu")])("is told of where nothing says what its pods use%s", (metrics) => {
    expect(told(metrics)).toEqual([
      [
        "hpa/web scales on cpu, and nothing says how much the pods of deployment/web use: none",
        "plimsoll/cpu-use in its template, or deployment/web under spec.load",
        "hpa.yaml:1",
      ],
    ]);
    expect(told(onResource("memory"))[0]).toEqual([
      "hpa/web scales on memory, and nothing says how much the pods of deployment/web use: what they request",
      "plimsoll/memory-use in its template",
      "hpa.yaml:1",
    ]);
  });

  it("sees what an annotation says", () => {
    expect(told("", { annotations: "plimsoll/cpu-use.app: 20m" })).toEqual([]);
    expect(told(onResource("memory"), { annotations: "plimsoll/memory-use: 1Mi" })).toEqual([]);
  });

  it.each(["service/front", "deployment/web"])("sees the load of %s", (target) => {
    expect(told("", { spec: LOADED.replace("TARGET", target) })).toEqual([]);
  });

  it("sees nothing without a metrics-server", () => {
    const spec = `${LOADED.replace("TARGET", "service/front")}  metrics: { server: none }\n`;
    expect(told("", { spec })).toEqual([
      ["hpa/web scales on cpu, and there is no metrics-server", "spec.metrics.server other than none", "hpa.yaml:1"],
    ]);
  });
});

describe("an autoscaler of a metric", () => {
  const spec = `${LOADED.replace("TARGET", "service/front")}  metrics: { pods: { rps: requestsPerSecond } }\n`;

  it("is told of where nobody serves it, with the nearest name", () => {
    expect(told(onPods("rpm"), { spec })).toEqual([
      ["hpa/web scales on rpm, which nobody serves", "rps", "hpa.yaml:1"],
    ]);
    expect(told(onPods("rps"), { spec })).toEqual([]);
    expect(told(onPods("rps"))[0]![1]).toBe("rps under spec.metrics.pods");
  });
});
