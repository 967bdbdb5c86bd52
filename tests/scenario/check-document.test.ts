// Mistakes in the scenario document itself.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import { readDocuments } from "../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";

import { checkScenarioDocument } from "../../src/scenario/check-document.ts";
import type { CheckedScenario } from "../../src/scenario/checked-scenario.ts";
import { places, scenario } from "./memory-files.ts";

function check(text: string): { readonly scenario: CheckedScenario | undefined; readonly told: readonly Diagnostic[] } {
  const sink = new DiagnosticSink();
  const [document] = readDocuments(new SourceText("s.yaml", text), sink);
  return { scenario: checkScenarioDocument(document!, sink), told: sink.all };
}

describe("a right scenario", () => {
  it("is taken as it is", () => {
    const { scenario: checked, told } = check(scenario("  horizon: 24h\n"));
    expect(told).toEqual([]);
    expect(checked?.options.spec.horizon).toBe("24h");
    expect(checked?.positionOf(["spec", "horizon"])).toEqual({ file: "s.yaml", line: 7, column: 12 });
  });
});

describe("wrong scenarios", () => {
  it("are told of everything at once, each at its place", () => {
    const text = `apiVersion: plimsol/v1
kind: Scenario
metadata: { name: Not A Name }
spec:
  kubernetes: 1.30
  seed: []
  horizont: 24h
  cluster:
    nodePools:
      - { name: a, count: -1, allocatable: { cpu: 4, memory: 8Gi } }
      - { name: b, count: 1 }
  workloads:
    - { manifests: [x], lifetime: 10 }
    - { trace: { format: opnb, pods: x }, arrival: listd }
  coefficients: { a: .nan }
`;
    const { told } = check(text);
    expect([...places(told)].sort()).toEqual(
      [
        "wrong-value 1:13",
        "wrong-value 3:19",
        "wrong-value 5:15",
        "wrong-value 6:9",
        "unknown-field 7:3",
        "out-of-range 10:27",
        "missing-field 11:9",
        "wrong-value 13:35",
        "wrong-value 14:26",
        "wrong-value 14:52",
        "wrong-type 15:22",
      ].sort(),
    );
  });

  it.each<[string, object]>([
    ["  horizont: 1h\n", { code: "unknown-field", path: "spec.horizont", suggestion: "horizon" }],
    ["  horizon: 90\n", { code: "wrong-type", suggestion: "90s" }],
    ["  horizon: 5 min\n", { code: "wrong-value", suggestion: "5m" }],
    ['  kubernetes: "1.37"\n', { code: "wrong-value", suggestion: "1.36" }],
    ['  kubernetes: "1.32"\n', { code: "wrong-value", suggestion: "1.33" }],
    ["  kubernetes: latest\n", { expected: expect.stringContaining("1.33, 1.34") as string }],
    ["  seed: 1.5\n", { code: "wrong-value", expected: expect.stringContaining("whole number") as string }],
    ["  workloads: {}\n", { code: "wrong-type", message: "workloads: a mapping is not a list" }],
    ["  workloads: [{ manifests: x }]\n", { message: 'manifests: "x" is not a list' }],
    ["  workloads: [{ manifests: [] }]\n", { code: "out-of-range" }],
    [
      "  workloads: [{ manifests: [x], arrival: { perSecond: 0 } }]\n",
      { code: "out-of-range", path: "spec.workloads[0].arrival.perSecond" },
    ],
    ["  workloads: [{ manifests: [x], arrival: { perSecond: .inf } }]\n", { code: "wrong-type" }],
    ["  workloads: [{ manifests: [x], arrival: { persecond: 3 } }]\n", { code: "missing-field" }],
    ["  workloads: [{ manifests: [x], arrival: { perSecond: 3, process: poison } }]\n", { suggestion: "poisson" }],
    ["  workloads: [{ trace: { format: openbb, pods: x } }]\n", { suggestion: "openb" }],
    [
      "  workloads: [{ trace: { format: openb } }]\n",
      { code: "missing-field", expected: expect.stringContaining("pod list") as string },
    ],
    ["  workloads: [{ trace: { format: openb, nodes: x } }]\n", { code: "missing-field" }],
    ["  coefficients: { scheduler.cycleFixedUs: -1 }\n", { code: "out-of-range" }],
    ["  thresholds: a value < 1\n", { code: "wrong-type" }],
    ["  admission: {}\n", { code: "missing-field", message: "spec.admission has no disable" }],
    [
      "  workloads: [{ name: n }]\n",
      {
        code: "wrong-type",
        message: "name: n is not a text without quotes: YAML reads it as false",
        suggestion: '"n"',
      },
    ],
    [
      "  workloads: [{ name: On }]\n",
      { message: "name: On is not a text without quotes: YAML reads it as true", suggestion: '"On"' },
    ],
    [
      "  workloads: [{ name: true }]\n",
      { message: "name: true is not a text without quotes: YAML reads it as a truth value", suggestion: '"true"' },
    ],
    ["  horizon:\n", { code: "wrong-type", message: "horizon: null is not a text" }],
  ])("%j", (spec, diagnostic) => {
    expect(check(scenario(spec)).told[0]).toMatchObject(diagnostic);
  });

  it("of which nothing is left give nothing", () => {
    expect(check("just: this\n").scenario).toBeUndefined();
    expect(check("[1, 2]\n").scenario).toBeUndefined();
    expect(check("text\n").told).toMatchObject([
      { code: "wrong-type", message: 'the document: "text" is not a mapping' },
    ]);
  });
});

describe("what is left of a wrong scenario", () => {
  it("lacks the wrong parts and knows where the others stand", () => {
    const text = scenario(
      "  workloads:\n    - { manifests: [a] }\n    - { manifests: [b], lifetme: 1h }\n    - { arrival: never }\n    - 5\n    - { manifests: [c, 7, d] }\n",
    );
    const { scenario: rest } = check(text);
    const workloads = rest?.options.spec.workloads;
    expect(workloads).toEqual([{ manifests: ["a"] }, { manifests: ["b"] }, {}, { manifests: ["c", "d"] }]);
    expect(rest?.positionOf(["spec", "workloads", 3, "manifests", 1])).toMatchObject({ line: 12, column: 27 });
  });
});
