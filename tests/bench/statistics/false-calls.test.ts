// A queue compared with itself, in small: differences are called about as seldom as they should be.

import { expect, it } from "vitest";

import { falseCalls } from "../../../bench/statistics/false-calls.ts";
import { QUEUES } from "../../../bench/statistics/queues.ts";

it("a queue compared with itself is seldom called different, and many figures together hardly ever", () => {
  const calls = falseCalls(QUEUES[1]!, 80, 400);
  expect(calls).toHaveLength(8);
  for (const { subject, called, trials } of calls) {
    const most = subject.includes("uncorrected") ? 0.35 : 0.125;
    expect(called / trials, subject).toBeLessThanOrEqual(most);
  }
});
