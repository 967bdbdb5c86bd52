// A scenario by its own path, or by the directory of a run that used it.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import type { FileReader } from "../../src/scenario/file-reader.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import { recordRun } from "../../src/simulation/saved-run.ts";
import { SAVED_RUN_FILE, savedRunText } from "../../src/cli/saved-run-text.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

import { loadAskedRun, loadAskedScenario } from "../../src/cli/asked-scenario.ts";

import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";

const SCENARIO = { "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD };

function withRun(summary: string): FileReader {
  return new MemoryFiles({ ...SCENARIO, "run/summary.json": summary });
}

function summaryOf(change: (sha256: string) => string): string {
  const plan = loadScenario("s.yaml", new MemoryFiles(SCENARIO), new DiagnosticSink())!;
  const inputs = plan.inputs.map(({ path, sha256 }) => ({ path, sha256: change(sha256) }));
  return JSON.stringify({ kind: "RunResult", seed: "42", scenario: { inputs } });
}

function load(files: FileReader, seed?: string) {
  const sink = new DiagnosticSink();
  const plan = loadAskedScenario("run", seed, files, sink);
  return { plan, codes: sink.all.map(({ code }) => code) };
}

describe("the directory of a run", () => {
  it("names the scenario and the seed", () => {
    const { plan, codes } = load(withRun(summaryOf((sha256) => sha256)));
    expect([plan?.seed, plan?.inputs.length, codes]).toEqual(["42", 2, []]);
    expect(load(withRun(summaryOf((sha256) => sha256)), "7").plan?.seed).toBe("7");
  });

  it("tells of inputs that have changed since", () => {
    const { plan, codes } = load(withRun(summaryOf(() => "0")));
    expect(plan).toBeDefined();
    expect(codes).toEqual(["changed-input", "changed-input"]);
  });

  it.each(["", "[]", '{"kind":"RunResult"}', '{"kind":"RunResult","seed":"1","scenario":{"inputs":[1]}}'])(
    "is none with %j in its summary",
    (summary) => {
      expect(load(withRun(summary))).toEqual({ plan: undefined, codes: ["not-a-run"] });
    },
  );
});

describe("what a run has left behind", () => {
  const plan = { ...loadScenario("s.yaml", new MemoryFiles(SCENARIO), new DiagnosticSink())!, seed: "42" };
  const { saved } = recordRun(new Simulation(plan), 1);
  const states = savedRunText(saved!, plan);
  const ask = (text: string, change: (sha256: string) => string, seed?: string) => {
    const files = { ...SCENARIO, "run/summary.json": summaryOf(change), [`run/${SAVED_RUN_FILE}`]: text };
    const sink = new DiagnosticSink();
    const asked = loadAskedRun("run", seed, new MemoryFiles(files), sink);
    return [asked?.saved !== undefined, ...sink.all.map(({ code }) => code)];
  };

  it("is used for the same seed and inputs alone", () => {
    const same = (sha256: string) => sha256;
    expect(ask(states, same)).toEqual([true]);
    expect(ask(states, same, "7")).toEqual([false]);
    expect(ask(states, () => "0")).toEqual([false, "changed-input", "changed-input"]);
  });

  it("is not used if it cannot be read, which is told", () => {
    expect(ask("text", (sha256) => sha256)).toEqual([false, "unusable-states"]);
    expect(ask(states.replace("42", "43"), (sha256) => sha256)).toEqual([false, "unusable-states"]);
  });
});

describe("the path of a scenario", () => {
  it("is read as it is, with another seed if one is given", () => {
    const files = new MemoryFiles(SCENARIO);
    expect(loadAskedScenario("s.yaml", "9", files, new DiagnosticSink())?.seed).toBe("9");
    const sink = new DiagnosticSink();
    expect(loadAskedScenario("s.yaml", "", files, sink)).toBeUndefined();
    expect(sink.hasErrors).toBe(true);
  });
});
