// What is shown of a sweep while it goes on.

import { describe, expect, it } from "vitest";

import type { Design } from "../../src/experiment/design/point.ts";
import { failedRun } from "../../src/experiment/execution/run-record.ts";

import { SweepProgress } from "../../src/cli/sweep-progress.ts";

import { finishedRun } from "../experiment/made-runs.ts";
import { recordingTerminal, type RecordingTerminal } from "./recording-terminal.ts";

const DESIGN: Design = {
  factors: [{ name: "nodes", paths: ["nodes"], levels: ["8", "10"], isNumeric: true }],
  points: [0, 1].map((index) => ({ index, assignments: [], levels: [index] })),
};
const FIGURES = { "plimsoll_pods_waiting value": 3, "scheduler_pod_scheduling_sli_duration_seconds p(99)": 1.5 };

/** A progress of two runs of each point, and the clock that it sees. */
function progressOn(terminal: RecordingTerminal): {
  readonly progress: SweepProgress;
  readonly at: (ms: number) => void;
} {
  let now = 0;
  const progress = new SweepProgress(DESIGN, 2, terminal, () => now);
  return {
    progress,
    at: (ms) => {
      now = ms;
    },
  };
}

describe("the progress of a sweep", () => {
  it("is a line on a terminal: runs, points, pace, time left, and the latest figures", () => {
    const terminal = recordingTerminal(300);
    const { progress, at } = progressOn(terminal);
    at(1_000);
    progress.hear(finishedRun(0, 0, FIGURES), 4, false);
    expect(terminal.errors()).toContain(
      "25% · 1 of 4 runs · 0 of 2 points · 1.0/s · 3s left · nodes = 8: pods waiting 3, scheduling latency p99 1.5s",
    );
    at(2_000);
    progress.hear(finishedRun(0, 1, FIGURES), 4, false);
    expect(terminal.errors()).toContain("50% · 2 of 4 runs · 1 of 2 points · 1.0/s · 2s left");
    progress.clear();
    expect(terminal.errors().endsWith("\r\u001B[2K")).toBe(true);
  });

  it("is a plain line every ten seconds where nobody watches", () => {
    const terminal = recordingTerminal();
    const { progress, at } = progressOn(terminal);
    for (const ms of [1_000, 9_999]) {
      at(ms);
      progress.tick();
    }
    expect(terminal.errors()).toBe("");
    at(10_000);
    progress.tick();
    at(19_999);
    progress.hear(finishedRun(1, 0, FIGURES), 4, false);
    at(20_000);
    progress.tick();
    const lines = terminal.errors().trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe("0% · 0 of 4 runs · 0 of 2 points");
    expect(lines[1]).toContain("25% · 1 of 4 runs · 0 of 2 points · 3.0/min · 1m left · nodes = 10: ");
  });

  it("takes what the journal recalled for done, and not for quick", () => {
    const terminal = recordingTerminal(300);
    const { progress, at } = progressOn(terminal);
    at(1_000);
    progress.hear(finishedRun(0, 0, FIGURES), 4, true);
    expect(terminal.errors()).toContain("25% · 1 of 4 runs · 0 of 2 points");
    expect(terminal.errors()).not.toContain("left");
  });

  it("tells of failed runs, without what would meddle with the terminal", () => {
    const terminal = recordingTerminal(300);
    const { progress, at } = progressOn(terminal);
    at(1_000);
    const task = { point: DESIGN.points[1]!, replication: 0, seed: "1", detail: "none" as const };
    progress.hear(failedRun(task, "bad \u001B[31m"), 4, false);
    expect(terminal.errors()).toContain("1 failed · 1.0/s · 3s left · nodes = 10: bad \\u001b[31m");
  });
});
