// Which workloads stand behind a target of a load.

import { describe, expect, it } from "vitest";

import type { LoadTarget } from "../../src/environment/load/planned-load.ts";
import { workloadsBehind } from "../../src/simulation/served-workloads.ts";
import { loadWorld } from "./load-world.ts";

const { cluster } = loadWorld();

function behind(kind: LoadTarget["kind"], name: string, namespace = "default"): readonly string[] {
  return workloadsBehind({ kind, namespace, name }, cluster).map((workload) => `${workload.kind}/${workload.name}`);
}

describe("what stands behind a target", () => {
  it("is whatever a Service selects", () => {
    expect(behind("Service", "web")).toEqual(["Deployment/web"]);
  });

  it("is the workload itself where that is the target", () => {
    expect(behind("Deployment", "web")).toEqual(["Deployment/web"]);
    expect(behind("StatefulSet", "other")).toEqual(["StatefulSet/other"]);
  });

  it("is nothing of a Service that is not there, or of another namespace", () => {
    expect(behind("Service", "none")).toEqual([]);
    expect(behind("Service", "web", "shop")).toEqual([]);
    expect(behind("Deployment", "other")).toEqual([]);
  });

  it("is told with a pod as the template says", () => {
    const [web] = workloadsBehind({ kind: "Service", namespace: "default", name: "web" }, cluster);
    expect(web!.pod.spec.containers.map(({ name }) => name)).toEqual(["main", "proxy"]);
  });
});
