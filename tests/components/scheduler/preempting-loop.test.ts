// kube-scheduler's loop in virtual time where a pod makes others go: who is deleted, who loses a nomination, and who is tried
// again when.

import { describe, expect, it } from "vitest";

import { pod } from "../../model/build-objects.ts";
import {
  BIND_US,
  FIXED_US,
  hopeless,
  onNode,
  preemptingOn,
  refusedBy,
  ScriptedLoop,
  WATCH_US,
} from "./scripted-loop.ts";

const SECOND = 1_000_000;
const FIT = ["NodeResourcesFit"];

describe("a preemption", () => {
  const decidedAt = WATCH_US + FIXED_US;
  /** Refused at first, with these victims on the first node; then placed there. */
  const preempting =
    (victims: readonly string[], denominated: readonly string[] = []) =>
    (loop: () => ScriptedLoop) =>
    (_name: string, attempt: number) => {
      if (attempt > 1) return onNode(0);
      const ids = (names: readonly string[]) => names.map((name) => loop().podNamed(name));
      return preemptingOn(0, ids(victims), ids(denominated));
    };

  function played(script: ReturnType<typeof preempting>): ScriptedLoop {
    const loop: ScriptedLoop = new ScriptedLoop(script(() => loop));
    return loop;
  }

  it("nominates the pod, deletes its victims, and tries it again once they have gone", () => {
    const loop = played(preempting(["old"]))
      .running("old")
      .create(0, "web");
    const gone = 30 * SECOND;
    loop.at(gone, () => ({ kind: "pod-deleted", pod: loop.podNamed("old") })).run();
    expect(loop.about("old").slice(-2)).toEqual([`${decidedAt} terminating`, `${gone} deleted`]);
    expect(loop.about("web").slice(4)).toEqual([
      `${decidedAt} unschedulable`,
      `${decidedAt} unschedulable`,
      `${decidedAt} nominated`,
      `${gone + WATCH_US} active`,
      `${gone + WATCH_US} none`,
      `${gone + WATCH_US} attempted`,
      `${gone + WATCH_US + FIXED_US} assumed`,
      `${gone + WATCH_US + FIXED_US + BIND_US} bound`,
    ]);
    expect(loop.cluster.nominations.size).toBe(0);
  });

  it("does not try the pod again while its victims are still to be deleted", () => {
    const slow = { "delete pods": 2 * SECOND };
    const loop: ScriptedLoop = new ScriptedLoop(
      preempting(["a", "b"])(() => loop),
      {},
      {},
      slow,
    );
    loop.running("a").running("b").create(0, "web");
    // The first is gone before the request for the second is answered.
    loop.at(3 * SECOND, () => ({ kind: "pod-deleted", pod: loop.podNamed("a") }));
    loop.at(6 * SECOND, () => ({ kind: "pod-deleted", pod: loop.podNamed("b") })).run();
    expect(loop.about("b").at(-2)).toBe(`${decidedAt + 4 * SECOND} terminating`);
    expect(loop.about("web")).toContain(`${3 * SECOND + WATCH_US} gated`);
    expect(loop.about("web").filter((entry) => entry.includes("attempted"))).toEqual([
      `${WATCH_US} attempted`,
      `${6 * SECOND + WATCH_US} attempted`,
    ]);
  });

  it("that fails lets the pod try again at once", () => {
    const loop: ScriptedLoop = new ScriptedLoop(preempting(["old"])(() => loop));
    loop.api.failures["delete pods"] = ["failed"];
    loop.running("old").create(0, "web").run();
    expect(loop.about("web").filter((entry) => entry.includes("attempted"))).toEqual([
      `${WATCH_US} attempted`,
      `${decidedAt} attempted`,
    ]);
  });

  it("sends pods whose nomination it takes away back to the queue", () => {
    const low = pod({ priority: -5 });
    const loop: ScriptedLoop = new ScriptedLoop((name, attempt) => {
      if (attempt > 1) return onNode(1);
      if (name === "low") return refusedBy(FIT);
      return preemptingOn(0, [loop.podNamed("old")], [loop.podNamed("low")]);
    });
    loop
      .running("old")
      .create(0, "low", low)
      .create(10 * SECOND, "web");
    loop.at(5 * SECOND, () => ({ kind: "pod-nominated", pod: loop.podNamed("low"), nodeName: "n0" })).run(20 * SECOND);
    const clearedAt = 10 * SECOND + decidedAt;
    expect(loop.about("low")).toContain(`${clearedAt} nominated`);
    expect(loop.about("low")).toContain(`${clearedAt + WATCH_US} active`);
    expect(loop.cluster.pods.nodeOf(loop.podNamed("low"))).toBe(1);
  });

  it("that finds nothing takes the pod's own nomination away, which wakes no pod of higher priority", () => {
    const attempts: string[] = [];
    const loop: ScriptedLoop = new ScriptedLoop((name, attempt) => {
      attempts.push(`${name} ${attempt}`);
      return attempt === 1 && name === "web" ? hopeless() : refusedBy(FIT);
    });
    loop.create(0, "high", pod({ priority: 100 })).create(10 * SECOND, "web");
    loop.at(10 * SECOND + 1, () => ({ kind: "pod-nominated", pod: loop.podNamed("web"), nodeName: "n0" }));
    loop.run(20 * SECOND);
    expect(loop.cluster.nominations.size).toBe(0);
    // It hears of its own nomination, as in the real scheduler.
    expect(attempts).toEqual(["high 1", "web 1", "web 2"]);
  });
});
