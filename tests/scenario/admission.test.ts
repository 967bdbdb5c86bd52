// What admission makes of the pods of a scenario, and which it refuses.

import { describe, expect, it } from "vitest";

import type { PodSpec } from "../../src/model/objects.ts";

import { runSimulation } from "../../src/simulation/run-simulation.ts";

import { load, places, POD, scenario } from "./memory-files.ts";

const ONE = "  workloads: [{ manifests: [a.yaml] }]\n";
const TWO = "  workloads:\n    - { manifests: [a.yaml] }\n    - { manifests: [b.yaml] }\n";

function object(kind: string, rest: string, apiVersion = "v1"): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n${rest}\n---\n`;
}

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

/** The specs of the pods in `a.yaml`, and the codes of all that was told. */
function admitted(
  manifests: string,
  spec = "",
): { readonly specs: readonly PodSpec[]; readonly codes: readonly string[] } {
  const { plan, told } = load({ "s.yaml": scenario(ONE + spec), "a.yaml": manifests });
  const templates = plan?.workloads.flatMap(({ pods }) => pods.templates) ?? [];
  return { specs: [...templates, ...(plan?.boundPods ?? [])].map((pod) => pod.spec), codes: places(told) };
}

function off(...plugins: readonly string[]): string {
  return `  admission: { disable: [${plugins.join(", ")}] }\n`;
}

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
  });

  it("of the system's own classes need no definition", () => {
    const { specs, codes } = admitted(withClass("a", "system-node-critical"));
    expect(specs).toMatchObject([{ priority: 2_000_001_000 }]);
    expect(codes).toEqual([]);
  });

  it("of classes that nothing defines stay as pods say", () => {
    const { specs } = admitted(CLASSES + withClass("a", "hihg"));
    expect(specs[0]?.priority).toBeUndefined();
  });

  it("are not for users to say, unless the plugin is off", () => {
    const pod = POD.replace("spec: {", "spec: { priority: 7,");
    const { errors } = load({ "s.yaml": scenario(ONE), "a.yaml": pod });
    expect(errors).toMatchObject([
      {
        code: "not-admitted",
        message:
          'pods "a" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority ' +
          "admission controller computed 0 from the given PriorityClass name",
        position: { file: "a.yaml", line: 1 },
        expected: "a pod that Priority admits, or Priority under spec.admission.disable",
      },
    ]);
    expect(admitted(pod, off("Priority")).specs).toMatchObject([{ priority: 7 }]);
  });
});

describe("tolerations of five minutes", () => {
  it("are given to all new pods, unless the plugin is off", () => {
    const keys = (spec: string) =>
      admitted(POD, spec).specs.map(({ tolerations }) => tolerations?.map(({ key }) => key));
    expect(keys("")).toEqual([["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]]);
    expect(keys(off("DefaultTolerationSeconds"))).toEqual([undefined]);
  });
});

describe("a LimitRange", () => {
  const range = (item: string) => object("LimitRange", `spec: { limits: [${item}] }`);

  it("gives amounts after those that follow from limits", () => {
    const limited = POD.replace("requests: { cpu: 1 }", "limits: { cpu: 2 }");
    const { specs } = admitted(range("{ type: Container, defaultRequest: { cpu: 1, memory: 1Gi } }") + limited);
    expect(specs[0]?.containers[0]?.resources).toEqual({
      limits: { cpu: "2" },
      requests: { cpu: "2", memory: "1Gi" },
    });
  });

  it("gives them to the pods of workload objects, which their templates did not have", () => {
    const template = "metadata: { labels: { a: b } }, spec: { containers: [{ name: c, image: i }] }";
    const deployment =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n" +
      `spec: { selector: { matchLabels: { a: b } }, template: { ${template} } }\n`;
    const { specs } = admitted(range("{ type: Container, default: { cpu: 2 } }") + deployment);
    expect(specs[0]?.containers[0]?.resources).toEqual({ limits: { cpu: "2" }, requests: { cpu: "2" } });
  });

  it("that a pod breaks is a mistake, in the server's words, at the pod's place", () => {
    const { errors } = load({ "s.yaml": scenario(ONE), "a.yaml": range("{ type: Pod, max: { cpu: 500m } }") + POD });
    expect(errors).toMatchObject([
      {
        code: "not-admitted",
        message: 'pods "a" is forbidden: maximum cpu usage per Pod is 500m.  No limit is specified',
        position: { file: "a.yaml", line: 6 },
      },
    ]);
  });

  it("whose defaults make a pod invalid is told as the server tells it", () => {
    const { errors } = load({
      "s.yaml": scenario(ONE),
      "a.yaml": range("{ type: Container, default: { cpu: 500m }, defaultRequest: { cpu: 100m } }") + POD,
    });
    expect(errors.map(({ message }) => message)).toEqual([
      'The Pod "a" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal ' +
        "to cpu limit of 500m",
    ]);
  });

  it("of another namespace, or with the plugin off, means nothing", () => {
    const tight = range("{ type: Pod, max: { cpu: 500m } }");
    expect(admitted(tight.replace("name: x", "name: x, namespace: other") + POD).codes).toEqual([]);
    expect(admitted(tight + POD, off("LimitRanger")).codes).toEqual([]);
  });
});

describe("a RuntimeClass", () => {
  const kata = object(
    "RuntimeClass",
    "handler: kata\noverhead: { podFixed: { cpu: 250m } }\nscheduling: { nodeSelector: { runtime: kata } }",
    "node.k8s.io/v1",
  );

  it("gives overhead and a node selector", () => {
    const { specs } = admitted(kata + POD.replace("spec: {", "spec: { runtimeClassName: x,"));
    expect(specs).toMatchObject([{ overhead: { cpu: "250m" }, nodeSelector: { runtime: "kata" } }]);
  });

  it("must be there for a pod with overhead", () => {
    const pod = POD.replace("spec: {", "spec: { overhead: { cpu: 1 },");
    const { errors } = load({ "s.yaml": scenario(ONE), "a.yaml": pod });
    expect(errors.map(({ message }) => message)).toEqual([
      'pods "a" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
    ]);
    expect(admitted(pod, off("RuntimeClass")).codes).toEqual([]);
  });
});

describe("a ResourceQuota", () => {
  const quota = object("ResourceQuota", "spec: { hard: { pods: 5, requests.memory: 1Gi } }");

  it("is kept for the run, unless the plugin is off", () => {
    const files = { "a.yaml": `${quota}${POD.replace("cpu: 1", "memory: 1Mi")}` };
    const { plan } = load({ "s.yaml": scenario(ONE), ...files });
    expect(plan?.resourceQuotas).toMatchObject([{ metadata: { name: "x" }, spec: { hard: { pods: "5" } } }]);
    expect(load({ "s.yaml": scenario(ONE + off("ResourceQuota")), ...files }).plan?.resourceQuotas).toEqual([]);
  });

  it("that could never take a pod is a mistake of the pod", () => {
    const { errors } = load({ "s.yaml": scenario(ONE), "a.yaml": quota + POD });
    expect(errors.map(({ message }) => message)).toEqual([
      'pods "a" is forbidden: failed quota: x: must specify requests.memory for: c',
    ]);
  });
});

describe("pods of a dump", () => {
  const stored = POD.replace("name: a", "name: a, uid: x");

  it("were admitted when they came, bound or waiting", () => {
    const tight = object("LimitRange", "spec: { limits: [{ type: Pod, max: { cpu: 500m } }] }");
    const bound = stored.replace(": a", ": b").replace("spec: {", "spec: { nodeName: pool-1, priority: 7,");
    const { specs, codes } = admitted(`${tight}${stored}---\n${bound}`);
    expect(codes).toEqual([]);
    expect(specs.map(({ tolerations, priority }) => [tolerations, priority])).toEqual([
      [undefined, undefined],
      [undefined, 7],
    ]);
  });

  it("are none that were only written as bound: those are admitted", () => {
    const bound = POD.replace("spec: {", "spec: { nodeName: pool-1,");
    expect(admitted(bound).specs[0]?.tolerations).toHaveLength(2);
  });
});

describe("pods that a workload object of a dump lacks", () => {
  const range = object("LimitRange", "spec: { limits: [{ type: Pod, max: { cpu: 500m } }] }");
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, uid: x }
spec:
  replicas: 3
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }] }
`;

  it("because admission refuses them are only told, and refused in the run as well", () => {
    const { plan, told } = load({ "s.yaml": scenario(ONE), "a.yaml": range + deployment });
    expect(told).toContainEqual(
      expect.objectContaining({
        code: "not-admitted",
        severity: "warning",
        message: expect.stringContaining("maximum cpu usage per Pod is 500m") as string,
      }),
    );
    const { pods } = runSimulation(plan!);
    expect(pods).toMatchObject({ created: 0, refused: 3 });
  });
});

describe("spec.admission.disable", () => {
  it("names the plugins that there are", () => {
    const { errors } = load({ "s.yaml": scenario(ONE + off("LimitRange")), "a.yaml": POD });
    expect(errors).toMatchObject([{ code: "wrong-value", suggestion: "LimitRanger" }]);
  });
});
