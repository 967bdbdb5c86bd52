// Sweeps from scenario and arguments to checked points.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";
import { pointLabel } from "../../src/experiment/design/point.ts";
import { readSweep, type Sweep } from "../../src/experiment/read-sweep.ts";
import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";

const WORKLOADS = "  workloads: [{ name: w, manifests: [a.yaml] }]\n";
const COUNT = "cluster.nodePools[pool].count";
const POLICY = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: d }
spec:
  selector: { matchLabels: { a: b } }
  template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: c, image: i }] } }
`;

interface Read {
  readonly sweep: Sweep | undefined;
  readonly told: readonly Diagnostic[];
  readonly places: readonly string[];
}

function read(sweep: string, vary: readonly string[] = [], seed: string | null = null): Read {
  const text = `${scenario(WORKLOADS)}${sweep === "" ? "" : `  sweep:\n${sweep}`}`;
  const files = new MemoryFiles({
    "s.yaml": text,
    "a.yaml": POD,
    "most.yaml": POLICY,
    "bad.yaml": `${POLICY}a: 1\n`,
    "d.yaml": DEPLOYMENT,
  });
  const sink = new DiagnosticSink();
  const found = readSweep("s.yaml", { vary, seed, maxPoints: 1_000 }, files, sink);
  const places = sink.all.map(
    ({ code, position }) => `${code} ${position?.file}:${position?.line}:${position?.column}`,
  );
  return { sweep: found, told: sink.all, places };
}

function labels({ sweep }: Read): readonly string[] {
  return sweep!.design.points.map((point) => pointLabel(sweep!.design, point));
}

describe("a sweep", () => {
  it("has its points, its plan and how often each is run", () => {
    const found = read(`    parameters:\n      ${COUNT}: [2, 4]\n      scheduler.configuration: [null, most.yaml]\n`);
    expect(found.told).toEqual([]);
    expect(labels(found)).toEqual([
      `${COUNT} = 2, scheduler.configuration = default`,
      `${COUNT} = 2, scheduler.configuration = most`,
      `${COUNT} = 4, scheduler.configuration = default`,
      `${COUNT} = 4, scheduler.configuration = most`,
    ]);
    expect(found.sweep).toMatchObject({ replications: 10, precision: null, confidence: 0.95, plan: { seed: "1" } });
    expect(found.sweep?.plan.nodes).toHaveLength(3);
  });

  it("of a scenario that varies nothing is the scenario", () => {
    expect(labels(read(""))).toEqual(["as it is"]);
  });

  it("takes parameters and a seed from arguments", () => {
    const found = read("", [`${COUNT}=1..3:1`], "7");
    expect(labels(found)).toEqual([`${COUNT} = 1`, `${COUNT} = 2`, `${COUNT} = 3`]);
    expect(found.sweep?.plan.seed).toBe("7");
  });

  it("draws other points with another seed", () => {
    const text = `    design: random\n    points: 5\n    parameters: { "${COUNT}": { from: 1, to: 1000 } }\n`;
    expect(labels(read(text, [], "1"))).toEqual(labels(read(text)));
    expect(labels(read(text, [], "2"))).not.toEqual(labels(read(text)));
  });
});

describe("mistakes of a sweep", () => {
  it("in files that only some points name are told at the level", () => {
    const found = read("    parameters:\n      scheduler.configuration: [null, gone.yaml, bad.yaml]\n");
    expect(found.sweep).toBeUndefined();
    expect(found.places).toEqual(["missing-file s.yaml:10:39", "scheduler-configuration bad.yaml:3:1"]);
    expect(found.told[0]?.message).toBe("there is no file gone.yaml");
    expect(found.told[1]?.message).toMatch(/ \(at scheduler\.configuration = bad\)$/);
  });

  it("are told with those of the scenario and of paths, all at once", () => {
    const found = read(
      "    parameters:\n      scheduler.configuration: [gone.yaml]\n      horizont: [1h]\n    replications: x\n",
    );
    expect(found.sweep).toBeUndefined();
    expect(found.places).toEqual(["wrong-type s.yaml:12:19", "unknown-path s.yaml:11:7", "missing-file s.yaml:10:33"]);
  });

  it("that come of a whole point say which", () => {
    const found = read(`    parameters:\n      ${COUNT}: [0, 1]\n`);
    expect(found.told.map(({ message }) => message)).toEqual([`the cluster has 0 nodes (at ${COUNT} = 0)`]);
  });

  it("in arguments have no place", () => {
    const found = read("", ["scheduler.configuration=gone.yaml"]);
    expect(found.told).toEqual([
      expect.objectContaining({ message: "--vary scheduler.configuration=gone.yaml: there is no file gone.yaml" }),
    ]);
    expect(found.told[0]).not.toHaveProperty("position");
  });

  it("of which there would be one a point end early", () => {
    const found = read(`    parameters:\n      ${COUNT}: { from: 1000001, to: 1000900, step: 1 }\n`);
    expect(found.told).toHaveLength(1);
  });

  it("of size are told before anything is made", () => {
    const found = read(`    parameters:\n      ${COUNT}: { from: 1, to: 5000, step: 1 }\n`);
    expect(found.told).toMatchObject([{ code: "too-many-points", message: "the sweep has 5,000 points" }]);
  });
});

describe("notes of a sweep", () => {
  it("are those of all points, each once", () => {
    const found = read("", ["workloads[w].manifests=[a.yaml],[d.yaml]", "scheduler.ties=name,random"]);
    expect(found.sweep?.design.points).toHaveLength(4);
    expect(found.sweep?.notes.map(({ code }) => code)).toEqual(["not-simulated", "no-requests"]);
  });
});
