// What the targets of autoscalers are asked for.

import { describe, expect, it } from "vitest";

import { askedReplicas, removedKey, scaledKey, targetKey } from "../../../src/metrics/autoscaling/asked-replicas.ts";
import { autoscaler, autoscalingWorld } from "./autoscaling-world.ts";

function scaling(kind: string, name: string) {
  const object = autoscaler("web");
  return { ...object, spec: { ...object.spec, scaleTargetRef: { kind, name } } };
}

describe("the replicas that a target is asked for", () => {
  it("are those of its spec, none of one that is not there, and not known of other kinds", () => {
    const { cluster, ask } = autoscalingWorld();
    ask(0, "web", 3);
    expect(askedReplicas(cluster, scaling("Deployment", "web"))).toBe(3);
    expect(askedReplicas(cluster, scaling("StatefulSet", "web"))).toBe(0);
    expect(askedReplicas(cluster, scaling("Rollout", "web"))).toBeNull();
  });

  it("are found by one name, whether the object was stored, is gone or is referred to", () => {
    const metadata = { name: "web", namespace: "shop" };
    const key = "Deployment/shop/web";
    expect(targetKey(scaling("Deployment", "web"))).toBe(key);
    expect(scaledKey({ kind: "Deployment", object: { metadata } })).toBe(key);
    expect(removedKey({ kind: "Deployment", ...metadata })).toBe(key);
    expect(scaledKey({ kind: "Namespace", object: { metadata } })).toBeUndefined();
  });
});
