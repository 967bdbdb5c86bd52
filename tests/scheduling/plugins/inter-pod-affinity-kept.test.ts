// InterPodAffinity's incremental form: when it has nothing to say, and what it hands out.

import { describe, expect, it } from "vitest";

import { isWithin } from "../../../src/scheduling/framework/count-bounds.ts";
import { KeptAffinity } from "../../../src/scheduling/plugins/inter-pod-affinity-kept.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, nodeIn, podOf, term, ZONE } from "./pods-with-affinity.ts";

class Kept extends SmallCluster {
  readonly form = new KeptAffinity(this.cluster, {
    hardPodAffinityWeight: 1,
    ignorePreferredTermsOfExistingPods: false,
  });

  constructor() {
    super([nodeIn("a", "a1"), nodeIn("a", "a2"), nodeIn("b", "b1")]);
  }

  /** Names of the nodes that pass; `skip` if the filter has nothing to say. */
  admitted(pod: Pod): readonly string[] | string {
    const asked = this.pod(pod);
    const outcome = this.form.preFilter(asked);
    if (outcome.kind !== "ready") return outcome.kind;
    return Object.entries(this.byNode(({ id }) => isWithin(this.form.bounds(outcome.state), id)))
      .filter(([, admits]) => admits)
      .map(([name]) => name);
  }

  scored(pod: Pod): readonly number[] | string {
    const asked = this.pod(pod);
    const outcome = this.form.preScore(asked);
    if (outcome.kind !== "ready") return this.form.scoresNothing(asked) ? outcome.kind : "scores nothing after all";
    const scores = new Float64Array(3);
    this.form.score(asked, this.cluster.nodeOrder, 3, outcome.state, scores);
    return [...scores];
  }
}

describe("the kept form", () => {
  it("has nothing to say of pods without terms until somebody's terms mean them", () => {
    const kept = new Kept();
    kept.place(podOf("db"), "a1");
    expect([kept.admitted(podOf("web")), kept.scored(podOf("web"))]).toEqual(["skip", "skip"]);
    const holder = kept.place(podOf("db", { far: [term(HOST, "web")], ratherNear: [[4, term(ZONE, "web")]] }), "a1");
    expect(kept.admitted(podOf("web"))).toEqual(["b1", "a2"]);
    expect(kept.scored(podOf("web"))).toEqual([4, 0, 4]);
    expect(kept.admitted(podOf("cache"))).toBe("skip");
    kept.apply({ kind: "pod-deleted", pod: holder });
    expect([kept.admitted(podOf("web")), kept.scored(podOf("web"))]).toEqual(["skip", "skip"]);
  });

  it("is quiet about a class until a term means it, and tells by its edition", () => {
    const kept = new Kept();
    const [db, web] = [podOf("db"), podOf("web")].map((one) => kept.pod(one).podClass);
    const isQuiet = () => [db!, web!].map((podClass) => kept.form.isQuiet(podClass));
    const before = kept.form.quietEdition();
    expect(isQuiet()).toEqual([true, true]);
    kept.place(podOf("cache", { far: [term(HOST, "web")] }), "a1");
    const after = kept.form.quietEdition();
    expect(after).not.toBe(before);
    expect(isQuiet()).toEqual([true, false]);
    kept.apply({ kind: "object-stored", stored: { kind: "Namespace", object: { metadata: { name: "other" } } } });
    expect(kept.form.quietEdition()).not.toBe(after);
    expect(kept.form.isQuiet(kept.pod(podOf("db", { near: [term(ZONE, "db")] })).podClass)).toBe(false);
  });

  it("follows a pod's own terms as pods come", () => {
    const kept = new Kept();
    const pod = podOf("web", { near: [term(ZONE, "web")], far: [term(HOST, "web")] });
    expect(kept.admitted(pod)).toEqual(["a1", "b1", "a2"]);
    kept.place(pod, "a1");
    expect(kept.admitted(pod)).toEqual(["a2"]);
    kept.place(pod, "a2");
    expect(kept.admitted(pod)).toEqual([]);
  });

  it("hears of pods that began to mean others after it had handed out a state", () => {
    const kept = new Kept();
    const pod = podOf("web", { far: [term(HOST, "db")] });
    expect(kept.admitted(pod)).toEqual(["a1", "b1", "a2"]);
    kept.place(podOf("cache", { far: [term(ZONE, "web")] }), "a1");
    expect(kept.admitted(pod)).toEqual(["b1"]);
  });

  it("leaves pods whose terms cannot be asked to the plain form", () => {
    const bad = { labelSelector: { matchExpressions: [{ key: "app", operator: "Near" }] } };
    const kept = new Kept();
    const pod = kept.pod(podOf("web", { ratherNear: [[1, term(ZONE, "", bad)]] }));
    expect([kept.form.preFilter(pod).kind, kept.form.preScore(pod).kind]).toEqual(["rejected", "failed"]);
    expect(kept.form.scoresNothing(pod)).toBe(false);
  });
});
