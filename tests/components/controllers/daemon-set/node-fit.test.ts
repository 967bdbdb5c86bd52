// On which nodes a DaemonSet's pods should run, and on which they may stay.

import { describe, expect, it } from "vitest";

import { nodeFit, withDaemonTolerations } from "../../../../src/components/controllers/daemon-set/node-fit.ts";
import type { PodTemplateSpec } from "../../../../src/model/api/types/pod.ts";
import { node, pod, type NodeTraits } from "../../../model/build-objects.ts";

function verdict(spec: PodTemplateSpec["spec"], traits: NodeTraits) {
  const { shouldRun, mayStay } = nodeFit({ spec: { containers: [], ...spec } }, node("n1", {}, traits));
  return [shouldRun, mayStay];
}

const RUNS = [true, true];
const STAYS = [false, true];
const GOES = [false, false];

function taint(key: string, effect: string) {
  return { taints: [{ key, effect }] };
}

describe("a pod", () => {
  it("belongs on every node that is not tainted", () => {
    expect(verdict({}, {})).toEqual(RUNS);
    expect(verdict({}, taint("dedicated", "PreferNoSchedule"))).toEqual(RUNS);
  });

  it("belongs on nodes that are selected, by labels, affinity or name", () => {
    expect(verdict({ nodeSelector: { disk: "ssd" } }, { labels: { disk: "ssd" } })).toEqual(RUNS);
    expect(verdict({ nodeSelector: { disk: "ssd" } }, {})).toEqual(GOES);
    const matchExpressions = [{ key: "gpu", operator: "Exists" }];
    const requiredDuringSchedulingIgnoredDuringExecution = { nodeSelectorTerms: [{ matchExpressions }] };
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } };
    expect(verdict({ affinity }, { labels: { gpu: "" } })).toEqual(RUNS);
    expect(verdict({ affinity }, {})).toEqual(GOES);
    expect([verdict({ nodeName: "n1" }, {}), verdict({ nodeName: "n2" }, {})]).toEqual([RUNS, GOES]);
  });

  it("may stay where it would not be scheduled, but not where it would not be run", () => {
    expect(verdict({}, taint("dedicated", "NoSchedule"))).toEqual(STAYS);
    expect(verdict({}, taint("dedicated", "NoExecute"))).toEqual(GOES);
    expect(verdict({ tolerations: [{ operator: "Exists" }] }, taint("dedicated", "NoExecute"))).toEqual(RUNS);
  });

  it("puts up with what befalls nodes", () => {
    for (const key of ["not-ready", "unreachable"]) {
      expect(verdict({}, taint(`node.kubernetes.io/${key}`, "NoExecute"))).toEqual(RUNS);
    }
    for (const key of ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"]) {
      expect(verdict({}, taint(`node.kubernetes.io/${key}`, "NoSchedule"))).toEqual(RUNS);
    }
    expect(verdict({}, taint("node.kubernetes.io/not-ready", "NoSchedule"))).toEqual(STAYS);
    const network = taint("node.kubernetes.io/network-unavailable", "NoSchedule");
    expect([verdict({}, network), verdict({ hostNetwork: true }, network)]).toEqual([STAYS, RUNS]);
  });
});

it("decides once for a template and a node", () => {
  const template = { spec: { containers: [] } };
  const known = node("n1", {});
  expect(nodeFit(template, known)).toBe(nodeFit(template, known));
});

it("takes the place of a toleration that ends some day", () => {
  const short = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 5 };
  const own = { key: "dedicated", operator: "Exists" };
  const { tolerations = [] } = withDaemonTolerations(pod({ tolerations: [short, own] })).spec;
  expect(tolerations).toHaveLength(7);
  expect(tolerations.slice(0, 2)).toEqual([
    { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
    own,
  ]);
});
