// The end of a binding cycle: who binds, how long it takes, and what becomes of a pod that is not bound.

import { describe, expect, it } from "vitest";

import { PENDING } from "../../../src/cluster/pod-table.ts";
import type { Extender } from "../../../src/scheduling/framework/extender.ts";
import { podAsking } from "../../model/build-objects.ts";
import { answering } from "../../scheduling/extenders/made-up-extenders.ts";
import { BIND_US, FIXED_US, onNode, refusedBy, ScriptedLoop, WATCH_US, type Script } from "./scripted-loop.ts";

const SECOND = 1_000_000;
const BOUND_US = WATCH_US + FIXED_US + BIND_US;

/** A loop with an extender that binds: it fails as long as `errors` has something to say. */
function loopWith(errors: readonly string[], script: Script = () => onNode(0), limits = {}) {
  let calls = 0;
  const { extender, asked } = answering(
    () => {
      calls += 1;
      return { Error: errors[calls - 1] ?? "" };
    },
    { bindVerb: "bind" },
  );
  const extenders: readonly Extender[] = [extender];
  return { loop: new ScriptedLoop(script, { extenders, ...limits }), asked };
}

describe("a binding by an extender", () => {
  it("takes as long as any other, and no turn of the scheduler's own client", () => {
    const { loop, asked } = loopWith([], undefined, { clientQps: 1, clientBurst: 1 });
    for (const name of ["a", "b", "c"]) loop.create(0, name);
    loop.run();
    expect(asked.map(({ args }) => args["PodName"])).toEqual(["a", "b", "c"]);
    expect(["a", "b", "c"].map((name) => loop.about(name).at(-1))).toEqual(
      [0, 1, 2].map((turn) => `${BOUND_US + turn * FIXED_US} bound`),
    );
  });
});

describe("a binding that fails", () => {
  it("gives the node back and lets the pod back off from an error, until it is bound", () => {
    const { loop } = loopWith(["no licence"]);
    loop.create(0, "web").run();
    expect(loop.about("web").slice(4)).toEqual([
      `${WATCH_US + FIXED_US} assumed`,
      `${BOUND_US} forgotten`,
      `${BOUND_US} attempt-failed`,
      `${BOUND_US} backoff`,
      `${2 * SECOND} active`,
      `${2 * SECOND} none`,
      `${2 * SECOND} attempted`,
      `${2 * SECOND + FIXED_US} assumed`,
      `${2 * SECOND + FIXED_US + BIND_US} bound`,
    ]);
    expect(loop.cluster.nodes.podCount(0)).toBe(1);
  });

  it("wakes pods that waited for room", () => {
    const script: Script = (name, attempt) =>
      name === "other" && attempt === 1 ? refusedBy(["NodeResourcesFit"]) : onNode(0);
    const { loop } = loopWith(["no"], script);
    loop
      .create(0, "web")
      .create(0, "other", podAsking({ cpu: "1m" }))
      .run();
    expect(loop.about("other").filter((line) => line.endsWith("attempted"))).toHaveLength(2);
    expect(loop.about("other")).toContain(`${BOUND_US} backoff`);
  });

  it("does not keep a run going for ever", () => {
    const { loop, asked } = loopWith(Array.from({ length: 1_000 }, () => "never"));
    const names = ["a", "b", "c"];
    for (const name of names) loop.create(0, name);
    loop.run();
    expect(names.map((name) => loop.cluster.pods.phaseOf(loop.podNamed(name)))).toEqual([PENDING, PENDING, PENDING]);
    expect(asked.length).toBeGreaterThan(3 * 10);
    expect(asked.length).toBeLessThan(3 * 20);
  });

  it("is nothing to a pod that was deleted meanwhile", () => {
    const { loop } = loopWith(["no"]);
    loop
      .create(0, "web")
      .at(WATCH_US + FIXED_US + 1, () => ({ kind: "pod-deleted", pod: loop.podNamed("web") }))
      .run();
    expect(
      loop
        .about("web")
        .slice(-2)
        .map((entry) => entry.split(" ")[1]),
    ).toEqual(["deleted", "attempt-failed"]);
  });
});

describe("bindings under way", () => {
  it("can be taken out and put into another loop", () => {
    const until = WATCH_US + FIXED_US + 1;
    const [one, other] = [loopWith(["no"]), loopWith(["no"])];
    for (const { loop } of [one, other]) loop.create(0, "web").run(until);
    const saved = one.loop.scheduler.snapshot();
    other.loop.scheduler.restore(saved);
    expect(other.loop.scheduler.snapshot()).toEqual(saved);
    other.loop.run();
    expect(other.loop.about("web")).toContain(`${BOUND_US} attempt-failed`);
  });
});
