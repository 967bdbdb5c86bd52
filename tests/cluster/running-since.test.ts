// Since when containers run, as the API shows it.

import { expect, it } from "vitest";

import { runningSinceUs } from "../../src/cluster/running-since.ts";
import { MetricsWorld, SECOND } from "../components/metrics-server/metrics-world.ts";

it("is the pod's start where nothing is said, else what is said", () => {
  const world = new MetricsWorld();
  world.nowUs = 5_300_000;
  const pod = world.run("a");
  const sinceUs = (name: string) => runningSinceUs(world.cluster, pod, world.cluster.life.detailOf(pod), name);
  expect(sinceUs("main")).toBe(5_300_000);
  const running = { kind: "running", startedUs: 9 * SECOND } as const;
  const waiting = { kind: "waiting", reason: "CrashLoopBackOff" } as const;
  const about = { isReady: true, restartCount: 1 };
  world.apply({
    kind: "pod-containers",
    pod,
    containers: [{ ...about, name: "main", state: running }],
    initContainers: [{ ...about, name: "side", state: waiting }],
  });
  expect([sinceUs("main"), sinceUs("side"), sinceUs("other")]).toEqual([9 * SECOND, undefined, 5_300_000]);
});
