// The PreFilter extension point: plugins in order, their node sets intersected.

import { describe, expect, it } from "vitest";

import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { foldPreFilter } from "../../../src/scheduling/framework/pre-filter.ts";
import { failure, unresolvable, unschedulable, type Status } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { runtimeOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

function fold(plugins: MadeUpPlugins) {
  return foldPreFilter(runtimeOf(plugins), new SmallCluster([]).pod(pod()));
}

function ready(state: unknown, ...nodeNames: string[]): SchedulerPlugin {
  return {
    preFilter: () =>
      nodeNames.length === 0
        ? { kind: "ready", state }
        : { kind: "ready", state, nodeNames: new Set(nodeNames.filter((name) => name !== "")) },
  };
}

function rejecting(status: Status): SchedulerPlugin {
  return { preFilter: () => ({ kind: "rejected", status }) };
}

const skipping: SchedulerPlugin = { preFilter: () => ({ kind: "skip" }) };

/** A plugin that must not be reached. */
const unreached: SchedulerPlugin = {
  preFilter: () => {
    throw new Error("reached");
  },
};

describe("preFilter", () => {
  it("goes on without plugins, and knows nothing then", () => {
    expect(fold({})).toEqual({
      end: { kind: "go-on" },
      states: new Map(),
      skipped: new Set(),
      allowed: undefined,
      narrowing: [],
    });
  });

  it("collects what each plugin found, and who is to be skipped", () => {
    const folded = fold({ A: ready("a"), B: skipping, C: ready(undefined) });
    expect(folded.end).toEqual({ kind: "go-on" });
    expect([...folded.states]).toEqual([
      ["A", "a"],
      ["C", undefined],
    ]);
    expect([...folded.skipped]).toEqual(["B"]);
  });

  it("intersects node sets and names those that gave one", () => {
    const folded = fold({ A: ready(1, "n1", "n2", "n3"), B: ready(2), C: ready(3, "n4", "n3", "n2") });
    expect([folded.allowed, folded.narrowing]).toEqual([new Set(["n2", "n3"]), ["A", "C"]]);
  });
});

describe("a pod is refused by preFilter", () => {
  it("at once where nothing can resolve it: the plugins behind are not asked", () => {
    expect(fold({ A: rejecting(unresolvable("no", "never")), B: unreached }).end).toEqual({
      kind: "refused",
      refusal: { plugin: "A", code: "UnschedulableAndUnresolvable", message: "no, never" },
    });
  });

  it("in the end where preemption might help: the plugins behind are asked, and the last refusal counts", () => {
    const folded = fold({ A: rejecting(unschedulable("a")), B: ready("b"), C: rejecting(unschedulable("c")) });
    expect(folded.end).toEqual({
      kind: "refused",
      refusal: { plugin: "C", code: "Unschedulable", message: "c" },
    });
    expect([...folded.states.keys()]).toEqual(["B"]);
  });

  it("for good where a plain refusal is followed by one that cannot be resolved", () => {
    expect(fold({ A: rejecting(unschedulable("a")), B: rejecting(unresolvable("b")), C: unreached }).end).toEqual({
      kind: "refused",
      refusal: { plugin: "B", code: "UnschedulableAndUnresolvable", message: "b" },
    });
  });

  it("where one plugin's node set is empty", () => {
    expect(fold({ A: ready(1, ""), B: unreached }).end).toEqual({
      kind: "refused",
      refusal: {
        plugin: "A",
        code: "UnschedulableAndUnresolvable",
        message: "node(s) didn't satisfy plugin A",
      },
    });
  });

  it("where the node sets of several have no node in common, all named in order", () => {
    expect(fold({ Z: ready(1, "n1"), B: ready(2, "n2"), C: unreached }).end).toEqual({
      kind: "refused",
      refusal: {
        plugin: "B",
        code: "UnschedulableAndUnresolvable",
        message: "node(s) didn't satisfy plugin(s) [B Z] simultaneously",
      },
    });
  });
});

describe("a plugin that fails", () => {
  it("ends the cycle with an error that names it", () => {
    expect(fold({ A: rejecting(failure("out of order")), B: unreached }).end).toEqual({
      kind: "error",
      message: 'running PreFilter plugin "A": out of order',
    });
  });
});
