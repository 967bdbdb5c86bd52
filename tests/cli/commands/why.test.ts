// plimsoll why: what is printed where, and which exit code comes out.

import { describe, expect, it } from "vitest";

import type { FileReader } from "../../../src/scenario/file-reader.ts";

import type { Explanation } from "../../../src/simulation/explain/explanation.ts";

import { whyCommand, type WhyOptions } from "../../../src/cli/commands/why.ts";

import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const FILES = new MemoryFiles({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD });

function why(pod: string, options: Partial<WhyOptions> = {}, files: FileReader = FILES) {
  const terminal = recordingTerminal();
  const ports = { ...memoryReports().portsWith(terminal), files, nowMs: () => 0, showStacks: false };
  const code = whyCommand(pod, "s.yaml", { output: "text", top: "5", ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll why", () => {
  it("prints the explanation, as text or as data", () => {
    const text = why("pod/a");
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toContain("pod default/a is running on node");
    const json = JSON.parse(why("a", { output: "json", seed: "7" }).out) as Explanation;
    expect(json).toMatchObject({ apiVersion: "plimsoll/v1alpha1", kind: "Explanation", seed: "7", pod: { name: "a" } });
  });

  it.each<[string, Partial<WhyOptions>, string]>([
    ["nobody-at-all", {}, "there is no pod nobody-at-all in the scenario"],
    ["a/b/c", {}, "names no pod"],
    ["web", { at: "5 parsecs" }, "--at"],
    ["web", { at: "5min" }, "did you mean 5m?"],
    ["web", { top: "0" }, "--top"],
    ["web", { seed: "" }, "--seed is empty"],
  ])("refuses %s with %o", (pod, options, words) => {
    const { code, out, err } = why(pod, options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });

  it("says of a pod on a node that is not there that such pods are left out", () => {
    const elsewhere = POD.replace("spec: {", "spec: { nodeName: gone,");
    const lost = new MemoryFiles({
      "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"),
      "a.yaml": elsewhere,
    });
    const { code, err } = why("pod/a", {}, lost);
    expect(code).toBe(2);
    expect(err).toContain("there is no pod a in the scenario");
    expect(err).toContain("bound to a node that the scenario does not have");
  });

  it("ends with 1 and the command to repeat it if plimsoll itself fails", () => {
    const broken = recordingTerminal();
    const ports = { ...memoryReports().portsWith(broken), files: FILES, nowMs: () => 0, showStacks: false };
    const failing = {
      ...ports,
      terminal: {
        ...broken,
        out: () => {
          throw new Error("broken on purpose");
        },
      },
    };
    expect(whyCommand("a", "s.yaml", { output: "text", top: "5" }, failing)).toBe(1);
    expect(broken.errors()).toContain("plimsoll why a s.yaml --seed 1");
  });

  it("says of a workload whose controller runs that it cannot look at its pods yet", () => {
    const text = scenario("  controllers: simulated\n  horizon: 1m\n  workloads: [{ manifests: [a.yaml] }]\n");
    const { code, err } = why("deployment/web", {}, new MemoryFiles({ "s.yaml": text, "a.yaml": POD }));
    expect(code).not.toBe(0);
    expect(err).toContain("why cannot look yet at what controllers create");
  });
});
