// InterPodAffinity as a plugin: its arguments, what it says where it was not prepared, and whom it signs.

import { describe, expect, it } from "vitest";

import { interPodAffinity, readAffinityArguments } from "../../../src/scheduling/plugins/inter-pod-affinity.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, nodeIn, podOf, term } from "./pods-with-affinity.ts";

describe("arguments", () => {
  it("that are absent are those of kube-scheduler", () => {
    expect(readAffinityArguments(undefined)).toEqual({
      hardPodAffinityWeight: 1,
      ignorePreferredTermsOfExistingPods: false,
    });
  });

  it("are taken as written, a weight of 0 too", () => {
    const args = { hardPodAffinityWeight: 0, ignorePreferredTermsOfExistingPods: true };
    expect(readAffinityArguments(args)).toEqual(args);
  });
});

describe("where a step before was disabled", () => {
  const cluster = new SmallCluster([nodeIn("a", "n1")]);
  const plugin = cluster.plugin(interPodAffinity);

  it("the filter fails", () => {
    const [said] = Object.values(cluster.byNode((node) => plugin.filter!(cluster.pod(pod()), node, undefined)));
    expect(said).toEqual({
      code: "Error",
      reasons: ['error reading "PreFilterInterPodAffinity" from cycleState: not found'],
    });
  });

  it("the score fails", () => {
    expect(plugin.scoreWithoutState).toBe('failed to read "PreScoreInterPodAffinity" from cycleState: not found');
  });
});

describe("a pod's signature", () => {
  const sign = (asked: ReturnType<typeof pod>, args?: unknown) => {
    const cluster = new SmallCluster([]);
    return cluster.plugin(interPodAffinity, args).sign!(cluster.pod(asked).podClass);
  };

  it("is missing if the pod has affinity to others", () => {
    expect(sign(podOf("web", { ratherFar: [[1, term(HOST, "web")]] }))).toBeUndefined();
  });

  it("is its labels in whatever order, as other pods may mean it by them", () => {
    const labelled = (labels: Record<string, string>) => sign(pod({}, { labels }));
    expect(labelled({ a: "1", b: "2" })).toBe(labelled({ b: "2", a: "1" }));
    expect(labelled({ a: "1" })).not.toBe(labelled({ a: "2" }));
    expect(sign(pod())).not.toBe(labelled({ a: "1" }));
  });

  it("is empty if others' preferences are ignored", () => {
    expect(sign(pod({}, { labels: { a: "1" } }), { ignorePreferredTermsOfExistingPods: true })).toBe("");
  });
});

it("a filter state of kept counts says the same words as one counted afresh", () => {
  const cluster = new SmallCluster([nodeIn("a", "n1"), nodeIn("a", "n2")]);
  cluster.place(podOf("web"), "n1");
  const plugin = cluster.plugin(interPodAffinity);
  const asked = cluster.pod(podOf("web", { far: [term(HOST, "web")] }));
  const kept = plugin.incremental!.preFilter!(asked);
  const said = cluster.byNode((node) => (kept.kind === "ready" ? plugin.filter!(asked, node, kept.state).code : ""));
  expect(said).toEqual({ n1: "Unschedulable", n2: "Success" });
});
