// Files judged without running anything.

import { describe, expect, it } from "vitest";

import { checkFiles } from "../../src/scenario/check-files.ts";
import type { FileContent } from "../../src/scenario/file-reader.ts";

import { MemoryFiles, POD, scenario } from "./memory-files.ts";

const CONFIGURATION = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

function check(files: Readonly<Record<string, string | FileContent>>, ...paths: readonly string[]) {
  const checked = checkFiles(paths.length === 0 ? Object.keys(files) : paths, new MemoryFiles(files));
  const mistakes = checked.diagnostics.filter(({ severity }) => severity === "error");
  return { ...checked, mistakes: mistakes.map(({ message, position }) => `${position?.file}: ${message}`) };
}

describe("checking files", () => {
  it("counts objects of all kinds, those that are only judged, too", () => {
    const budget =
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b }\nspec: { minAvailable: 1 }\n";
    const checked = check({ "a.yaml": `${POD}---\n${budget}`, "s.yaml": scenario(), "k.yaml": CONFIGURATION });
    expect(checked.mistakes).toEqual([]);
    expect(checked.files).toEqual(["a.yaml", "s.yaml", "k.yaml"]);
    expect(Object.fromEntries(checked.objectsByKind)).toEqual({
      Pod: 1,
      PodDisruptionBudget: 1,
      Scenario: 1,
      KubeSchedulerConfiguration: 1,
    });
  });

  it("judges scenarios with all that they name", () => {
    const wrong = POD.replace("cpu: 1", "cpu: one");
    const { mistakes } = check(
      { "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": wrong },
      "s.yaml",
    );
    expect(mistakes).toEqual([expect.stringContaining("a.yaml: Pod in version")]);
  });

  it("judges the levels of a sweep", () => {
    const sweep = "  sweep: { parameters: { scheduler.configuration: [null, gone.yaml], horizont: [1h] } }\n";
    expect(check({ "s.yaml": scenario(sweep) }, "s.yaml").mistakes).toEqual([
      "s.yaml: spec has no field horizont",
      "s.yaml: there is no file gone.yaml",
    ]);
  });

  it("says once what two ways lead to", () => {
    const wrong = POD.replace("cpu: 1", "cpu: one");
    const files = { "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": wrong };
    expect(check(files).mistakes).toHaveLength(1);
  });

  it("judges configurations of the scheduler wherever they stand", () => {
    const { mistakes } = check({ "a.yaml": `${POD}---\n${CONFIGURATION}percentageOfNodesToScore: 101\n` });
    expect(mistakes).toEqual([expect.stringMatching(/^a\.yaml: .*101/)]);
  });

  it("sees references and names across all files", () => {
    const high = POD.replace("spec: {", "spec: { priorityClassName: high,");
    const priorityClass = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\nvalue: 5\n";
    const codes = (files: Record<string, string>): readonly string[] =>
      check(files).diagnostics.map(({ code }) => code);
    expect(codes({ "a.yaml": high })).toContain("unknown-priority-class");
    expect(codes({ "a.yaml": high, "b.yaml": priorityClass })).not.toContain("unknown-priority-class");
    expect(codes({ "a.yaml": POD, "b.yaml": POD })).toContain("duplicate-name");
  });

  it("tells what cannot be read and judges the rest", () => {
    const { mistakes } = check({ "a.yaml": POD.replace("cpu: 1", "cpu: one") }, "none.yaml", "a.yaml");
    expect(mistakes).toHaveLength(2);
  });
});
