// How long hooks take.

import { expect, it } from "vitest";

import { hookSleepSeconds } from "../../../src/model/kubelet/hook-sleep.ts";

it.each([
  [["sleep", "5"], 5],
  [["/bin/sh", "-c", "sleep 25s"], 25],
  [["sh", "-c", "nginx -s quit; sleep 20"], undefined],
])("%j sleeps for %s s", (command, seconds) => {
  expect(hookSleepSeconds({ exec: { command } })).toBe(seconds);
});

it("is said by sleep itself, and not by requests", () => {
  expect(hookSleepSeconds({ sleep: { seconds: 7 } })).toBe(7);
  expect(hookSleepSeconds({})).toBeUndefined();
});
