// Times of pods that nobody reads.

import { describe, expect, it } from "vitest";

import { load } from "./memory-files.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: { name: a, annotations: { plimsoll/arrives-at: 5s, plimsoll/runs-for: 5s } }
spec: { containers: [{ name: main, image: "a:1" }] }
`;

function told(cluster: string, rest: string) {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: times }
spec:
  horizon: 1h
  cluster: { nodePools: [{ name: m, count: 1, allocatable: { cpu: 4, memory: 1Gi }${cluster} }] }
  workloads: [{ manifests: [web.yaml] }]
  ${rest}
`;
  const web = POD.replace("name: a,", "name: web,");
  const { plan, errors } = load({ "s.yaml": scenario, "pod.yaml": POD, "web.yaml": web });
  expect(errors).toEqual([]);
  return plan!.notes
    .filter(({ code }) => code === "without-effect")
    .map(({ message, position }) => [message, position?.file, position?.line]);
}

describe("times of pods", () => {
  it("count where a workload offers them", () => {
    expect(told("", "controllers: simulated")).toEqual([]);
  });

  it("are told on static pods, with their place", () => {
    expect(told(", staticPods: { manifests: [pod.yaml] }", "")).toEqual([
      ["plimsoll/arrives-at says nothing on a static pod", "pod.yaml", 1],
      ["plimsoll/runs-for says nothing on a static pod", "pod.yaml", 1],
    ]);
  });

  it("are told on pods that actions bring, with their place", () => {
    expect(told("", "actions: [{ at: 1m, apply: { manifests: [pod.yaml] } }]")).toEqual([
      ["plimsoll/arrives-at says nothing on a pod that an action brings", "pod.yaml", 1],
      ["plimsoll/runs-for says nothing on a pod that an action brings", "pod.yaml", 1],
    ]);
  });
});
