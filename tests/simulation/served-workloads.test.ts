// Which workloads stand behind a target of a load.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { LoadTarget } from "../../src/environment/load/planned-load.ts";
import { ServedWorkloads } from "../../src/simulation/served-workloads.ts";
import { loadWorld } from "./load-world.ts";

const { workloads } = loadWorld();

function behind(kind: LoadTarget["kind"], name: string, namespace = "default"): readonly string[] {
  return workloads.behind({ kind, namespace, name }).map((workload) => `${workload.kind}/${workload.name}`);
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

  it("is told with a pod as one is created: what it may use and does not request, it requests", () => {
    const world = loadWorld();
    const template = { spec: { containers: [{ name: "main", resources: { limits: { cpu: "1" } } }] } };
    const object = { metadata: { name: "limited", namespace: "default" }, spec: { selector: {}, template } };
    world.cluster.apply({ kind: "object-stored", stored: { kind: "StatefulSet", object } }, moment(0));
    const target = { kind: "StatefulSet", namespace: "default", name: "limited" } as const;
    const [limited] = new ServedWorkloads(world.cluster).behind(target);
    expect(limited!.pod.spec.containers[0]!.resources?.requests).toEqual({ cpu: "1" });
  });

  it("is looked for once, however often it is asked for", () => {
    const target = { kind: "Service", namespace: "default", name: "web" } as const;
    const asked = loadWorld();
    const { objects } = asked.cluster;
    const kinds: string[] = [];
    const list = objects.list.bind(objects);
    objects.list = (kind) => {
      kinds.push(kind);
      return list(kind);
    };
    const first = asked.workloads.behind(target);
    expect(asked.workloads.behind(target)).toBe(first);
    asked.workloads.behind({ ...target, name: "other" });
    expect(kinds).toEqual(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);
  });

  it("is told with a pod of the template", () => {
    const [web] = workloads.behind({ kind: "Service", namespace: "default", name: "web" });
    expect(web!.pod.spec.containers.map(({ name }) => name)).toEqual(["main", "proxy"]);
  });
});
