// Of which pods something says what they use.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { saysUse, ServingPods } from "../../../src/scenario/load/known-use.ts";
import type { PodShape } from "../../../src/scenario/load/load-reading.ts";

import { withLoad } from "./load-world.ts";

function shape(labels: PodShape["labels"], namespace = "default"): PodShape {
  return { namespace, labels, annotations: {}, containers: ["app"] };
}

describe("a pod", () => {
  it("says its use for all containers or for one", () => {
    const annotated = (...names: readonly string[]) => {
      return { ...shape({}), annotations: Object.fromEntries(names.map((name) => [name, "1m"])) };
    };
    expect(saysUse(annotated("plimsoll/cpu-use"), "plimsoll/cpu-use")).toBe(true);
    expect(saysUse(annotated("plimsoll/cpu-use.app"), "plimsoll/cpu-use")).toBe(true);
    expect(saysUse(annotated("plimsoll/memory-use", "cpu-use"), "plimsoll/cpu-use")).toBe(false);
  });
});

describe("pods that serve", () => {
  const { plan } = withLoad(
    "{ target: service/web, requestsPerSecond: 1, cpuPerRequest: 1ms, calls: [{ service: cart }] }",
    "{ target: deployment/cart, cpuPerRequest: 1ms }",
  );
  const { load, objects } = plan!;

  it("are those that a target of the load selects, in its namespace", () => {
    const serving = new ServingPods(load, objects);
    expect(serving.has(shape({ app: "web" }))).toBe(true);
    expect(serving.has(shape({ app: "cart", more: "yes" }))).toBe(true);
    expect(serving.has(shape({ app: "idle" }))).toBe(false);
    expect(serving.has(shape({ app: "web" }, "elsewhere"))).toBe(false);
  });

  it("are also those that a target will select when an action has changed it", () => {
    const changed: StoredObject = {
      kind: "Service",
      object: { metadata: { name: "web", namespace: "default" }, spec: { selector: { app: "idle" } } },
    };
    const serving = new ServingPods(load, [...objects, changed]);
    expect([serving.has(shape({ app: "idle" })), serving.has(shape({ app: "web" }))]).toEqual([true, true]);
  });

  it("are none without a load", () => {
    expect(new ServingPods(undefined, objects).has(shape({ app: "web" }))).toBe(false);
  });
});
