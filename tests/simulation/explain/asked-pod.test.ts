// Which pods a question means: by name, by namespace, by the workload that owns them.

import { describe, expect, it } from "vitest";

import { meantPods, readAskedPod } from "../../../src/simulation/explain/asked-pod.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";
import { boundPod } from "./small-questions.ts";

describe("the text of a question", () => {
  it.each([
    ["web-1", { kind: "pod", namespace: undefined, name: "web-1" }],
    ["pod/web-1", { kind: "pod", namespace: undefined, name: "web-1" }],
    ["shop/web-1", { kind: "pod", namespace: "shop", name: "web-1" }],
    ["po/shop/web-1", { kind: "pod", namespace: "shop", name: "web-1" }],
    ["Deployment/web", { kind: "deployment", namespace: undefined, name: "web" }],
    ["sts/shop/db", { kind: "statefulset", namespace: "shop", name: "db" }],
  ])("%s is understood", (text, asked) => {
    expect(readAskedPod(text, undefined)).toEqual(asked);
  });

  it("takes the namespace that is given beside it, unless it names one", () => {
    expect(readAskedPod("web-1", "shop")).toMatchObject({ namespace: "shop" });
    expect(readAskedPod("pod/own/web-1", "shop")).toMatchObject({ namespace: "own" });
  });

  it.each(["", "pod/", "a/b/c", "pod/a/b/c", "//"])("%j is none", (text) => {
    expect(readAskedPod(text, undefined)).toBeUndefined();
  });
});

describe("the pods meant", () => {
  const inNamespace = (namespace: string, owner?: string) => {
    const pod = smallPod({});
    const ownerReferences = owner === undefined ? [] : [{ kind: "ReplicaSet", name: owner, controller: true }];
    return { ...pod, metadata: { ...pod.metadata, namespace, ownerReferences } };
  };
  const rows = ["default", "shop", "shop"].map((namespace, index) => ({
    pod: inNamespace(namespace, index === 0 ? undefined : "web-6d4cf56db6"),
  }));
  const nodes = [smallNode("n1", { cpu: "4", memory: "8Gi" })];
  const twice = [inNamespace("a"), inNamespace("b")].map((pod) => boundPod("twin", "n1", pod));
  const boundPods = [...twice, boundPod("w-1", "n1", inNamespace("default"))];
  const plan = smallPlan(nodes, [smallWorkload("w", rows, { kind: "at-start" })], { boundPods });
  const ask = (text: string) => meantPods(plan, readAskedPod(text, undefined)!);

  it("are found in every namespace, in default first", () => {
    expect(ask("w-2")).toEqual({ kind: "pods", pods: [{ namespace: "shop", name: "w-2" }] });
    expect(ask("w-1")).toEqual({ kind: "pods", pods: [{ namespace: "default", name: "w-1" }] });
    expect(ask("shop/w-1")).toEqual({ kind: "pods", pods: [{ namespace: "shop", name: "w-1" }] });
  });

  it("are those that a workload owns, through its replica set too", () => {
    const pods = [1, 2].map((number) => ({ namespace: "shop", name: `w-${number}` }));
    expect(ask("deployment/web")).toEqual({ kind: "pods", pods });
    expect(ask("rs/web-6d4cf56db6")).toEqual({ kind: "pods", pods });
  });

  it("are unknown with the nearest name, or ambiguous with their namespaces", () => {
    expect(ask("w-11")).toEqual({ kind: "unknown", nearest: "w-1" });
    expect(ask("deployment/webb")).toEqual({ kind: "unknown", nearest: "deployment/web" });
    expect(ask("nothing-like-it")).toEqual({ kind: "unknown", nearest: undefined });
    expect(ask("kube-system/w-2")).toEqual({ kind: "unknown", nearest: "shop/w-2" });
    expect(ask("web")).toEqual({ kind: "unknown", nearest: "deployment/web" });
    expect(ask("twin")).toEqual({ kind: "ambiguous", namespaces: ["a", "b"] });
  });
});
