// What of a scenario was not done, in a sentence.

import { expect, it } from "vitest";

import type { WorkloadAvailability } from "../../src/simulation/result.ts";
import { NOTHING_UNDONE, stuckSentence, undoneSentence, type Undone } from "../../src/simulation/undone.ts";

const position = { file: "s.yaml", line: 7, column: 3 };
const FAILED = {
  atSeconds: 5,
  times: 1,
  lastSeconds: 5,
  by: "scale",
  level: "error",
  text: "error:\n not found",
  position,
} as const;
const WAITS = { by: "drain", sinceSeconds: 9, text: "node/a is not drained.", position: { ...position, line: 9 } };

function rollingOut(name: string, stuckSinceSeconds: number | null): WorkloadAvailability {
  return {
    kind: "Deployment",
    namespace: "default",
    name,
    desired: 1,
    serving: 1,
    minimum: 1,
    belowDesiredSeconds: 0,
    belowMinimumSeconds: 0,
    missingReplicaSeconds: [],
    outages: [],
    outageCount: 0,
    longestOutageSeconds: 0,
    rollouts: [
      {
        fromSeconds: 0,
        toSeconds: null,
        fewestServing: 1,
        stuckSinceSeconds,
        isGivenUp: false,
        isWithoutDowntime: true,
      },
    ],
  };
}

it("one is named with its place and its words", () => {
  expect(undoneSentence({ failures: [FAILED], unfinished: [] })).toBe("scale (s.yaml:7) failed: error: not found.");
  expect(undoneSentence({ failures: [], unfinished: [WAITS] })).toBe(
    "drain (s.yaml:9) is unfinished: node/a is not drained.",
  );
});

it("of many the first is named, of each kind", () => {
  expect(undoneSentence({ failures: [FAILED, FAILED], unfinished: [WAITS, WAITS, WAITS] })).toBe(
    "2 faults and actions failed, first scale (s.yaml:7): error: not found; " +
      "3 faults and actions are unfinished, first drain (s.yaml:9): node/a is not drained.",
  );
});

it("a run that was given up says so first", () => {
  const givenUpAfter = { events: 500_000_000, seconds: 12.5 };
  expect(undoneSentence({ failures: [], unfinished: [WAITS], givenUpAfter })).toBe(
    "The run was given up after 500 million events, at 13 s: something in it happens again and again; " +
      "drain (s.yaml:9) is unfinished: node/a is not drained.",
  );
});

it("rollouts that are stuck are named", () => {
  const undone = (...names: readonly string[]): Undone => ({
    ...NOTHING_UNDONE,
    workloads: [...names.map((name) => rollingOut(name, 5)), rollingOut("quiet", null)],
  });
  expect(stuckSentence(undone())).toBeUndefined();
  expect(stuckSentence(undone("web"))).toBe(
    "A rollout is stuck past the progress deadline at the end: deployment/web.",
  );
  expect(stuckSentence(undone("a", "b", "c", "d"))).toMatch(/^4 rollouts are stuck .*: .*deployment\/c, and 1 more\.$/);
});

it("there is no sentence where all was done", () => {
  expect(undoneSentence(NOTHING_UNDONE)).toBeUndefined();
});
