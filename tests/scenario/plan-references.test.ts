// Classes and schedulers by name.

import { describe, expect, it } from "vitest";

import { load, POD, scenario } from "./memory-files.ts";

const ONE = "  workloads: [{ manifests: [a.yaml] }]\n";

describe("classes that nothing defines", () => {
  it("are told, with the nearest one that there is", () => {
    const high = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\nvalue: 5\n---\n";
    const kata = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: kata }\nhandler: kata\n---\n";
    const pod = POD.replace("spec: {", "spec: { priorityClassName: hihg, runtimeClassName: katta,");
    const { told } = load({ "s.yaml": scenario(ONE), "a.yaml": high + kata + pod });
    expect(told).toMatchObject([
      { code: "unknown-priority-class", severity: "not-simulated", suggestion: "high", position: { file: "a.yaml" } },
      { code: "unknown-runtime-class", severity: "not-simulated", suggestion: "kata", position: { file: "a.yaml" } },
    ]);
  });

  it("are no mistake of pods that come from a dump, which have what their runtime class gave them", () => {
    const pod = POD.replace("name: a", "name: a, uid: x").replace("spec: {", "spec: { runtimeClassName: kata,");
    expect(load({ "s.yaml": scenario(ONE), "a.yaml": pod }).told).toEqual([]);
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
});

describe("quotas", () => {
  const quota = (namespace: string) =>
    `apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q, namespace: ${namespace} }\nspec: { hard: { pods: 5 } }\n---\n`;
  const owned = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }] }
`;

  it("are told to be final for pods of controllers in their namespace", () => {
    const told = (text: string, admission = "") =>
      load({ "s.yaml": scenario(ONE + admission), "a.yaml": text }).told.filter(({ message }) =>
        /retries/.test(message),
      );
    expect(told(quota("default") + owned)).toMatchObject([
      { code: "not-simulated", severity: "not-simulated", position: { file: "a.yaml", line: 1 } },
    ]);
    expect(told(quota("other") + owned)).toEqual([]);
    expect(told(quota("default") + POD)).toEqual([]);
    expect(told(quota("default") + owned, "  admission: { disable: [ResourceQuota] }\n")).toEqual([]);
  });

  it("on other objects than pods are told to hold nothing back, unless controllers run", () => {
    const told = (controllers: string) =>
      load({
        "s.yaml": scenario(ONE + controllers),
        "a.yaml": quota("default").replace("pods: 5", "pods: 5, services: 2") + POD,
      }).told.filter(({ message }) => /no such object is refused/.test(message));
    expect(told("")).toMatchObject([{ code: "not-simulated", position: { file: "a.yaml", line: 1 } }]);
    expect(told("  controllers: simulated\n")).toEqual([]);
  });
});
