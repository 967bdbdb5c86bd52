// The scheduler's configuration of a scenario.

import { describe, expect, it } from "vitest";

import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";

import { load, scenario } from "./memory-files.ts";

const SPEC = "  scheduler: { configuration: k.yaml }\n";
const HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

describe("the scheduler's configuration", () => {
  it("is Kubernetes' own without a file", () => {
    expect(load({ "s.yaml": scenario() }).plan?.scheduler).toEqual(defaultSchedulerConfiguration("1.36"));
    expect(load({ "s.yaml": scenario('  kubernetes: "1.33"\n') }).plan?.scheduler).toEqual(
      defaultSchedulerConfiguration("1.33"),
    );
  });

  it("is that of the file, which is listed among the inputs", () => {
    const { plan, errors } = load({ "s.yaml": scenario(SPEC), "k.yaml": `${HEAD}podInitialBackoffSeconds: 3\n` });
    expect(errors).toEqual([]);
    expect(plan?.scheduler.podInitialBackoffSeconds).toBe(3);
    expect(plan?.inputs.map(({ path }) => path)).toEqual(["s.yaml", "k.yaml"]);
  });

  it("is refused with the place in its own file", () => {
    const file = `${HEAD}profiles:\n  - schedulerName: x\n    percentageOfNodesToScore: 200\n`;
    const { errors } = load({ "s.yaml": scenario(SPEC), "k.yaml": file });
    expect(errors).toMatchObject([
      {
        code: "scheduler-configuration",
        position: { file: "k.yaml", line: 5, column: 31 },
        path: "profiles[0].percentageOfNodesToScore",
      },
    ]);
  });

  it("names what of the file has no effect or is not simulated, with its place", () => {
    const file = `${HEAD}parallelism: 4\nprofiles:\n  - plugins:\n      multiPoint:\n        enabled:\n          - name: GangScheduling\n`;
    const { plan, told } = load({ "s.yaml": scenario(SPEC), "k.yaml": file });
    expect(plan).toBeDefined();
    expect(told.filter(({ position }) => position?.file === "k.yaml")).toMatchObject([
      { code: "without-effect", severity: "ignored", path: "parallelism", position: { line: 3, column: 1 } },
      { code: "not-simulated", severity: "not-simulated", position: { line: 8, column: 13 } },
    ]);
  });

  it("says how equal nodes are told apart, with or without a file", () => {
    const tied = load({ "s.yaml": scenario("  scheduler: { ties: name }\n") });
    expect(tied.errors).toEqual([]);
    expect(tied.plan?.scheduler).toEqual({ ...defaultSchedulerConfiguration("1.36"), ties: "name" });
    expect(load({ "s.yaml": scenario("  scheduler: { ties: first }\n") }).errors).toMatchObject([
      { path: "spec.scheduler.ties" },
    ]);
  });

  it("may name policies that kube-scheduler has not, and refuses arguments that they do not take", () => {
    const profile = (args: string) =>
      `${HEAD}profiles:\n  - plugins: { score: { enabled: [{ name: Marathon }] } }\n` +
      `    pluginConfig: [{ name: Marathon, args: ${args} }]\n`;
    const files = (args: string) => ({ "s.yaml": scenario(SPEC), "k.yaml": profile(args) });
    expect(load(files("{ instancesPerOffer: 2 }")).errors).toEqual([]);
    expect(load(files("{ instancesPerOffer: 0 }")).errors).toMatchObject([
      { code: "scheduler-configuration", path: "profiles[0].pluginConfig[0].args.instancesPerOffer" },
    ]);
  });

  it("is one document", () => {
    const { errors } = load({ "s.yaml": scenario(SPEC), "k.yaml": `${HEAD}---\n${HEAD}` });
    expect(errors).toMatchObject([{ code: "too-many-documents", position: { file: "k.yaml", line: 4 } }]);
  });

  it("may be missing or empty, which is told", () => {
    expect(load({ "s.yaml": scenario(SPEC) }).errors).toMatchObject([
      { code: "missing-file", position: { file: "s.yaml" } },
    ]);
    expect(load({ "s.yaml": scenario(SPEC), "k.yaml": "# nothing\n" }).errors).toMatchObject([{ code: "empty-file" }]);
  });
});
