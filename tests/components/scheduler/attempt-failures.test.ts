// What is done about pods whose attempt failed: when they are tried again, and what their status says.

import { describe, expect, it } from "vitest";

import { FIXED_US, onNode, refusedBy, ScriptedLoop, WATCH_US } from "./scripted-loop.ts";

const SECOND = 1_000_000;
const FIT = ["NodeResourcesFit"];

describe("a status that says why a pod waits", () => {
  it("is written before the next pod is tried, and not again if it says the same", () => {
    const slow = { "patch pods/status": 7_000 };
    const loop = new ScriptedLoop(() => refusedBy(FIT), {}, {}, slow).create(0, "a").create(0, "b").running("old");
    loop.ends(5 * SECOND, "old").run(6 * SECOND);
    const attempts = loop.log.filter((entry) => entry.includes("attempted")).map((entry) => Number.parseInt(entry, 10));
    expect(attempts.slice(0, 2)).toEqual([WATCH_US, WATCH_US + FIXED_US + 7_000]);
    expect(attempts.slice(2)).toEqual([5 * SECOND + WATCH_US, 5 * SECOND + WATCH_US + FIXED_US]);
    expect(loop.api.calls).toHaveLength(2);
  });
});

describe("a pod whose attempt ended in an error", () => {
  const failing = (_: string, attempt: number) =>
    attempt < 3 ? ({ kind: "error", message: "oh" } as const) : onNode(0);

  it("is tried again after 1 and 2 seconds of backoff, on whole seconds", () => {
    const loop = new ScriptedLoop(failing)
      .create(300_000, "web")
      .lastUntil(20 * SECOND)
      .run();
    const attempts = loop.about("web").filter((entry) => entry.endsWith("attempted"));
    expect(attempts).toEqual([`${300_000 + WATCH_US} attempted`, `${2 * SECOND} attempted`, `${5 * SECOND} attempted`]);
  });

  it("keeps a run going once the cluster has changed", () => {
    const loop = new ScriptedLoop(failing).running("old").create(0, "web").ends(900_000, "old").run();
    expect(loop.about("web").filter((entry) => entry.endsWith("attempted"))).toContain(`${2 * SECOND} attempted`);
  });

  it("lets a run end that could only repeat the error", () => {
    const loop = new ScriptedLoop(failing).create(0, "web");
    expect(loop.engine.run()).toMatchObject({ endedBy: "quiescence", at: WATCH_US + FIXED_US });
  });

  it("is treated like one that nobody refused because there are no nodes", () => {
    const loop = new ScriptedLoop(() => refusedBy([])).create(0, "web").run();
    expect(loop.about("web").slice(-2)).toEqual([
      `${WATCH_US + FIXED_US} unschedulable`,
      `${WATCH_US + FIXED_US} backoff`,
    ]);
  });
});
