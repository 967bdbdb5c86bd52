// Metrics that nobody serves are told with what there is in their place.

import { describe, expect, it } from "vitest";

import { span } from "../../../src/base/time.ts";
import type { PlannedMetrics } from "../../../src/environment/load/planned-metrics.ts";
import { lackOfServedMetric } from "../../../src/scenario/load/unserved-metrics.ts";

const position = { file: "s.yaml", line: 1, column: 1 };
const value = { kind: "service", service: 0, figure: { kind: "waiting" } } as const;
const METRICS: PlannedMetrics = {
  server: null,
  adapter: { intervalUs: span(30_000_000), lagUs: span(0) },
  pods: [{ name: "rps", figure: { kind: "requests-per-second" } }],
  objects: [{ name: "hits", object: { kind: "service", namespace: "default", name: "web" }, value, position }],
  external: [
    { name: "queue", labels: { of: "mail" }, value, position },
    { name: "queue", labels: { of: "orders" }, value, position },
  ],
};

const metric = (name: string, selector?: Readonly<Record<string, unknown>>) => ({
  metric: { name, ...(selector && { selector }) },
});
const pods = (...of: Parameters<typeof metric>) => ({ type: "Pods", pods: metric(...of) });
const external = (...of: Parameters<typeof metric>) => ({ type: "External", external: metric(...of) });
const hitsOf = (kind: string, name: string) => ({
  type: "Object",
  object: { ...metric("hits"), describedObject: { apiVersion: "v1", kind, name } },
});

const toldOf = (spec: Parameters<typeof lackOfServedMetric>[0], namespace = "default") =>
  lackOfServedMetric(spec, "hpa/a", namespace, METRICS);

describe("a metric of an autoscaler", () => {
  it("is served by its name, its object in any case of its kind, and labels that its selector chooses", () => {
    const of = (name: string) => ({ matchLabels: { of: name } });
    for (const spec of [pods("rps"), external("queue"), external("queue", of("orders")), hitsOf("Service", "web")]) {
      expect(toldOf(spec)).toBeUndefined();
    }
    expect(toldOf({ type: "Resource", resource: { name: "cpu" } })).toBeUndefined();
  });

  it("is told where no metric has its name, with the nearest one", () => {
    expect(toldOf(external("queues"))).toMatchObject({
      message: "hpa/a scales on queues, which nobody serves",
      suggestion: "queue",
    });
  });

  it("is told where another object has it, or the object of another namespace", () => {
    expect(toldOf(hitsOf("Service", "shop"))?.message).toBe(
      "hpa/a scales on hits of Service/shop in default, which nobody serves: there is that of service/web in default",
    );
    expect(toldOf(hitsOf("Ingress", "web"))).toBeDefined();
    expect(toldOf(hitsOf("Service", "web"), "other")).toBeDefined();
  });

  it("is told where its selector chooses nothing", () => {
    const selector = { matchLabels: { of: "bills" } };
    expect(toldOf(external("queue", selector))?.message).toBe(
      "hpa/a scales on queue with of=bills, which chooses nothing of what is served under that name",
    );
    expect(toldOf(pods("rps", { matchLabels: { verb: "GET" } }))?.expected).toBe(
      "no selector: such metrics have no labels here",
    );
    expect(
      toldOf(external("queue", { matchExpressions: [{ key: "of", operator: "NotIn", values: ["mail"] }] })),
    ).toBeUndefined();
  });
});
