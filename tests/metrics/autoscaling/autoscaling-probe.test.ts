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
    const { cluster, probe, put } = autoscalingWorld();
    put(0, autoscaler("web", { current: 4, desired: 4 }));
    const name = { kind: "HorizontalPodAutoscaler", namespace: "shop", name: "web" } as const;
    cluster.apply({ kind: "object-removed", name }, moment(seconds(10)));
    expect(probe.findings(END)[0]!.replicaSeconds).toBe(40);
  });

  it("goes on after a restore", () => {
    const first = autoscalingWorld();
    first.put(0, autoscaler("web", { current: 2, desired: 3, cpu: 70 }));
    first.rescale(5, "web", 3, "more");
    const second = autoscalingWorld();
    second.probe.restore(first.probe.snapshot());
    for (const world of [first, second]) world.put(20, autoscaler("web", { current: 3, desired: 3, cpu: 45 }));
    expect(second.probe.findings(END)).toEqual(first.probe.findings(END));
  });
});
