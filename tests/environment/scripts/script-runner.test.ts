// Steps on the engine: when they are done, what wakes them, and when a run may end over them.

import { describe, expect, it } from "vitest";

import { ScriptRunner } from "../../../src/environment/scripts/script-runner.ts";
import type { Script, StepResult } from "../../../src/environment/scripts/script.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

interface Staged {
  readonly world: SmallWorld;
  readonly runner: ScriptRunner;
  readonly steps: string[];
}

/** A runner of one script, which begins at once. */
function stage(
  act: (step: number, seconds: number, world: SmallWorld) => StepResult,
  more: Omit<Script, "step"> = {},
): Staged {
  const world = new SmallWorld();
  const steps: string[] = [];
  const script: Script = {
    ...more,
    step: (memory, step, nowUs) => {
      steps.push(`${nowUs / 1e6} step ${step}`);
      (memory as { last?: number }).last = step;
      return act(step, nowUs / 1e6, world);
    },
  };
  const runner = new ScriptRunner("test", "api", {
    engine: world.engine,
    scriptOf: () => script,
    ended: (_script, memory, end) => steps.push(`${end.kind} after ${String((memory as { last?: number }).last)}`),
  });
  world.cluster.observe(runner);
  runner.start(0, {});
  return { world, runner, steps };
}

const at = (seconds: number, step: number, isPatient = false): StepResult => {
  return { kind: "next", step, atUs: seconds * 1e6, isPatient };
};

describe("a script", () => {
  it("is done step by step, each at its time", () => {
    const { world, steps, runner } = stage((step) => (step === 2 ? { kind: "done" } : at(10 * (step + 1), step + 1)));
    expect(world.run()).toBe("quiescence");
    expect(steps).toEqual(["0 step 0", "10 step 1", "20 step 2", "done after 2"]);
    expect([...runner.running]).toEqual([]);
  });

  it("that is patient does not keep the run going", () => {
    const { world, steps } = stage((_step, now) => at(now + 5, 1, true));
    world.run();
    expect(steps).toEqual(["0 step 0"]);
  });

  it("that is patient looks once more after anything has happened", () => {
    const { world, steps } = stage((_step, now) => at(now + 5, 1, true));
    world.engine.schedule(
      7e6 as never,
      world.engine.defineKind("test/node", "api", () => world.addNodes(zonedNode("n", "a"))),
    );
    world.run();
    expect(steps).toEqual(["0 step 0", "5 step 1", "10 step 1"]);
  });

  it("is not woken by words", () => {
    const { world, steps } = stage((_step, now) => at(now + 5, 1, true));
    const by = { name: "x", position: { file: "s", line: 1, column: 1 } };
    world.apply({ kind: "user-message", message: { by, level: "output", text: "hello" } });
    world.run();
    expect(steps).toEqual(["0 step 0"]);
  });

  it("waits for what wakes it, and then comes sooner", () => {
    const waits: StepResult = { kind: "next", step: 1, atUs: null };
    const wake = (_memory: unknown, _delta: unknown, nowUs: number) => nowUs + 2e6;
    const { world, steps } = stage((step) => (step === 0 ? waits : { kind: "done" }), { wake });
    world.addNodes(zonedNode("n", "a"));
    world.run();
    expect(steps).toEqual(["0 step 0", "2 step 1", "done after 1"]);
  });

  it("is asked only of changes that can wake it, also in a run that was saved", () => {
    const waits: StepResult = { kind: "next", step: 1, atUs: null };
    const asked: string[] = [];
    const wake: Script["wake"] = (_memory, { change }, nowUs) => {
      asked.push(change.kind);
      return change.kind === "node-removed" ? nowUs : undefined;
    };
    const wakesOn = new Set(["node-removed"] as const);
    const { world, runner, steps } = stage((step) => (step === 0 ? waits : { kind: "done" }), { wake, wakesOn });
    world.addNodes(zonedNode("n", "a"), zonedNode("m", "a"));
    expect(asked).toEqual([]);
    runner.restore(runner.snapshot());
    world.cluster.apply({ kind: "node-removed", name: "n" }, world.engine.now);
    world.run();
    world.cluster.apply({ kind: "node-removed", name: "m" }, world.engine.now);
    expect(asked).toEqual(["node-removed"]);
    expect(steps).toEqual(["0 step 0", "0 step 1", "done after 1"]);
  });

  it("does not wake itself by what it does", () => {
    const act = (step: number, now: number, world: SmallWorld): StepResult => {
      if (step === 0) world.addNodes(zonedNode("n", "a"));
      return at(now + 30, 1, true);
    };
    const { world, steps } = stage(act, { wake: (_memory, _delta, nowUs) => nowUs });
    world.run();
    expect(steps).toEqual(["0 step 0"]);
  });

  it("goes on from a snapshot", () => {
    const act = (step: number) => (step === 2 ? ({ kind: "done" } as const) : at(10 * (step + 1), step + 1));
    const [first, second] = [stage(act), stage(act)];
    first.world.run(15);
    second.world.engine.restore(first.world.engine.snapshot());
    second.runner.restore(first.runner.snapshot());
    second.world.run();
    expect(second.steps).toEqual(["0 step 0", "20 step 2", "done after 2"]);
  });
});
