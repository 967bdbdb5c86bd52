// Hard constraints: where a pod may go, and what pods that come and go make of it.

import { describe, expect, it } from "vitest";

import { LiveNode, podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import { countAfresh, filterSpread, shiftSpread } from "../../../src/scheduling/plugins/pod-topology-spread-filter.ts";
import { podTopologySpread } from "../../../src/scheduling/plugins/pod-topology-spread.ts";
import { node, pod } from "../../model/build-objects.ts";
import { hard, host, HOST, spreadBy, SpreadCluster, web, ZONE } from "./spread-cluster.ts";

const REASON = "node(s) didn't match pod topology spread constraints";
const UNEVEN = `Unschedulable: ${REASON}`;
const NO_LABEL = `UnschedulableAndUnresolvable: ${REASON} (missing required label)`;

const NODES = [host("a1", "a"), host("a2", "a"), host("b1", "b"), host("c1", "c"), host("x1")];

describe("a hard constraint", () => {
  it("lets a pod go where it makes the domain no fuller than maxSkew beside the emptiest", () => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 2, b1: 1, c1: 1 });
    expect(cluster.verdicts(spreadBy(hard()))).toEqual({
      a1: UNEVEN,
      a2: UNEVEN,
      b1: "passes",
      c1: "passes",
      x1: NO_LABEL,
    });
    expect(cluster.passing(spreadBy(hard({ maxSkew: 2 })))).toEqual(["a1", "a2", "b1", "c1"]);
  });

  it("does not count the pod itself where its selector passes over it", () => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 1 });
    const other = web({ topologySpreadConstraints: [hard()] }, { app: "db" });
    expect(cluster.passing(other)).toEqual(["a1", "a2", "b1", "c1"]);
    expect(cluster.passing(spreadBy(hard()))).toEqual(["b1", "c1"]);
  });

  it("measures by nothing while there are fewer domains than minDomains", () => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 1, b1: 1, c1: 1 });
    expect(cluster.passing(spreadBy(hard({ minDomains: 3 })))).toEqual(["a1", "a2", "b1", "c1"]);
    expect(cluster.passing(spreadBy(hard({ minDomains: 4 })))).toEqual([]);
  });

  it("holds with every other one, and counts only nodes that have all keys", () => {
    const cluster = new SpreadCluster([...NODES, node("z1", {}, { labels: { [ZONE]: "z" } })]).populate({ a1: 1 });
    const both = cluster.verdicts(spreadBy(hard({ maxSkew: 3 }), hard({ topologyKey: HOST })));
    expect(both).toEqual({ a1: UNEVEN, a2: "passes", b1: "passes", c1: "passes", x1: NO_LABEL, z1: NO_LABEL });
    // z1 would be the emptiest zone.
    const full = new SpreadCluster([...NODES, node("z1", {}, { labels: { [ZONE]: "z" } })]).populate({
      a1: 1,
      b1: 1,
      c1: 1,
    });
    expect(full.passing(spreadBy(hard(), hard({ topologyKey: HOST, maxSkew: 9 })))).toEqual(["a1", "a2", "b1", "c1"]);
  });

  it("counts over nodes that the pod could go to, as its policies say; others are judged all the same", () => {
    const nodes = [host("a1", "a", { disk: "ssd" }), host("b1", "b", { disk: "ssd" }), host("c1", "c")];
    const cluster = new SpreadCluster(nodes).populate({ a1: 1, b1: 1 });
    const on = (more: object) => web({ nodeSelector: { disk: "ssd" }, topologySpreadConstraints: [hard({ ...more })] });
    expect(cluster.passing(on({}))).toEqual(["a1", "b1", "c1"]);
    expect(cluster.passing(on({ nodeAffinityPolicy: "Ignore" }))).toEqual(["c1"]);
  });

  it("passes over pods of other namespaces and pods that are about to go", () => {
    const cluster = new SpreadCluster(NODES);
    cluster.place(pod({}, { labels: { app: "web" }, namespace: "other" }), "a1");
    const going = cluster.place(web(), "b1");
    expect(cluster.passing(spreadBy(hard()))).toEqual(["a1", "a2", "c1"]);
    cluster.apply({ kind: "pod-terminating", pod: going });
    expect(cluster.passing(spreadBy(hard()))).toEqual(["a1", "a2", "b1", "c1"]);
  });

  it("counts nobody with an empty selector, but the pod itself", () => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 5 });
    expect(cluster.passing(spreadBy(hard({ labelSelector: {} })))).toEqual(["a1", "a2", "b1", "c1"]);
    expect(cluster.passing(spreadBy(hard({ labelSelector: {}, minDomains: 4 })))).toEqual(["a1", "a2", "b1", "c1"]);
  });

  it("takes the empty value for a domain like any other", () => {
    const cluster = new SpreadCluster([host("a1", "a"), host("e1", "")]).populate({ a1: 1 });
    expect(cluster.passing(spreadBy(hard()))).toEqual(["e1"]);
  });

  it("refuses every node where none has the label", () => {
    const cluster = new SpreadCluster([host("x1"), host("x2")]);
    expect(cluster.verdicts(spreadBy(hard()))).toEqual({ x1: NO_LABEL, x2: NO_LABEL });
  });
});

describe("a state of the filter", () => {
  /** The plain form's state and the kept one's of one moment. */
  function states(cluster: SpreadCluster, asked = spreadBy(hard())) {
    const plugin = cluster.plugin(podTopologySpread);
    const cycle = cluster.pod(asked);
    const stateOf = (outcome: ReturnType<NonNullable<typeof plugin.preFilter>>) =>
      outcome.kind === "ready" ? outcome.state : undefined;
    const both = [stateOf(plugin.preFilter!(cycle)), stateOf(plugin.incremental!.preFilter!(cycle))];
    const view = (name: string) => new LiveNode(cluster.cluster, cluster.cluster.nodes.find(name)!);
    const passes = (state: unknown, name: string) => plugin.filter!(cycle, view(name), state).code === "Success";
    return { plugin, cycle, both, view, passes };
  }

  it.each([0, 1])("as a copy follows pods that leave and come, and the original stays (form %d)", (form) => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 2, b1: 1, c1: 1 });
    const { plugin, cycle, both, view, passes } = states(cluster);
    const original = both[form];
    const copy = plugin.cloneState!(original);
    const leaving = podViewOf(cluster.cluster, 0);
    expect(passes(copy, "a2")).toBe(false);
    plugin.removePod!(copy, cycle, leaving, view("a1"));
    expect(passes(copy, "a2")).toBe(true);
    plugin.removePod!(copy, cycle, leaving, view("a1"));
    // Zone a is the emptiest now.
    expect([passes(copy, "a2"), passes(copy, "b1")]).toEqual([true, false]);
    const second = plugin.cloneState!(copy);
    plugin.addPod!(second, cycle, leaving, view("a1"));
    expect([passes(second, "b1"), passes(copy, "b1")]).toEqual([true, false]);
    expect([passes(original, "a2"), passes(original, "b1")]).toEqual([false, true]);
  });

  it.each([0, 1])("is not touched by pods that the constraint does not count (form %d)", (form) => {
    const cluster = new SpreadCluster([...NODES, host("d1", "d", { slow: "yes" })]).populate({
      a1: 1,
      b1: 1,
      c1: 1,
      d1: 1,
    });
    const notSlow = { matchExpressions: [{ key: "slow", operator: "DoesNotExist" }] };
    const affinity = {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [notSlow] } },
    };
    const { plugin, cycle, both, view, passes } = states(
      cluster,
      web({ affinity, topologySpreadConstraints: [hard()] }),
    );
    const copy = plugin.cloneState!(both[form]);
    const others = [pod({}, { labels: { app: "db" } }), pod({}, { labels: { app: "web" }, namespace: "other" })];
    for (const other of others) {
      const id = cluster.place(other, "x1");
      plugin.removePod!(copy, cycle, podViewOf(cluster.cluster, id), view("a1"));
    }
    const counted = podViewOf(cluster.cluster, 0);
    plugin.removePod!(copy, cycle, counted, view("x1"));
    plugin.removePod!(copy, cycle, counted, view("d1"));
    expect(passes(copy, "b1")).toBe(true);
    plugin.removePod!(copy, cycle, counted, view("a1"));
    expect(passes(copy, "b1")).toBe(false);
  });

  it("counts a pod that is about to go where it is taken away, as the source does", () => {
    const cluster = new SpreadCluster(NODES).populate({ a1: 1, b1: 1, c1: 1 });
    const going = cluster.place(web(), "a1");
    cluster.apply({ kind: "pod-terminating", pod: going });
    for (const form of [0, 1]) {
      const { plugin, cycle, both, view, passes } = states(cluster);
      const copy = plugin.cloneState!(both[form]);
      plugin.removePod!(copy, cycle, podViewOf(cluster.cluster, going), view("a1"));
      expect([passes(copy, "a2"), passes(copy, "b1")]).toEqual([true, false]);
    }
  });

  it("of no constraint lets every pod go anywhere", () => {
    const cluster = new SpreadCluster(NODES);
    const cycle = cluster.pod(web());
    const state = countAfresh([], cycle.podClass, []);
    const view = new LiveNode(cluster.cluster, 0);
    cluster.place(web(), "a1");
    expect(shiftSpread(state, cycle, podViewOf(cluster.cluster, 0), view, 1).code).toBe("Success");
    expect(filterSpread(view, state).code).toBe("Success");
  });
});
