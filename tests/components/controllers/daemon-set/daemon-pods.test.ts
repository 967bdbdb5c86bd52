// Pods of a DaemonSet: where they belong, and which come first.

import { describe, expect, it } from "vitest";

import {
  byAge,
  daemonTemplate,
  isUpdatedBy,
  placeNameOf,
  targetNodeOf,
} from "../../../../src/components/controllers/daemon-set/daemon-pods.ts";
import { livePod } from "../fake-view.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

function pinnedTo(...values: readonly string[]) {
  const matchFields = [{ key: "metadata.name", operator: "In", values }];
  const requiredDuringSchedulingIgnoredDuringExecution = { nodeSelectorTerms: [{ matchFields }] };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } } };
}

describe("a pod belongs", () => {
  it("on its node, or on the one that it is pinned to", () => {
    expect(targetNodeOf(daemonPod("n1", "h", { spec: pinnedTo("n2") }))).toBe("n1");
    expect(targetNodeOf(livePod({ name: "a", spec: pinnedTo("n2") }))).toBe("n2");
  });

  it("nowhere if it is pinned to no node or to several", () => {
    expect(targetNodeOf(livePod({ name: "a" }))).toBeUndefined();
    expect(targetNodeOf(livePod({ name: "a", spec: pinnedTo("n1", "n2") }))).toBeUndefined();
  });
});

it("counts for its node until it is over and going", () => {
  expect(placeNameOf(daemonPod("n1", "h", { phase: "Failed" }))).toBe("n1");
  expect(placeNameOf(daemonPod("n1", "h", { isDeleted: true }))).toBe("n1");
  expect(placeNameOf(daemonPod("n1", "h", { phase: "Failed", isDeleted: true }))).toBeUndefined();
});

it("takes pods with a node first, then the oldest, then by name", () => {
  const pods = [
    livePod({ name: "waits", createdUs: -9 }),
    livePod({ name: "young", nodeName: "n", createdUs: 5 }),
    livePod({ name: "b", nodeName: "n", createdUs: 1 }),
    livePod({ name: "a", nodeName: "n", createdUs: 1 }),
  ];
  expect(byAge(pods).map(({ name }) => name)).toEqual(["a", "b", "young", "waits"]);
});

describe("the wanted revision", () => {
  const set = daemonSet();
  const counted = {
    ...set,
    metadata: { ...set.metadata, annotations: { "deprecated.daemonset.template.generation": "4" } },
  };

  it("is known by its hash, or by the generation of the template", () => {
    expect([daemonPod("n", "new"), daemonPod("n", "old")].map(isUpdatedBy(set, "new"))).toEqual([true, false]);
    const labelled = livePod({ name: "a", labels: { "pod-template-generation": "4" } });
    expect([isUpdatedBy(set, "new")(labelled), isUpdatedBy(counted, "new")(labelled)]).toEqual([false, true]);
  });

  it("is what new pods are labelled with, and one object for all of them", () => {
    const template = daemonTemplate(set, "new");
    expect(template.metadata.labels).toEqual({ app: "agent", "controller-revision-hash": "new" });
    expect(template.spec.tolerations).toHaveLength(6);
    expect(daemonTemplate(set, "new")).toBe(template);
    expect(daemonTemplate(counted, "new").metadata.labels).toMatchObject({ "pod-template-generation": "4" });
  });
});
