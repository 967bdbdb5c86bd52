// A search as a user asks for it.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { readAskedLine, type LineWishes } from "../../src/cli/asked-line.ts";

import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";

const FILES = {
  "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n  thresholds: ['plimsoll_pods_waiting value == 0']\n"),
  "a.yaml": POD,
};
const LOWER = { lower: "cluster.nodePools[pool].count=1..9" };

function asked(wishes: LineWishes) {
  const sink = new DiagnosticSink();
  const found = readAskedLine("s.yaml", wishes, new MemoryFiles(FILES), 2, sink);
  return { found, told: sink.all.filter(({ severity }) => severity === "error").map(({ message }) => message) };
}

describe("a search that is asked for", () => {
  it("has candidates, a rule, and its replications in words", () => {
    const { found } = asked({ ...LOWER, replications: "3", most: "12" });
    expect(found!.question.amounts).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(found!.replications).toBe("3 runs of each value, and up to 12 where it lies near a limit");
    expect(found!.question.demands.mostReplications).toBe(12);
    const wanted = found!.rule.wanted(found!.question.amounts.map(() => []));
    expect(wanted).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 3]);
  });

  it("runs each value once, and no more, if that is asked for", () => {
    expect(asked({ ...LOWER, replications: "1", most: "1" }).found!.replications).toBe("1 run of each value");
    expect(asked({ ...LOWER, replications: "1", most: "4" }).found!.replications).toBe(
      "1 run of each value, and up to 4 where it lies near a limit",
    );
  });

  it("divides its confidence among more judgements if there are more to make", () => {
    const few = asked({ ...LOWER, replications: "3", most: "3" }).found!.question.demands.confidenceOfEach;
    const many = asked({ ...LOWER, replications: "3", most: "48" }).found!.question.demands.confidenceOfEach;
    expect(many).toBeGreaterThan(few);
    expect(few).toBeGreaterThan(0.95);
  });

  it("tells all mistakes at once", () => {
    const { found, told } = asked({ ...LOWER, tolerance: "0", workers: "0", replications: "none" });
    expect(found).toBeUndefined();
    expect(told.length).toBe(3);
  });
});
