// plimsoll capacity: what is printed where, and which exit code comes out.

import { describe, expect, it } from "vitest";

import type { CapacityResult } from "../../../src/experiment/capacity/capacity-result.ts";

import { capacityCommand, type CapacityOptions } from "../../../src/cli/commands/capacity.ts";

import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const FILES = new MemoryFiles({
  "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"),
  "a.yaml": POD,
  "more.yaml": POD.replace("name: a", "name: more"),
  "bad.yaml": POD.replace("cpu: 1", "cpu: one"),
});

function capacity(options: Partial<CapacityOptions> = {}) {
  const terminal = recordingTerminal();
  const ports = { ...memoryReports().portsWith(terminal), files: FILES, nowMs: () => 0, showStacks: false };
  const code = capacityCommand("s.yaml", { output: "table", pod: "more.yaml", lose: "any", ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll capacity", () => {
  it("prints the answer, as text or as data", () => {
    const text = capacity();
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toContain("ANSWER  11 more pods of pod/more fit; after losing any one node 7");
    const json = JSON.parse(capacity({ output: "json", lose: "none", seed: "7" }).out) as CapacityResult;
    expect(json).toMatchObject({ kind: "CapacityResult", seed: "7", template: { asked: "more.yaml" } });
    expect(json.points[0]).toMatchObject({ now: { more: 11 }, afterNode: null, afterZone: null });
    expect(capacity({ output: "markdown", pod: "pod/a" }).out).toContain("**11 more pods of pod/a fit");
  });

  it("exits with 99 if fewer fit than are asked for, after any loss that is asked about", () => {
    expect(capacity({ atLeast: "7" }).code).toBe(0);
    expect(capacity({ atLeast: "8", lose: "none" }).code).toBe(0);
    expect(capacity({ atLeast: "8" })).toMatchObject({
      code: 99,
      err: "failed: 7 fit at worst, and at least 8 are asked for\n",
    });
  });

  it("refuses to lose a zone where there is none", () => {
    const { code, out, err } = capacity({ lose: "zone", atLeast: "1" });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("no node has a zone");
  });

  it("holds every policy to it", () => {
    const vary = ["cluster.nodePools[pool].count=3,4"];
    expect(capacity({ vary, atLeast: "8" }).code).toBe(99);
    expect(capacity({ vary }).out).toContain("cluster.nodePools[pool].count = 4");
  });

  it.each<[Partial<CapacityOptions>, string]>([
    [{ atLeast: "many" }, "--at-least"],
    [{ seed: "" }, "--seed is empty"],
    [{ pod: "nowhere.yaml" }, "there is no file nowhere.yaml"],
    [{ pod: "bad.yaml" }, "bad.yaml:4"],
    [{ vary: ["nothing"] }, "--vary"],
  ])("refuses %o", (options, words) => {
    const { code, out, err } = capacity(options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});
