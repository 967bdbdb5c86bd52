// When actions are done: times, delays, actions before them, conditions; and what is left when a run ends.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Condition } from "../../../src/environment/actions/planned-condition.ts";

import type { SmallWorld } from "../small-world.ts";
import { action, actionWorld, storeDeployment } from "./action-world.ts";

const AVAILABLE: Condition = { subject: "deployment", namespace: "default", name: "web", is: "available" };

function becomeAvailable(world: SmallWorld, seconds: number): void {
  world.engine.scheduleHook(moment(seconds * 1e6), "controllers", () => {
    const deployment = world.find("Deployment", "default", "web")!;
    const status = { observedGeneration: 1, conditions: [{ type: "Available", status: "True" }] };
    const object = { ...deployment, status } as never;
    world.apply({ kind: "object-stored", stored: { kind: "Deployment", object } });
  });
}

function beginnings(world: SmallWorld): readonly string[] {
  return world.heard.filter((text) => text.endsWith("begins"));
}

describe("an action", () => {
  it("is done at its time, and those of one time in their order", () => {
    const cordon = (name: string, seconds: number) => action("cordon", { node: "n-1" }, { name, atUs: seconds * 1e6 });
    const { world } = actionWorld([cordon("late", 20), cordon("one", 5), cordon("other", 5)]);
    world.run();
    expect(beginnings(world)).toEqual(["5 one begins", "5 other begins", "20 late begins"]);
  });

  it("is done after another, and after a delay", () => {
    const { world } = actionWorld([
      action("uncordon", { node: "n-1" }, { atUs: 0, after: "drain", delayUs: 30e6 }),
      action("drain", { node: "n-1" }),
    ]);
    world.addPod("web-1", "n-1").run();
    expect(beginnings(world)).toEqual(["10 drain begins", "42 uncordon begins"]);
  });

  it("is not done after another that failed", () => {
    const { world, actions } = actionWorld([
      action("scale", { deployment: "gone", replicas: 1 }),
      action("cordon", { node: "n-1" }, { atUs: 0, after: "scale" }),
    ]);
    world.run();
    expect(beginnings(world)).toEqual(["10 scale begins"]);
    expect(actions.openEnds().map(({ by, text }) => `${by.name}: ${text}`)).toEqual([
      "cordon: it was not done: the action scale has failed",
    ]);
  });

  it("is done when its condition holds, and not before its time", () => {
    const { world } = actionWorld([
      action("cordon", { node: "n-1" }, { name: "soon", atUs: 0, when: AVAILABLE }),
      action("cordon", { node: "n-2" }, { name: "later", atUs: 60e6, when: AVAILABLE }),
    ]);
    storeDeployment(world, "web");
    becomeAvailable(world, 25);
    world.run();
    expect(beginnings(world)).toEqual(["25 soon begins", "60 later begins"]);
  });

  it("whose condition never holds lets the run end, and is told then", () => {
    const { world, actions } = actionWorld([action("cordon", { node: "n-1" }, { when: AVAILABLE })]);
    expect(world.run()).toBe("quiescence");
    expect(actions.openEnds()).toEqual([
      {
        by: { name: "cordon", position: { file: "scenario.yaml", line: 9, column: 5 } },
        sinceUs: 10e6,
        text: "it was never done: it waits until deployment web is available; at the end it is not there",
      },
    ]);
  });

  it("whose delay is not over when the run ends is told, since when it passes", () => {
    const { world, actions } = actionWorld([action("cordon", { node: "n-1" }, { atUs: 10e6, delayUs: 60e6 })]);
    world.run(30);
    expect(actions.openEnds()).toMatchObject([
      { sinceUs: 10e6, text: "it was not done: the run has ended before its delay was over" },
    ]);
  });

  it("waits since the action before it has ended, and what is behind it waits so long too", () => {
    const { world, actions } = actionWorld([
      action("scale", { deployment: "gone", replicas: 1 }, { name: "fails" }),
      action("cordon", { node: "n-1" }, { name: "behind", atUs: 0, after: "fails" }),
      action("cordon", { node: "n-1" }, { name: "further", atUs: 0, after: "behind" }),
      action("cordon", { node: "n-1" }, { name: "later", atUs: 20e6, after: "fails" }),
      action("cordon", { node: "n-2" }, { name: "ends" }),
      action("cordon", { node: "n-3" }, { name: "waits", atUs: 0, after: "ends", when: AVAILABLE }),
    ]);
    world.run();
    expect(actions.openEnds().map(({ by, sinceUs }) => [by.name, sinceUs / 1e6])).toEqual([
      ["behind", 10],
      ["further", 10],
      ["later", 20],
      ["waits", 10],
    ]);
  });

  it("whose time has not come when the run ends is told", () => {
    const { world, actions } = actionWorld([action("cordon", { node: "n-1" })]);
    world.run(5);
    expect(actions.openEnds()[0]?.text).toBe("it was not done: the run has ended before its time");
  });

  it("goes on from a snapshot, whatever it waits for", () => {
    const make = () => {
      const acting = actionWorld([
        action("cordon", { node: "n-1" }, { name: "first", when: AVAILABLE, delayUs: 10e6 }),
        action("cordon", { node: "n-2" }, { name: "second", atUs: 0, after: "first" }),
      ]);
      storeDeployment(acting.world, "web");
      return acting;
    };
    for (const seconds of [5, 15, 28, 40]) {
      const [first, second] = [make(), make()];
      if (seconds > 25) becomeAvailable(first.world, 25);
      first.world.run(seconds);
      second.world.engine.restore(first.world.engine.snapshot());
      second.world.cluster.restore(first.world.cluster.snapshot());
      second.actions.restore(first.actions.snapshot());
      if (seconds <= 25) becomeAvailable(second.world, 25);
      second.world.run();
      expect([...beginnings(first.world), ...beginnings(second.world)], `saved at ${seconds} s`).toEqual([
        "35 first begins",
        "35 second begins",
      ]);
    }
  });
});
