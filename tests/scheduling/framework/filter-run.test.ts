// The filters of one cycle about one node, and the pods that are nominated to it.

import { describe, expect, it } from "vitest";

import { FilterRun } from "../../../src/scheduling/framework/filter-run.ts";
import { LiveNode, podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { foldPreFilter } from "../../../src/scheduling/framework/pre-filter.ts";
import { failure, SUCCESS, unresolvable, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { WhatIfNode } from "../../../src/scheduling/framework/what-if-node.ts";
import { node, pod } from "../../model/build-objects.ts";
import { COUNTING_LIMIT, countingPlugin, runtimeOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

function twoNodes(): SmallCluster {
  return new SmallCluster([node("n0", {}), node("n1", {})]);
}

/** The same with the plugin that counts pods. */
function runCounting() {
  const small = twoNodes();
  return runOver({ Counting: countingPlugin(small.cluster) }, 0, small);
}

/** The filters of a pod of that priority over two nodes. */
function runOver(plugins: MadeUpPlugins, priority = 0, small = twoNodes()) {
  const runtime = runtimeOf(plugins, {}, small);
  const asked = small.pod(pod({ priority }));
  const { states, skipped } = foldPreFilter(runtime, asked);
  const filters = new FilterRun(small.cluster, runtime, asked, { states, skipped });
  const nominate = (nodeName: string, its = 0) => {
    const classId = small.cluster.classify(pod({ priority: its }));
    const { pod: id } = small.apply({ kind: "pod-created", classId, name: "waiting" });
    small.apply({ kind: "pod-nominated", pod: id, nodeName });
    return id;
  };
  return { small, filters, nominate, on: (id: number) => new LiveNode(small.cluster, id) };
}

const passing: SchedulerPlugin = { filter: () => SUCCESS };

describe("the status of a node", () => {
  it("is the first that is no success, with its plugin's name", () => {
    const { filters, on } = runOver({
      First: passing,
      Second: { filter: (_pod, { id }) => (id === 0 ? unresolvable("not here") : SUCCESS) },
      Third: { filter: () => unschedulable("nowhere") },
    });
    expect(filters.statusOf(on(0))).toEqual({ ...unresolvable("not here"), plugin: "Second" });
    expect(filters.statusOf(on(1))).toEqual({ ...unschedulable("nowhere"), plugin: "Third" });
  });

  it("is success where all pass, or where preFilter let a filter be skipped", () => {
    const { filters, on } = runOver({
      First: passing,
      Skipped: { preFilter: () => ({ kind: "skip" }), filter: () => unresolvable("never asked") },
    });
    expect(filters.statusOf(on(0))).toMatchObject({ code: "Success", plugin: "" });
  });

  it("is an error in the framework's words where a filter says anything else", () => {
    const { filters, on } = runOver({ Broken: { filter: () => failure("out of order") } });
    expect(filters.statusOf(on(0))).toEqual({
      code: "Error",
      reasons: ['running "Broken" filter plugin: out of order'],
      plugin: "Broken",
    });
  });

  it("is asked with the state that preFilter left", () => {
    const { filters, on } = runOver({
      Stateful: {
        preFilter: () => ({ kind: "ready", state: "left behind" }),
        filter: (_pod, _node, state) => unschedulable(String(state)),
      },
    });
    expect(filters.statusOf(on(0)).reasons).toEqual(["left behind"]);
  });
});

describe("pods nominated to a node", () => {
  it("are those at least as important as the pod, itself left out", () => {
    const { small, nominate } = runOver({}, 5);
    const ids = [1, 5, 9].map((priority) => nominate("n0", priority));
    const [, , important] = ids;
    const runtime = runtimeOf({}, {}, small);
    const its = { id: important!, name: "waiting", podClass: small.pod(pod({ priority: 5 })).podClass };
    const inputs = { states: new Map(), skipped: new Set<string>() };
    expect(new FilterRun(small.cluster, runtime, its, inputs).nominatedOn("n0")).toEqual([ids[1]]);
    expect(new FilterRun(small.cluster, runtime, its, inputs).nominatedOn("n1")).toEqual([]);
  });

  it("are counted in, by the node and by the states", () => {
    const counting = runCounting();
    const full = runOver({
      OnePod: { filter: (_pod, { podCount }) => (podCount > 0 ? unschedulable("taken") : SUCCESS) },
    });
    for (let time = 0; time <= COUNTING_LIMIT; time += 1) counting.nominate("n1");
    full.nominate("n1");
    for (const { filters, on } of [counting, full]) {
      expect(filters.statusWithNominated(on(0)).code).toBe("Success");
      expect(filters.statusWithNominated(on(1)).code).toBe("Unschedulable");
      expect(filters.statusOf(on(1)).code).toBe("Success");
    }
  });

  it("do not help a pod that needs them: it must fit without them too", () => {
    const { filters, nominate, on } = runOver({
      Company: { filter: (_pod, { podCount }) => (podCount === 0 ? unschedulable("alone") : SUCCESS) },
    });
    nominate("n0");
    expect(filters.statusWithNominated(on(0)).reasons).toEqual(["alone"]);
  });

  it("end the cycle where a plugin cannot take them in", () => {
    const { filters, nominate, on } = runOver({
      Fragile: { preFilter: () => ({ kind: "ready", state: 0 }), addPod: () => failure("too much") },
    });
    nominate("n0");
    expect(filters.statusWithNominated(on(0))).toMatchObject({
      code: "Error",
      reasons: ['running AddPod on PreFilter plugin "Fragile": too much'],
    });
  });
});

describe("states", () => {
  it("are told of pods that come and go as copies; the cycle's own stay as they are", () => {
    const { small, filters, on } = runCounting();
    const copies = filters.cloneStates();
    const what = new WhatIfNode(on(0));
    const other = podViewOf(small.cluster, small.place(pod(), "n1"));
    for (let time = 0; time <= COUNTING_LIMIT; time += 1) filters.add(other, what, copies);
    expect([filters.statusOf(what, copies).code, filters.statusOf(on(0)).code]).toEqual(["Unschedulable", "Success"]);
    filters.remove(other, what, copies);
    expect(filters.statusOf(what, copies).code).toBe("Success");
  });

  it("of plugins that are skipped are told nothing", () => {
    const { small, filters, on } = runOver({
      Skipped: {
        preFilter: () => ({ kind: "skip" }),
        removePod: () => {
          throw new Error("told");
        },
      },
    });
    const other = podViewOf(small.cluster, small.place(pod(), "n0"));
    expect(filters.remove(other, new WhatIfNode(on(0)), filters.cloneStates())).toEqual(SUCCESS);
  });
});
