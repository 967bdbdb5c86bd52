// One cycle as far as it is not kept by class.

import { describe, expect, it } from "vitest";

import { ClassPlanner } from "../../../src/scheduling/columnar/class-plan.ts";
import { BEHIND_ALL, DynamicCycle } from "../../../src/scheduling/columnar/dynamic-cycle.ts";
import type { CountBounds } from "../../../src/scheduling/framework/count-bounds.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unresolvable, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { countingPlugin, filterPlugin, runtimeOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { clusterOf } from "../scheduling-cycle.ts";
import type { SmallCluster } from "../small-cluster.ts";

/** A cycle over four nodes. */
function cycleOver(plugins: MadeUpPlugins, small: SmallCluster = clusterOf(4)): DynamicCycle {
  const runtime = runtimeOf(plugins, {}, small);
  const asked = small.pod(pod());
  return new DynamicCycle(small.cluster, runtime, new ClassPlanner(runtime).planOf(asked.podClass), asked);
}

const kept = filterPlugin("kept", () => true);
const odd: SchedulerPlugin = { filter: (_pod, { id }) => (id % 2 === 1 ? unresolvable("odd") : SUCCESS) };

describe("a cycle", () => {
  it("is idle if every filter is kept, or skipped, and no pod is nominated anywhere", () => {
    const skipped: SchedulerPlugin = { ...odd, preFilter: () => ({ kind: "skip" }) };
    expect(cycleOver({ kept }).isIdle).toBe(true);
    expect(cycleOver({ kept, skipped }).isIdle).toBe(true);
    expect(cycleOver({ kept, odd }).isIdle).toBe(false);
    const small = clusterOf(4);
    const waiting = small.apply({ kind: "pod-created", classId: small.cluster.classify(pod()), name: "waiting" }).pod;
    small.apply({ kind: "pod-nominated", pod: waiting, nodeName: "n0" });
    expect(cycleOver({ kept }, small).isIdle).toBe(false);
  });

  it("asks preFilter of the incremental form before that of the plain one", () => {
    const asked: string[] = [];
    const plugin = (incremental: boolean): SchedulerPlugin => ({
      preFilter() {
        asked.push("plain");
        return { kind: "ready", state: "plain" };
      },
      incremental: incremental ? { preFilter: () => ({ kind: "ready", state: "incremental" }) } : {},
    });
    const { states } = cycleOver({ Kept: plugin(true), Plain: plugin(false) }).folded;
    expect([...states.values()]).toEqual(["incremental", "plain"]);
    expect(asked).toEqual(["plain"]);
  });

  it("tells how preFilter ended", () => {
    const refusing: SchedulerPlugin = { preFilter: () => ({ kind: "rejected", status: unschedulable("no") }) };
    expect(cycleOver({ kept, refusing }).folded.end).toMatchObject({ kind: "refused" });
  });
});

describe("a verdict on a node", () => {
  it("is that of the plain form, or of admits where preFilter left a state", () => {
    const passing: SchedulerPlugin = { ...odd, incremental: { admits: () => true } };
    const prepared: SchedulerPlugin = { ...passing, preFilter: () => ({ kind: "ready", state: 1 }) };
    expect(cycleOver({ odd }).verdictOn(1, BEHIND_ALL)).toBe("refused");
    expect(cycleOver({ passing }).verdictOn(1, BEHIND_ALL)).toBe("refused");
    expect(cycleOver({ prepared }).verdictOn(1, BEHIND_ALL)).toBe("passes");
  });

  it("that a kept filter refuses is refused, unless a filter in front of that one fails", () => {
    const broken: SchedulerPlugin = { filter: () => failure("broken") };
    expect(cycleOver({ kept, odd }).verdictOn(0, 0)).toBe("refused");
    expect(cycleOver({ broken, kept }).verdictOn(0, 1)).toBe("failed");
    expect(cycleOver({ kept, broken }).verdictOn(0, 0)).toBe("refused");
    expect(cycleOver({ odd, broken, kept }).verdictOn(1, 2)).toBe("refused");
  });

  it("counts in pods that are nominated to it", () => {
    const small = clusterOf(2);
    for (const name of ["a", "b", "c"]) {
      const waiting = small.apply({ kind: "pod-created", classId: small.cluster.classify(pod()), name }).pod;
      small.apply({ kind: "pod-nominated", pod: waiting, nodeName: "n1" });
    }
    const cycle = cycleOver({ Counting: countingPlugin(small.cluster) }, small);
    expect([cycle.verdictOn(0, BEHIND_ALL), cycle.verdictOn(1, BEHIND_ALL)]).toEqual(["passes", "refused"]);
    expect(cycle.verdictWithoutNominated(1, BEHIND_ALL)).toBe("passes");
    expect(cycle.refusalOn(1)).toMatchObject({ plugin: "Counting", status: { reasons: ["crowded"] } });
  });
});

describe("bounds", () => {
  const bound = { places: Int32Array.of(0, 1), counts: Int32Array.of(1, 2), least: 0, most: 1, passesNowhere: false };
  const bounded: SchedulerPlugin = {
    preFilter: () => ({ kind: "ready", state: [bound] }),
    filter: (_pod, { id }) => (id === 0 ? SUCCESS : unschedulable("too many")),
    incremental: { bounds: (state) => state as readonly CountBounds[] },
  };

  it("are all that filters ask of nodes where every one of them can say it so", () => {
    const cycle = cycleOver({ bounded, other: bounded });
    expect(cycle.bounds).toEqual([bound, bound]);
    expect([cycle.verdictOn(0, BEHIND_ALL), cycle.verdictOn(1, BEHIND_ALL)]).toEqual(["passes", "refused"]);
    expect(cycle.refusalOn(1)).toEqual({ plugin: "bounded", status: unschedulable("too many") });
    expect(cycleOver({}).bounds).toEqual([]);
  });

  it("are not known where some filter has to be asked, or pods are nominated", () => {
    expect(cycleOver({ bounded, odd }).bounds).toBeUndefined();
    const small = clusterOf(2);
    const waiting = small.apply({ kind: "pod-created", classId: small.cluster.classify(pod()), name: "a" }).pod;
    small.apply({ kind: "pod-nominated", pod: waiting, nodeName: "n1" });
    expect(cycleOver({ bounded }, small).bounds).toBeUndefined();
  });
});

describe("a refusal", () => {
  it("is that of the first filter; of a kept one nothing is known here", () => {
    const cycle = cycleOver({ odd, kept, other: { filter: () => unschedulable("other") } });
    expect(cycle.refusalOn(1)).toEqual({ plugin: "odd", status: unresolvable("odd") });
    expect(cycle.refusalOn(0)).toEqual({ plugin: "other", status: unschedulable("other") });
    expect(cycle.refusalOn(0, 1)).toBeUndefined();
    expect(cycle.refusalOn(1, 1)).toMatchObject({ plugin: "odd" });
  });
});

describe("a failure", () => {
  it("is told in the framework's words", () => {
    const cycle = cycleOver({ broken: { filter: () => failure("out of order") } });
    expect(cycle.error).toBeUndefined();
    cycle.fail(0);
    expect(cycle.error).toBe('running "broken" filter plugin: out of order');
  });
});

describe("a dry run", () => {
  it("starts from the states of the cycle", () => {
    const small = clusterOf(2);
    for (let count = 0; count < 3; count += 1) small.place(pod(), "n0");
    const dryRun = cycleOver({ Counting: countingPlugin(small.cluster) }, small).dryRun();
    expect([dryRun.on(0).status().code, dryRun.on(1).status().code]).toEqual(["Unschedulable", "Success"]);
  });
});
