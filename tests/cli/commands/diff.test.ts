// plimsoll diff: two scenarios, or one under two scheduler configurations.

import { describe, expect, it } from "vitest";

import type { Comparison } from "../../../src/simulation/explain/comparison.ts";

import { diffCommand, type DiffOptions } from "../../../src/cli/commands/diff.ts";

import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const PROFILE = `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles: [{ plugins: { score: { disabled: [{ name: "*" }] } } }]
`;

function diff(second: string | undefined, options: Partial<DiffOptions> = {}) {
  const terminal = recordingTerminal();
  const files = new MemoryFiles({
    "a.yaml": scenario("  workloads: [{ manifests: [pod.yaml] }]\n"),
    "b.yaml": scenario("  workloads: [{ manifests: [pod.yaml] }]\n  seed: 5\n"),
    "pod.yaml": POD,
    "profile.yaml": PROFILE,
    "wrong.yaml": PROFILE.replace("profiles", "profile"),
  });
  const ports = { ...memoryReports().portsWith(terminal), files, nowMs: () => 0, showStacks: false };
  const code = diffCommand("a.yaml", second, { output: "text", ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll diff", () => {
  it("compares two scenarios, as text or as data", () => {
    const text = diff("b.yaml");
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toContain("at the same place");
    const json = JSON.parse(diff("b.yaml", { output: "json" }).out) as Comparison;
    expect(json).toMatchObject({ kind: "Comparison", first: { seed: "1" }, second: { seed: "5" }, differing: 0 });
  });

  it("compares one scenario under two configurations, and names the file", () => {
    const json = JSON.parse(diff(undefined, { scheduler: "profile.yaml", output: "json" }).out) as Comparison;
    expect(json.second.inputs.map(({ path }) => path)).toContain("profile.yaml");
  });

  it("refuses one scenario alone, and a configuration with mistakes", () => {
    expect(diff(undefined)).toMatchObject({ code: 2, out: "" });
    expect(diff(undefined).err).toContain("there is one scenario, and nothing to compare it with");
    const wrong = diff(undefined, { scheduler: "wrong.yaml" });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("wrong.yaml:3");
  });
});
