// Autoscalers as a run tells of them.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { AutoscalingProbe } from "../../../src/metrics/autoscaling/autoscaling-probe.ts";
import { autoscaler, autoscalingWorld } from "./autoscaling-world.ts";

const END = moment(seconds(100));

describe("the probe of autoscalers", () => {
  it("tells of each that was there at the begin or came later", () => {
    const { cluster, put } = autoscalingWorld();
    put(0, autoscaler("web"));
    const late = new AutoscalingProbe(cluster);
    late.begin();
    cluster.observe(late);
    put(10, autoscaler("api", { current: 2, desired: 2 }));
    expect(late.findings(END).map(({ namespace, name, target }) => [namespace, name, target])).toEqual([
      ["shop", "web", "deployment/web"],
      ["shop", "api", "deployment/api"],
    ]);
  });

  it("counts nothing more of one that was removed", () => {
    const { cluster, probe, put, ask } = autoscalingWorld();
    ask(0, "web", 4);
    put(0, autoscaler("web", { current: 4, desired: 4 }));
    const name = { kind: "HorizontalPodAutoscaler", namespace: "shop", name: "web" } as const;
    cluster.apply({ kind: "object-removed", name }, moment(seconds(10)));
    ask(20, "web", 5);
    expect(probe.findings(END)[0]).toMatchObject({ countedSeconds: 10, replicaSeconds: 40 });
    put(50, autoscaler("web"));
    expect(probe.findings(END)[0]).toMatchObject({ countedSeconds: 60, replicaSeconds: 290 });
  });

  it("counts none for a target that is gone, and those of another target once it has that", () => {
    const { cluster, probe, put, ask } = autoscalingWorld();
    for (const [name, replicas] of [
      ["web", 4],
      ["api", 7],
    ] as const)
      ask(0, name, replicas);
    put(0, autoscaler("web", { current: 4, desired: 4 }));
    const name = { kind: "Deployment", namespace: "shop", name: "web" } as const;
    cluster.apply({ kind: "object-removed", name }, moment(seconds(10)));
    expect(probe.findings(moment(seconds(20)))[0]!.replicaSeconds).toBe(40);
    const object = autoscaler("web", { current: 4, desired: 4 });
    put(20, { ...object, spec: { ...object.spec, scaleTargetRef: { kind: "Deployment", name: "api" } } });
    ask(30, "web", 1);
    ask(40, "api", 8);
    expect(probe.findings(END)[0]!.replicaSeconds).toBe(40 + 7 * 20 + 8 * 60);
  });

  it("goes on after a restore", () => {
    const first = autoscalingWorld();
    first.ask(0, "web", 2);
    first.put(0, autoscaler("web", { current: 2, desired: 3, cpu: 70 }));
    first.rescale(5, "web", 3, "more");
    const second = autoscalingWorld();
    second.ask(0, "web", 2);
    second.put(0, autoscaler("web"));
    second.probe.restore(first.probe.snapshot());
    for (const world of [first, second]) world.ask(10, "web", 3);
    for (const world of [first, second]) world.put(20, autoscaler("web", { current: 3, desired: 3, cpu: 45 }));
    expect(second.probe.findings(END)).toEqual(first.probe.findings(END));
  });
});
