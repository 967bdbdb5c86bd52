// Quotas where controllers run: what is created is charged, and what goes is free again once it has been counted.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { RecordedEvent } from "../../src/cluster/change.ts";
import { LivePodView } from "../../src/cluster/live-pods.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { load } from "../scenario/memory-files.ts";

const OBJECTS = `
apiVersion: v1
kind: ResourceQuota
metadata: { name: team }
spec: { hard: { pods: "5", count/deployments.apps: "3" } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: old }
spec:
  replicas: 3
  selector: { matchLabels: { app: old } }
  template: { metadata: { labels: { app: old } }, spec: { terminationGracePeriodSeconds: 20, containers: [{ name: main, image: m }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 0
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main, image: m }] } }
`;

const SCENARIO = `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: quotas }
spec:
  horizon: 20m
  controllers: simulated
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }] }
  workloads: [{ manifests: [objects.yaml] }]
  actions:
    - { at: 60s, scale: { deployment: web, replicas: 4 } }
    - { at: 120s, delete: { deployment: old } }
`;

function world() {
  const simulation = new Simulation(load({ "s.yaml": SCENARIO, "objects.yaml": OBJECTS }).plan!);
  const { cluster, engine } = simulation;
  const events: { readonly atSeconds: number; readonly event: RecordedEvent }[] = [];
  cluster.observe({
    hear: ({ change }) =>
      void (change.kind === "event-recorded" && events.push({ atSeconds: engine.now / 1e6, event: change.event })),
  });
  const used = () => cluster.objects.find("ResourceQuota", "default", "team")!.status!.used;
  const webs = () =>
    Array.from({ length: cluster.pods.size }, (_, pod) => new LivePodView(cluster, pod)).filter(
      ({ id, name }) => name.startsWith("web-") && cluster.pods.phaseNameOf(id) !== "deleted",
    ).length;
  return { simulation, events, used, webs };
}

describe("a ReplicaSet for whose pods a quota has no room", () => {
  it("makes as many as there is room for, tries again at growing intervals, and gets through when others are gone", () => {
    const { simulation, events, used, webs } = world();
    expect(used()).toEqual({ pods: "0", "count/deployments.apps": "2" });
    simulation.engine.run(moment(59e6));
    expect(used()).toEqual({ pods: "3", "count/deployments.apps": "2" });
    simulation.engine.run(moment(119e6));
    expect([webs(), used()?.["pods"]]).toEqual([2, "5"]);
    const failures = events.filter(({ event }) => event.reason === "FailedCreate");
    expect(failures[0]!.event.message).toMatch(
      /^Error creating: pods "web-.*" is forbidden: exceeded quota: team, requested: pods=1, used: pods=5, limited: pods=5$/,
    );
    const set = [...simulation.cluster.objects.list("ReplicaSet")].find(({ metadata }) =>
      metadata?.name?.startsWith("web"),
    );
    expect(set?.status?.conditions).toMatchObject([{ type: "ReplicaFailure", status: "True", reason: "FailedCreate" }]);
    // The old pods are on their way out, and still count.
    simulation.engine.run(moment(139e6));
    expect([webs(), used()?.["pods"]]).toEqual([2, "5"]);
    simulation.engine.run(moment(600e6));
    expect([webs(), used()]).toEqual([4, { pods: "4", "count/deployments.apps": "1" }]);
    expect(simulation.run().endedBy).toBe("quiescence");
  });

  it("goes on from a saved state as it would have", () => {
    const first = world().simulation;
    first.engine.run(moment(125e6));
    const second = world().simulation;
    second.restore(first.snapshot());
    for (const each of [first, second]) each.run();
    expect(second.engine.fingerprint).toBe(first.engine.fingerprint);
  });
});
