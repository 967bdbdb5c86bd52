// Questions from scenario, policies and template, with all mistakes.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { notesOf, readCapacity } from "../../../src/experiment/capacity/read-capacity.ts";
import { deployment, filesOf, POOL } from "./small-worlds.ts";

const WEB = deployment("web", 3, "cpu: 1");

function read(template: string, vary: readonly string[] = [], seed: string | null = null, text = WEB) {
  const sink = new DiagnosticSink();
  const files = filesOf({ pools: [POOL], manifests: deployment("old", 2, "cpu: 1") }, text);
  const questions = readCapacity("s.yaml", { template, vary, seed }, files, sink);
  const errors = sink.all.filter(({ severity }) => severity === "error");
  return { questions, errors };
}

describe("a capacity question", () => {
  it("has one point where nothing is varied, and the seed that is asked for", () => {
    const { questions } = read("more.yaml", [], "9");
    expect(questions?.map(({ label, plan }) => [label, plan.seed])).toEqual([["", "9"]]);
    expect(questions?.[0]?.template).toMatchObject({ kind: "Deployment", name: "web", replicas: 3 });
    expect(questions?.[0]?.plan.workloads.map(({ pods }) => pods.names.length)).toEqual([2]);
    expect(notesOf(questions ?? []).length).toBeGreaterThan(0);
  });

  it("has a point for each policy", () => {
    const { questions } = read("deployment/old", ["cluster.nodePools[general].count=3,6"]);
    expect(questions?.map(({ label, plan }) => [label, plan.nodes.length])).toEqual([
      ["cluster.nodePools[general].count = 3", 3],
      ["cluster.nodePools[general].count = 6", 6],
    ]);
  });

  it("takes the points of the scenario's own sweep, if they are few", () => {
    const labels = (levels: string) => {
      const spec = `  sweep: { parameters: { "cluster.nodePools[general].count": [${levels}] } }\n`;
      const files = filesOf({ pools: [POOL], spec }, WEB);
      const request = { template: "more.yaml", vary: [], seed: null };
      return readCapacity("s.yaml", request, files, new DiagnosticSink())?.map(({ label }) => label);
    };
    expect(labels("2, 3")).toHaveLength(2);
    expect(labels(Array.from({ length: 21 }, (_, index) => index + 1).join())).toEqual([""]);
  });

  it.each<[string, string, readonly string[], string]>([
    ["a file that is not there", "nowhere.yaml", [], "there is no file nowhere.yaml"],
    ["a workload that is not there", "deployment/nobody", [], "there is no deployment nobody"],
    ["a path that leads nowhere", "more.yaml", ["cluster.nodePool=1,2"], "cluster.nodePool"],
    ["too many policies", "more.yaml", ["cluster.nodePools[general].count=1..30:1"], "the sweep has 30 points"],
  ])("is none with %s", (_, template, vary, words) => {
    const { questions, errors } = read(template, vary);
    expect(questions).toBeUndefined();
    expect(errors.map(({ message }) => message).join()).toContain(words);
  });

  it("takes what has no kind before its slash for a path", () => {
    expect(read("team/pod").errors[0]?.message).toBe("there is no file team/pod");
    expect(read("pods/more.yaml").errors[0]?.message).toBe("there is no file pods/more.yaml");
  });

  it("tells mistakes in the template with their place", () => {
    const { errors } = read("more.yaml", [], null, WEB.replace("image: i", "image: i, imagePullPolicy: Often"));
    expect(errors[0]).toMatchObject({ code: "unsupported-value", position: { file: "more.yaml", line: 10 } });
  });
});
