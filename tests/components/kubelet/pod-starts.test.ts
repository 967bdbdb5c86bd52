// Starts of pods that outages break off, and the time that they have.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";
import { story } from "./kubelet-story.ts";
import { kubeletWorld } from "./kubelet-world.ts";

const crashed = { runsContainers: false, managesPods: false, renewsLease: false, postsStatus: false };

describe("a node that crashed", () => {
  it.each([
    ["crashes again", 90.5, crashed, 91, 93],
    ["loses its kubelet until the start is over", 90.5, { ...crashed, runsContainers: true }, 100, 102],
    ["stands still until the start is over", 90.5, { ...crashed, standsStill: true }, 100, 102],
    ["loses its kubelet for a moment", 90.5, { ...crashed, runsContainers: true }, 91, 93],
  ] as const)(
    "starts containers once, and in the end, where it %s before they start again",
    (_, at, away, until, start) => {
      const world = kubeletWorld(() => seconds(60));
      const pod = world.bind("web");
      world.setHealth(30, crashed);
      world.setHealth(90, { ticks: "anew" });
      world.setHealth(at, away);
      world.setHealth(until, { ticks: "anew" });
      world.engine.run();
      const { containers } = new LivePodView(world.cluster, pod);
      expect(story(world).slice(1)).toEqual([
        "90 ready False",
        "90 1×ContainerCreating",
        `${start} ready True`,
        `${start} 1×running`,
        `${start + 60} succeeded`,
      ]);
      expect(containers[0]!.restartCount).toBe(1);
    },
  );

  it("starts those anew whose first start it broke off", () => {
    const world = kubeletWorld();
    world.bind("web");
    world.setHealth(6, crashed);
    world.setHealth(6.5, { ticks: "anew" });
    world.engine.run();
    expect(story(world)).toEqual(["8.5 started"]);
  });

  it("knows in a saved run what it has to start", () => {
    const world = kubeletWorld();
    world.bind("web");
    world.setHealth(30, crashed);
    world.setHealth(90, { ticks: "anew" });
    world.engine.run(moment(91e6));
    const saved = world.kubelet.snapshot();
    const other = kubeletWorld();
    expect(other.kubelet.snapshot()).not.toEqual(saved);
    other.kubelet.restore(saved);
    expect(other.kubelet.snapshot()).toEqual(saved);
  });
});

describe("a pod with a deadline whose kubelet was away", () => {
  it.each([
    ["that was only away", { ...crashed, runsContainers: true }, {}],
    ["that starts anew", { ...crashed, runsContainers: true }, { ticks: "anew" }],
    ["of a machine that crashed", crashed, { ticks: "anew" }],
  ] as const)("ends as soon as a kubelet is back whose time ran out meanwhile: one %s", (_, away, back) => {
    const world = kubeletWorld();
    world.bind("late", { spec: { activeDeadlineSeconds: 60 } });
    world.bind("later", { spec: { activeDeadlineSeconds: 120 } });
    world.setHealth(30, away);
    world.setHealth(100, back);
    world.engine.run();
    const ends = story(world).filter((line) => line.includes("failed"));
    expect(ends).toEqual(["100 failed DeadlineExceeded", "125 failed DeadlineExceeded"]);
  });

  it.each([4, 6])(
    "counts the time of pods that have not started from when it takes them up: gone at %s s",
    (goneAt) => {
      const world = kubeletWorld();
      world.bind("late", { spec: { activeDeadlineSeconds: 10 } });
      world.setHealth(goneAt, crashed);
      world.setHealth(100, {});
      world.engine.run();
      expect(story(world)).toEqual(["102 started", "110 failed DeadlineExceeded"]);
    },
  );
});
