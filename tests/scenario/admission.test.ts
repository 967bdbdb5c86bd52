// What the whole plan shows: priorities, names, places.

import { describe, expect, it } from "vitest";

import { load, POD, scenario } from "./memory-files.ts";

const CLASSES = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 1000
preemptionPolicy: Never
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: usual }
value: 10
globalDefault: true
---
`;

function withClass(name: string, priorityClass: string): string {
  return POD.replace("name: a", `name: ${name}`).replace("spec: {", `spec: { priorityClassName: ${priorityClass},`);
}

const TWO = "  workloads:\n    - { manifests: [a.yaml] }\n    - { manifests: [b.yaml] }\n";

describe("priorities", () => {
  it("come from classes, wherever in the scenario these stand", () => {
    const { plan } = load({
      "s.yaml": scenario(TWO),
      "a.yaml": withClass("a", "high"),
      "b.yaml": CLASSES + POD.replace(": a", ": b"),
    });
    const specs = plan!.workloads.flatMap(({ pods }) => pods.templates.map(({ spec }) => spec));
    expect(specs).toMatchObject([
      { priority: 1000, preemptionPolicy: "Never", priorityClassName: "high" },
      { priority: 10, priorityClassName: "usual" },
    ]);
    expect(plan?.notes.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("preemption is not simulated"),
    );
  });

  it("of the system's own classes need no definition", () => {
    const { plan, told } = load({
      "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"),
      "a.yaml": withClass("a", "system-node-critical"),
    });
    expect(plan?.workloads[0]?.pods.templates[0]?.spec.priority).toBe(2_000_001_000);
    expect(told).toEqual([]);
  });

  it("of classes that nothing defines are told", () => {
    const { told } = load({
      "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"),
      "a.yaml": CLASSES + withClass("a", "hihg"),
    });
    expect(told).toMatchObject([{ code: "unknown-priority-class", severity: "not-simulated", suggestion: "high" }]);
  });

  it("that pods bring along stay", () => {
    const pod = POD.replace("spec: {", "spec: { priority: 7,");
    const { plan } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": CLASSES + pod });
    expect(plan?.workloads[0]?.pods.templates[0]?.spec.priority).toBe(7);
  });
});

describe("names", () => {
  it("of schedulers that are not simulated are told", () => {
    const pod = POD.replace("spec: {", "spec: { schedulerName: default-schedular,");
    const { told } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": pod });
    expect(told).toMatchObject([{ code: "unknown-scheduler", severity: "warning", suggestion: "default-scheduler" }]);
  });

  it("of the default scheduler are missed where pods mean it and no profile has it", () => {
    const profile =
      "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles: [{ schedulerName: x }]\n";
    const spec = "  scheduler: { configuration: k.yaml }\n  workloads: [{ manifests: [a.yaml] }]\n";
    const { told } = load({ "s.yaml": scenario(spec), "a.yaml": POD, "k.yaml": profile });
    expect(told).toMatchObject([{ code: "unknown-scheduler", severity: "warning" }]);
    expect(told[0]?.message).toContain("no profile is called default-scheduler");
  });

  it("of pods may not return in another workload, which is told once for a pair", () => {
    const both = `${POD}---\n${POD.replace(": a", ": b")}`;
    const { errors } = load({ "s.yaml": scenario(TWO), "a.yaml": both, "b.yaml": both });
    expect(errors).toMatchObject([
      { code: "duplicate-name", message: "pod default/a is in the workload b and in the workload a" },
    ]);
  });

  it("of pods in other namespaces are others", () => {
    const other = POD.replace("name: a", "name: a, namespace: z");
    expect(load({ "s.yaml": scenario(TWO), "a.yaml": POD, "b.yaml": other }).errors).toEqual([]);
  });
});

describe("bound pods", () => {
  it("whose node is not there are left out, and told", () => {
    const bound = POD.replace("spec: {", "spec: { nodeName: gone,");
    const { plan, told } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": bound });
    expect(plan?.boundPods).toEqual([]);
    expect(told).toMatchObject([{ code: "unknown-node", severity: "warning", position: { file: "a.yaml" } }]);
  });
});
