// Targets of load that are not there, or have no pods.

import { describe, expect, it } from "vitest";

import { targetOf, targetText } from "../../../src/scenario/load/check-target.ts";

import { mistakes, mistakesOf, withSpec } from "./load-world.ts";

function targeting(target: string): readonly string[] {
  return mistakes(`{ target: ${target}, name: one, requestsPerSecond: 1, cpuPerRequest: 1ms }`);
}

describe("the target of load", () => {
  it("is a kind and a name in a namespace", () => {
    const target = targetOf({ target: "statefulset/db", namespace: "shop" });
    expect(target).toEqual({ kind: "StatefulSet", namespace: "shop", name: "db" });
    expect(targetText(target)).toBe("statefulset/db");
  });

  it("must be there", () => {
    expect(targeting("service/wep")).toEqual([
      "unknown-object load[0].target: target: the scenario has no service/wep in the namespace default (service/web?)",
    ]);
    expect(targeting("deployment/web, namespace: shop")).toEqual([
      "unknown-object load[0].target: target: the scenario has no deployment/web in the namespace shop",
    ]);
    expect(targeting("pod/web")).toEqual(['wrong-value load[0].target: target: "pod/web" is not valid here']);
  });

  it("must have pods", () => {
    expect([...targeting("service/outside"), ...targeting("service/lost"), ...targeting("deployment/idle")]).toEqual([
      "target-without-pods load[0].target: target: service/outside has no pods: it has no selector",
      "target-without-pods load[0].target: target: service/lost has no pods: its selector meets no pod",
      "target-without-pods load[0].target: target: deployment/idle has no pods: replicas is 0",
    ]);
  });

  it("is not looked for in files that could not be read", () => {
    const load = "  load: [{ target: service/web, requestsPerSecond: 1, cpuPerRequest: 1ms }]\n";
    const told = mistakesOf(withSpec(load, { "shop.yaml": "kind: Service\nmetadata: { name: web }\n" }));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("apiVersion");
  });

  it("must have the container", () => {
    expect(targeting("service/web, container: side")).toEqual([]);
    expect(targeting("service/web, container: sid")).toEqual([
      "unknown-container load[0].container: service/web has no container sid (side?)",
    ]);
  });
});
