// plimsoll rehearse: what is printed where, and which exit code comes out.

import { describe, expect, it, vi } from "vitest";

import { moment } from "../../../src/base/time.ts";

import type { RehearsalResult } from "../../../src/experiment/rehearsal/rehearsal-result.ts";

import { Simulation } from "../../../src/simulation/simulation.ts";

import { rehearseCommand, type RehearseOptions } from "../../../src/cli/commands/rehearse.ts";

import { BARE_SHOP, SMALL_SHOP } from "../../experiment/rehearsal/small-shop.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

/** The small shop, with an end. */
const BRIEF = { "brief.yaml": `${SMALL_SHOP["s.yaml"]}  horizon: 90m\n` };
const FILES = new MemoryFiles({ ...SMALL_SHOP, ...BARE_SHOP, ...BRIEF });

function rehearse(options: Partial<RehearseOptions>, scenario = "s.yaml") {
  const terminal = recordingTerminal();
  const ports = { ...memoryReports().portsWith(terminal), files: FILES, nowMs: () => 0, showStacks: false };
  const code = rehearseCommand(scenario, { output: "table", at: "10m", watch: "30m", ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll rehearse", () => {
  it("says what does not come back, and exits with 99", () => {
    const { code, out } = rehearse({ zone: "b", quiet: true });
    expect(code).toBe(99);
    expect(out).toMatch(
      /^LOST {4}zone b \(1 node, 3 pods\): not everything comes back within 30m; \d workloads? stays? short/,
    );
    expect(out).toContain("Insufficient cpu");
    expect(out).toMatch(/StatefulSets wait for the end of default\/db-\d on m-2/);
  });

  it("misses pods that nobody makes anew, and those no longer that come back with their node", () => {
    const { code, out } = rehearse({ node: "m-1", quiet: true }, "bare.yaml");
    const text = out.replaceAll(/\s+/g, " ");
    expect(text).toContain("1 bare pod missing 1 pod that no simulated controller makes anew is missing at the end");
    expect([code, text.includes("default/alone (not ready)")]).toEqual([99, true]);
    const short = rehearse({ node: "m-1", for: "2m", quiet: true }, "bare.yaml");
    expect([short.code, short.out.includes("1 bare pod comes back with the nodes")]).toEqual([0, true]);
  });

  it("leaves out the scenario's own faults, and passes a loss that nobody feels", () => {
    const { code, out } = rehearse({ node: "m-2", at: "0s", for: "1s", output: "json" });
    const { losses, forSeconds } = JSON.parse(out) as RehearsalResult;
    expect([code, forSeconds]).toEqual([0, 1]);
    expect(losses).toMatchObject([{ lost: "node m-2", comesBack: true, waitingCount: 0, held: [] }]);
  });

  it("rehearses each zone, or the nodes with the most pods", () => {
    const each = JSON.parse(rehearse({ each: "zone", output: "json" }).out) as RehearsalResult;
    expect(each.losses.map(({ lost, nodes, podsLost }) => [lost, nodes, podsLost])).toEqual([
      ["zone a", ["m-1"], 3],
      ["zone b", ["m-2"], 3],
    ]);
    const most = JSON.parse(rehearse({ nodes: "1", output: "json" }).out) as RehearsalResult;
    expect(most.losses[0]).toMatchObject({ lost: "1 node with the most pods", nodes: ["m-1"] });
  });

  it("says that a run was given up, and exits with 97", () => {
    const run = vi.spyOn(Simulation.prototype, "run");
    run.mockImplementation(() => ({ endedBy: "event-limit", at: moment(60e6), events: 500_000_000 }));
    const { code, out } = rehearse({ zone: "b", quiet: true });
    run.mockRestore();
    expect([code, out.startsWith("GIVEN UP: the run without a loss was broken off")]).toEqual([97, true]);
  });

  it.each<[Partial<RehearseOptions>, string]>([
    [{}, "nothing is to be lost"],
    [{ zone: "a", node: "m-1" }, "several things are to be lost"],
    [{ zone: "c" }, "--zone: no node is in the zone c"],
    [{ node: "m-3" }, "--node: no node is called m-3"],
    [{ pool: "large" }, "--pool: no node is in the pool large"],
    [{ nodes: "3" }, "--nodes"],
    [{ zone: "a", at: "soon" }, '--at: "soon" is not a duration'],
    [{ zone: "a", for: "0s" }, "--for is no time"],
    [{ zone: "a", watch: "0s" }, "--watch is no time"],
    [{ zone: "a", seed: "" }, "--seed is empty"],
  ])("refuses %o", (options, words) => {
    const { code, out, err } = rehearse(options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });

  it("refuses a loss after the scenario's end, and takes one at the end", () => {
    const { code, out, err } = rehearse({ zone: "a", at: "91m" }, "brief.yaml");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("--at: 91m comes after the scenario has ended [after-horizon]");
    expect(err).toContain("expected: a time within spec.horizon (1h30m0s), or a longer horizon");
    expect(rehearse({ zone: "a", at: "90m" }, "brief.yaml").out).toContain("The nodes crash at 1h 30m");
  });
});
