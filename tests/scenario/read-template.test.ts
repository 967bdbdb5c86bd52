// Templates of further pods: which manifests are one, and what a further pod has of the one that is there.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { ScenarioLoader } from "../../src/scenario/scenario-loader.ts";
import { furtherPod } from "../../src/scenario/read-template.ts";
import { MemoryFiles, POD, scenario } from "./memory-files.ts";

const RULES = `apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: default }
spec: { limits: [{ type: Container, defaultRequest: { memory: 64Mi }, max: { cpu: 2 } }] }
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 100
`;

function workload(kind: string, spec: string, podSpec = ""): string {
  const [group, restart] = kind === "Job" ? ["batch/v1", "restartPolicy: Never, "] : ["apps/v1", ""];
  const selector = kind === "Job" ? "" : "selector: { matchLabels: { a: b } }, ";
  const pod = `${restart}${podSpec}containers: [{ name: c, image: i }]`;
  return `apiVersion: ${group}
kind: ${kind}
metadata: { name: web }
spec: { ${spec}${selector}template: { metadata: { labels: { a: b } }, spec: { ${pod} } } }
`;
}

function load(template: string, path = "t/more.yaml") {
  const sink = new DiagnosticSink();
  const files = new MemoryFiles({
    "s.yaml": scenario("  workloads: [{ manifests: [r.yaml] }]\n"),
    "r.yaml": RULES,
    [path]: template,
  });
  const found = new ScenarioLoader("s.yaml", files).loadWithTemplate([], path, sink)?.template;
  return { found, told: sink.all, errors: sink.all.filter(({ severity }) => severity === "error") };
}

describe("a template", () => {
  it.each<[string, string, number | null]>([
    ["Deployment", workload("Deployment", "replicas: 3, "), 3],
    ["StatefulSet", workload("StatefulSet", "serviceName: s, "), 1],
    ["ReplicaSet", workload("ReplicaSet", "replicas: 0, "), 1],
    ["Job", workload("Job", "parallelism: 2, completions: 5, "), 2],
  ])("is the pod of a %s, with its size", (kind, text, replicas) => {
    expect(load(text.replace("image: i }", "image: i, resources: { limits: { cpu: 1 } } }")).found).toMatchObject({
      kind,
      name: "web",
      namespace: "default",
      replicas,
    });
  });

  it("is a pod by itself, admitted by the rules of the scenario and not of its own file", () => {
    const pod = POD.replace("spec: {", "spec: { priorityClassName: high,");
    const { found } = load(pod);
    expect(found).toMatchObject({ kind: "Pod", name: "a", replicas: null, objects: [] });
    expect(found?.pod.spec).toMatchObject({ priority: 100 });
    expect(found?.pod.spec.containers[0]?.resources?.requests).toMatchObject({ memory: "64Mi" });
    expect(found?.pod.metadata.name).toBe("a");
  });

  it("may be a pod that stands on a node of a cluster", () => {
    const dumped = POD.replace("name: a", "name: a, uid: u").replace("spec: {", "spec: { nodeName: n,");
    expect(load(dumped).found?.pod.spec.nodeName).toBeUndefined();
  });

  it("brings the ReplicaSet of its Deployment, by which the scheduler knows its pods", () => {
    expect(load(workload("Deployment", "replicas: 3, ")).found?.objects.map(({ kind }) => kind)).toEqual([
      "ReplicaSet",
    ]);
  });

  it.each([
    ["no pod", RULES, "t/more.yaml holds no pod template"],
    ["two pods", `${POD}---\n${POD.replace("name: a", "name: b")}`, "t/more.yaml holds 2 pod templates"],
    ["a pod that has ended", `${POD}status: { phase: Succeeded }\n`, "t/more.yaml holds no pod that could be created"],
  ])("is none with %s", (_, text, message) => {
    const { found, errors } = load(text);
    expect(found).toBeUndefined();
    expect(errors.map((error) => error.message)).toContain(message);
  });

  it("is refused where admission refuses it, with its place", () => {
    const { found, errors } = load(POD.replace("cpu: 1 } }", "cpu: 3 }, limits: { cpu: 3 } }"));
    expect(found).toBeUndefined();
    expect(errors[0]?.message).toContain("maximum cpu usage per Container is 2, but limit is 3");
    expect(errors[0]?.position?.file).toBe("t/more.yaml");
  });
});

describe("a further pod", () => {
  it("shares no claim that is named after the pod", () => {
    const claim = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
    const spec = { nodeName: "n", volumes: [claim("data", "data-db-0"), claim("all", "shared")], containers: [] };
    const pod = furtherPod({ metadata: { name: "db-0", deletionTimestamp: "x" }, spec }, "db-0", "db");
    expect(pod).toEqual({ metadata: { name: "db" }, spec: { containers: [], volumes: [claim("all", "shared")] } });
  });
});
