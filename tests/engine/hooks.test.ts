// Waiting closures: kept until taken, once.

import { describe, expect, it } from "vitest";

import { Hooks } from "../../src/engine/hooks.ts";

describe("hooks", () => {
  it("give each action back once and count those that wait", () => {
    const hooks = new Hooks();
    const actions = [(): void => undefined, (): void => undefined, (): void => undefined];
    const numbers = actions.map((action) => hooks.add(action));
    expect(hooks.pending).toBe(3);
    expect(hooks.take(numbers[1]!)).toBe(actions[1]);
    expect(hooks.pending).toBe(2);
    expect(() => hooks.take(numbers[1]!)).toThrow(/an action behind a hook/);
  });

  it("use the numbers of taken actions again", () => {
    const hooks = new Hooks();
    for (let round = 0; round < 1000; round += 1) {
      expect(hooks.add(() => undefined)).toBe(0);
      hooks.take(0);
    }
    expect(hooks.pending).toBe(0);
  });
});
