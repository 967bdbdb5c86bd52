// InterPodAffinity's filter, counted afresh: its three refusals, the first pod of a group, and pods that come and go.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import {
  copyOf,
  countForFilter,
  countPod,
  verdictOn,
  type AffinityFilterState,
} from "../../../src/scheduling/plugins/inter-pod-affinity-filter.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, nodeIn, podOf, term, ZONE } from "./pods-with-affinity.ts";

const AFFINITY = "UnschedulableAndUnresolvable: node(s) didn't match pod affinity rules";
const ANTI_AFFINITY = "Unschedulable: node(s) didn't match pod anti-affinity rules";
const EXISTING = "Unschedulable: node(s) didn't satisfy existing pods anti-affinity rules";

/** Two zones of two nodes, and one node without a zone. */
class TwoZones extends SmallCluster {
  constructor() {
    super([...["a1", "a2", "b1", "b2"].map((name) => nodeIn(name[0]!, name)), nodeIn("", "loose")]);
  }

  state(pod: Pod): AffinityFilterState {
    const outcome = countForFilter(this.cluster, this.pod(pod));
    if (outcome.kind !== "ready") throw new Error(outcome.kind);
    return outcome.state;
  }

  /** By node: `yes`, or the refusal. */
  verdicts(pod: Pod, state = this.state(pod)): Readonly<Record<string, string>> {
    return this.byNode(({ record }) => {
      const { code, reasons } = verdictOn(state, this.pod(pod).podClass, record.labels);
      return code === "Success" ? "yes" : `${code}: ${reasons.join()}`;
    });
  }
}

describe("a pod that must be near others", () => {
  it("goes where one stands with the same value, and not to nodes without the label", () => {
    const cluster = new TwoZones();
    cluster.place(podOf("db"), "a1");
    const pod = podOf("web", { near: [term(ZONE, "db")] });
    expect(cluster.verdicts(pod)).toEqual({ a1: "yes", a2: "yes", b1: AFFINITY, b2: AFFINITY, loose: AFFINITY });
  });

  it("needs one pod that all terms mean, but not the same one at each label", () => {
    const cluster = new TwoZones();
    const both = { labelSelector: { matchLabels: { app: "db", tier: "back" } } };
    const pod = podOf("web", { near: [term(ZONE, "db"), term(HOST, "db", both)] });
    cluster.place(podOf("db"), "a1");
    expect(new Set(Object.values(cluster.verdicts(pod)))).toEqual(new Set([AFFINITY]));
    cluster.place(podOf("db", {}, "default", { tier: "back" }), "a2");
    expect(cluster.verdicts(pod)).toMatchObject({ a1: AFFINITY, a2: "yes", b1: AFFINITY });
  });

  it("goes anywhere where the labels are if it is the first that its own terms mean", () => {
    const cluster = new TwoZones();
    const pod = podOf("web", { near: [term(ZONE, "web")] });
    expect(cluster.verdicts(pod)).toEqual({ a1: "yes", a2: "yes", b1: "yes", b2: "yes", loose: AFFINITY });
    cluster.place(podOf("web"), "loose");
    expect(cluster.verdicts(pod)["a1"], "nobody is counted on a node without the label").toBe("yes");
    cluster.place(podOf("web"), "b1");
    expect(cluster.verdicts(pod)).toMatchObject({ a1: AFFINITY, b2: "yes" });
  });
});

describe("a pod that must be far from others", () => {
  it("keeps off their values; nodes without the label are good", () => {
    const cluster = new TwoZones();
    cluster.place(podOf("db"), "a1");
    const pod = podOf("web", { far: [term(ZONE, "db")] });
    expect(cluster.verdicts(pod)).toEqual({ a1: ANTI_AFFINITY, a2: ANTI_AFFINITY, b1: "yes", b2: "yes", loose: "yes" });
  });

  it("keeps off pods that any term means", () => {
    const cluster = new TwoZones();
    cluster.place(podOf("db"), "a1");
    cluster.place(podOf("cache"), "b1");
    const pod = podOf("web", { far: [term(HOST, "db"), term(HOST, "cache")] });
    expect(cluster.verdicts(pod)).toMatchObject({ a1: ANTI_AFFINITY, a2: "yes", b1: ANTI_AFFINITY, b2: "yes" });
  });

  it("keeps others off in turn, which skips the filter if it means nobody", () => {
    const cluster = new TwoZones();
    cluster.place(podOf("db", { far: [term(ZONE, "web")] }), "a1");
    expect(cluster.verdicts(podOf("web"))).toMatchObject({ a1: EXISTING, a2: EXISTING, b1: "yes", loose: "yes" });
    expect(countForFilter(cluster.cluster, cluster.pod(podOf("cache")))).toEqual({ kind: "skip" });
  });
});

it("the pod's affinity is looked at first, then its anti-affinity, then that of others", () => {
  const cluster = new TwoZones();
  cluster.place(podOf("db", { far: [term(HOST, "web")] }), "a1");
  const all = podOf("web", { near: [term(HOST, "none")], far: [term(HOST, "db")] });
  expect(cluster.verdicts(all)["a1"]).toBe(AFFINITY);
  expect(cluster.verdicts(podOf("web", { far: [term(HOST, "db")] }))["a1"]).toBe(ANTI_AFFINITY);
  expect(cluster.verdicts(podOf("web"))["a1"]).toBe(EXISTING);
});

it("a pod whose terms cannot be asked is refused before any node is looked at", () => {
  const cluster = new TwoZones();
  const bad = { labelSelector: { matchExpressions: [{ key: "app", operator: "Near" }] } };
  expect(countForFilter(cluster.cluster, cluster.pod(podOf("web", { far: [term(ZONE, "", bad)] })))).toEqual({
    kind: "rejected",
    status: {
      code: "UnschedulableAndUnresolvable",
      reasons: ['parsing pod: requiredAntiAffinityTerms: "Near" is not a valid label selector operator'],
    },
  });
});

describe("pods that come and go in a copy of the state", () => {
  const pod = podOf("web", { near: [term(ZONE, "web")], far: [term(HOST, "db")] });

  it("change its verdicts, and not the state's", () => {
    const cluster = new TwoZones();
    cluster.place(podOf("web"), "a1");
    cluster.place(podOf("db", { far: [term(HOST, "web")] }), "a2");
    const state = cluster.state(pod);
    const before = cluster.verdicts(pod, state);
    const count = (app: Pod, zone: string, host: string, sign: 1 | -1) =>
      countPod(copy, cluster.pod(pod).podClass, cluster.pod(app).podClass, { [ZONE]: zone, [HOST]: host }, sign);
    const copy = copyOf(state);
    count(podOf("db", { far: [term(HOST, "web")] }), "a", "a2", -1);
    expect(cluster.verdicts(pod, copy)).toMatchObject({ a1: "yes", a2: "yes", b1: AFFINITY });
    count(podOf("web"), "a", "a1", -1);
    expect(cluster.verdicts(pod, copy), "the group is empty again").toMatchObject({ a1: "yes", b1: "yes" });
    count(podOf("db"), "b", "b1", 1);
    expect(cluster.verdicts(pod, copy)).toMatchObject({ a1: "yes", b1: ANTI_AFFINITY });
    expect(cluster.verdicts(pod, state)).toEqual(before);
  });
});
