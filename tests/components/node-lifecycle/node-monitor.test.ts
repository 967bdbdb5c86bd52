// The node lifecycle controller: a node that falls silent, and passes that look at few nodes against passes that look at all.
// What the real controller did is replayed in tests/conformance/nodes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { NodeDecision } from "../../../src/components/node-lifecycle/decision.ts";
import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../../src/components/node-lifecycle/flags.ts";
import { NodeMonitor } from "../../../src/components/node-lifecycle/node-monitor.ts";
import type { NodeView } from "../../../src/components/node-lifecycle/node-view.ts";
import { HEALTHY_CONDITIONS } from "../../../src/model/node-conditions.ts";
import { instantDifferences } from "../../conformance/nodes/replay.ts";
import { NodesWorld } from "../../conformance/nodes/world.ts";
import { randomCluster } from "./random-cluster.ts";

const SECOND = 1_000_000;

/** Two nodes, of which `lost` renewed its Lease for the last time at 12 s. */
function viewOfTwo(): NodeView {
  const object = (name: string) => ({ metadata: { name }, status: { conditions: HEALTHY_CONDITIONS } });
  return {
    names: () => ["lost", "well"],
    find: object,
    createdUs: () => 0,
    signs: (name, us) => ({ renewedUs: name === "lost" ? Math.min(us, 12 * SECOND) : us, postedUs: undefined }),
    renewsEveryUs: (name) => (name === "lost" ? undefined : 10 * SECOND),
    isPosting: () => false,
    podsOn: () => [],
    mayBeReady: () => false,
  };
}

function monitorOfTwo(decisions: NodeDecision[]): NodeMonitor {
  const write = (decision: NodeDecision) => decisions.push(decision) > 0;
  return new NodeMonitor({ flags: DEFAULT_NODE_LIFECYCLE_FLAGS, view: viewOfTwo(), write }, moment(0));
}

describe("the node lifecycle controller", () => {
  it("finds a silent node in the first pass after its grace period, and looks at nothing in between", () => {
    const decisions: NodeDecision[] = [];
    const monitor = monitorOfTwo(decisions);
    const passes: number[] = [];
    for (let us: number | undefined = 0; us !== undefined && us < 60 * SECOND; us = monitor.nextPassUs(moment(us))) {
      monitor.monitorPass(moment(us), 0);
      passes.push(us / SECOND);
    }
    monitor.monitorPass(moment(65 * SECOND), 0);
    expect(passes.length).toBeLessThan(4);
    expect(decisions.filter(({ kind }) => kind === "conditions")).toMatchObject([{ node: "lost" }]);
  });

  it("goes on as it would have when its state is taken over by another", () => {
    const decisions: NodeDecision[] = [];
    const monitor = monitorOfTwo([]);
    monitor.monitorPass(moment(0), 0);
    monitor.monitorPass(moment(65 * SECOND), 0);
    const write = (decision: NodeDecision) => decisions.push(decision) > 0;
    const ports = { flags: DEFAULT_NODE_LIFECYCLE_FLAGS, view: viewOfTwo(), write };
    const saved = JSON.parse(JSON.stringify(monitor.state)) as typeof monitor.state;
    const other = new NodeMonitor(ports, moment(0), saved);
    expect(other.state).toEqual(monitor.state);
    expect(other.nextTaintingUs(moment(65 * SECOND))).toBe(monitor.nextTaintingUs(moment(65 * SECOND)));
  });

  it("decides as one that looks at every node in every pass, in random clusters with random faults", () => {
    fc.assert(
      fc.property(randomCluster, (input) => {
        const sparse = new NodesWorld(input, "needed");
        const plain = new NodesWorld(input, "all");
        const ends = [sparse.run(), plain.run()];
        expect(instantDifferences(plain.timeline, sparse.timeline)).toEqual([]);
        expect(ends[0]).toEqual(ends[1]);
      }),
      { seed: 1407, numRuns: 25 },
    );
  });
});
