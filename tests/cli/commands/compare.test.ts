// plimsoll compare: what is compared, what is printed, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { compareCommand, type CompareOptions } from "../../../src/cli/commands/compare.ts";

import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryExperiments } from "../memory-experiments.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const WORKLOAD = "  workloads: [{ manifests: [a.yaml] }]\n";
const FILES = {
  "s.yaml": scenario(WORKLOAD),
  "other.yaml": scenario(WORKLOAD).replace("name: test", "name: other"),
  "a.yaml": POD,
};
const VARY = ["cluster.nodePools[pool].count=1,2"];

async function compare(paths: readonly string[], options: Partial<CompareOptions> = {}) {
  const terminal = recordingTerminal();
  const reports = memoryReports();
  const code = await compareCommand(
    paths,
    { output: "json", replications: "6", ...options },
    {
      ...reports.portsWith(terminal),
      files: new MemoryFiles(FILES),
      experiments: memoryExperiments(),
      whileStoppable: (work) => work(new AbortController().signal),
      nowMs: () => 0,
      showStacks: false,
    },
  );
  return { code, out: terminal.output(), err: terminal.errors(), reports };
}

describe("plimsoll compare", () => {
  it("compares the levels of what is varied, and writes a report with the answer", async () => {
    const { code, out, reports } = await compare(["s.yaml"], { vary: VARY });
    const result = JSON.parse(out) as {
      readonly comparison: { readonly pairs: readonly unknown[]; readonly answer: object };
    };
    expect(code).toBe(0);
    expect(result.comparison.pairs.length).toBe(1);
    expect(result.comparison.answer).toMatchObject({ kind: expect.any(String) as string });
    expect(JSON.parse(reports.written[join("reports", "test-compare", "sweep.json")]!)).toMatchObject({
      comparison: result.comparison,
    });
    expect(reports.events.at(-1)).toBe("publish");
  });

  it("compares several scenarios", async () => {
    const { code, out } = await compare(["s.yaml", "other.yaml"], { output: "table" });
    expect(code).toBe(0);
    expect(out).toMatch(/^ANSWER {2}no difference was found in any figure/);
    expect(out).toMatch(/FIGURE +test +other/);
  });

  it.each([
    [["s.yaml"], {}, "there is one alternative"],
    [["s.yaml", "other.yaml"], { vary: VARY }, "--vary goes with one scenario"],
    [["s.yaml", "none.yaml"], {}, "there is no file none.yaml"],
    [["s.yaml"], { vary: VARY, indifference: "lots" }, '--indifference: "lots" is no share of a mean'],
    [["s.yaml"], { vary: ["cluster.nodePools[pool].count=1..40:1"] }, "there are 40 alternatives"],
  ] as const)("refuses %j %j", async (paths, options, message) => {
    const { code, out, err, reports } = await compare(paths, options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(reports.events).toEqual([]);
  });

  it("fails on what is worse only if it is asked to", async () => {
    const paths = ["s.yaml"];
    const fewer = { vary: ["cluster.nodePools[pool].allocatable.cpu=4,0"] };
    const [asked, unasked] = [await compare(paths, { ...fewer, failOnWorse: true }), await compare(paths, fewer)];
    expect([asked.code, unasked.code]).toEqual([99, 0]);
  });
});
