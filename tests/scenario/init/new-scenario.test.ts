// New scenarios from dumps: a whole dump of all kinds, and dumps that are none.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";

import { SourceText } from "../../../src/environment/documents/source-text.ts";

import { exampleScenario, scenarioOfDump, type NewScenario } from "../../../src/scenario/init/new-scenario.ts";

import { load, places } from "../memory-files.ts";

const DUMP = readFileSync(new URL("data/dump.yaml", import.meta.url), "utf8");
const KEY = "0123456789abcdef";

function make(
  text: string,
  key?: string,
): { readonly made: NewScenario | undefined; readonly told: readonly string[]; readonly sink: DiagnosticSink } {
  const sink = new DiagnosticSink();
  const made = scenarioOfDump([new SourceText("dump.yaml", text)], { name: "made", key }, sink);
  return { made, told: places(sink.all.filter(({ severity }) => severity === "error")), sink };
}

function filesOf(made: NewScenario | undefined): Readonly<Record<string, string>> {
  const files = Object.fromEntries(made!.files.map(({ path, content }) => [path, content]));
  return { ...files, "s.yaml": files["scenario.yaml"]! };
}

describe("the scenario of a dump", () => {
  const { made } = make(DUMP);

  it("says what it holds and what was left out", () => {
    expect(made).toMatchObject({ nodes: 4, boundPods: 3, pendingPods: 2, ended: 2 });
    expect(Object.fromEntries(made!.leftOutByKind)).toEqual({ Secret: 1, ConfigMap: 1 });
    const kinds = [...made!.othersByKind.keys()];
    expect(kinds).toEqual(expect.arrayContaining(["HorizontalPodAutoscaler", "PodDisruptionBudget", "RuntimeClass"]));
    expect(kinds).not.toContain("Job");
  });

  it("holds no secret and is about half of the dump", () => {
    const { "scenario.schema.json": schema, ...files } = filesOf(made);
    expect(schema).toBeDefined();
    const text = Object.values(files).join("");
    expect(text).not.toMatch(/hunter2|managedFields|resourceVersion|last-applied|kube-root-ca/);
    expect(text.length).toBeLessThan(DUMP.length * 0.55);
    expect(text).toContain('# kubernetes: "1.34"');
  });

  it.each([undefined, KEY])("loads without a mistake (key: %s)", (key) => {
    const { plan, errors, told } = load(filesOf(make(DUMP, key).made));
    expect(errors).toEqual([]);
    expect(told.filter(({ severity }) => severity === "warning")).toEqual([]);
    expect(plan?.nodes).toHaveLength(4);
    expect(plan?.boundPods).toHaveLength(3);
    expect(plan?.workloads.map(({ pods }) => pods.names.length)).toEqual([2]);
  });

  it("keeps references together under anonymous names", () => {
    const { plan } = load(filesOf(make(DUMP, KEY).made));
    const nodes = new Set(plan!.nodes.map(({ node }) => node.metadata.name));
    expect(plan!.boundPods.every(({ spec }) => nodes.has(spec.nodeName!))).toBe(true);
    expect(
      plan!.nodes.every(({ node }) => node.metadata.labels!["kubernetes.io/hostname"] === node.metadata.name),
    ).toBe(true);
    const zones = plan!.nodes.map(({ node }) => node.metadata.labels!["topology.kubernetes.io/zone"]);
    expect(zones[0]).toBe(zones[2]);
    expect(zones[0]).not.toBe(zones[1]);
  });

  it("holds no name of the cluster once names are anonymous, and is the same each time", () => {
    const anonymous = make(DUMP, KEY).made!;
    const text = anonymous.files.flatMap(({ path, content }) => (path.endsWith(".json") ? [] : [content])).join("");
    const names =
      /openb|paib|serve\b|serve-|features|notebook|\bvision|training|example\.com|alibaba|cn-north|gvisor|runsc|queue|192\.0\.2|d-8vb/;
    expect(text.replaceAll(/^ *#.*$/gm, "")).not.toMatch(names);
    expect(make(DUMP, KEY).made).toEqual(anonymous);
    expect(make(DUMP, `${KEY}0`).made!.files[1]!.content).not.toBe(anonymous.files[1]!.content);
  });
});

describe("a dump that is none", () => {
  it("has no nodes", () => {
    expect(make("apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n")).toMatchObject({
      made: undefined,
      told: ["no-nodes"],
    });
  });

  it("has mistakes, told at their places", () => {
    const { made, told } = make("apiVersion: v1\nkind: Node\nmetadata: { name: node, labels: { a: 1 } }\n");
    expect(made).toBeUndefined();
    expect(told).toEqual(["wrong-type 3:38"]);
  });
});

describe("the example scenario", () => {
  it("loads", () => {
    const files = Object.fromEntries(exampleScenario("demo").map(({ path, content }) => [path, content]));
    expect(load({ ...files, "s.yaml": files["scenario.yaml"]! })).toMatchObject({ errors: [], plan: { name: "demo" } });
  });
});
