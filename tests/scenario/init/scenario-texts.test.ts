// Texts of new scenarios: they load as they stand, and with every suggestion in their comments taken up.

import { describe, expect, it } from "vitest";

import {
  dumpScenarioText,
  EXAMPLE_WORKLOADS,
  exampleScenarioText,
  schemaFile,
  type DumpScenario,
} from "../../../src/scenario/init/scenario-texts.ts";

import { load, POD } from "../memory-files.ts";

const NODE = `apiVersion: v1
kind: Node
metadata: { name: node }
status: { allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }
`;

function dumpText(changes: Partial<DumpScenario> = {}): string {
  return dumpScenarioText({ name: "a", description: "b", hasWorkloads: true, nodeVersion: undefined, ...changes });
}

describe("the text for a dump", () => {
  const files = { "cluster.yaml": NODE, "workloads.yaml": POD };

  it("loads", () => {
    const { plan, errors } = load({ "s.yaml": dumpText(), ...files });
    expect(errors).toEqual([]);
    expect(plan).toMatchObject({ name: "a", description: "b", kubernetes: "1.36" });
    expect(plan?.workloads.map(({ name }) => name)).toEqual(["pending"]);
  });

  it.each(["yes", "1e3", "012", "true"])("can be called %s", (name) => {
    expect(load({ "s.yaml": dumpText({ name, description: "a: #b" }), ...files }).plan).toMatchObject({
      name,
      description: "a: #b",
    });
  });

  it.each([true, false])("loads with its suggestions, too (workloads: %s)", (hasWorkloads) => {
    // Prose begins with a capital letter.
    const text = dumpText({ hasWorkloads, nodeVersion: "1.34" }).replaceAll(/^( +)# (?![A-Z])/gm, "$1");
    const scheduler = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";
    const { plan, errors } = load({
      "s.yaml": text,
      ...files,
      "kube-scheduler.yaml": scheduler,
      "next-release/a.yaml": POD.replace("name: a", "name: b"),
    });
    expect(errors).toEqual([]);
    expect(plan?.kubernetes).toBe("1.34");
    expect(plan?.thresholds).toHaveLength(1);
    expect(plan?.nodes).toHaveLength(3);
    expect(plan?.workloads.map(({ name }) => name)).toContain("next-release");
  });

  it("names no file that is not there", () => {
    expect(dumpText({ hasWorkloads: false })).not.toContain("workloads.yaml");
  });
});

describe("the example", () => {
  it("loads without a word", () => {
    const { plan, told } = load({ "s.yaml": exampleScenarioText("example"), "workloads.yaml": EXAMPLE_WORKLOADS });
    expect(told.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
    expect(plan?.nodes).toHaveLength(6);
  });
});

describe("the schema", () => {
  it("lies beside the scenario, which names it for editors", () => {
    const { path, content } = schemaFile();
    expect(dumpText()).toContain(`$schema=./${path}\n`);
    expect(JSON.parse(content)).toMatchObject({ type: "object", title: "plimsoll scenario" });
  });
});
