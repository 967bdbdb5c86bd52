// The scheduling cycle as runs use it: its decisions, which are those of the plain form, and what it does not do twice.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ColumnarScheduler } from "../../../src/scheduling/columnar/columnar-scheduler.ts";
import { PlainScheduler } from "../../../src/scheduling/framework/plain-scheduler.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { definitionsOf, filterPlugin, profileOf, scorePlugin, scoringBy } from "../made-up-plugins.ts";
import { clusterOf, configurationOf, describeSchedulingCycle } from "../scheduling-cycle.ts";

describe("in columns", () => {
  describeSchedulingCycle(
    (cluster, configuration, definitions) => new ColumnarScheduler(cluster, configuration, definitions),
  );
});

describe("in the plain form", () => {
  describeSchedulingCycle((cluster, configuration, definitions) => {
    const plain = new PlainScheduler(cluster, configuration, definitions);
    return {
      preEnqueueRefusal: (asked) => plain.preEnqueueRefusal(asked),
      schedule: (asked, at) => plain.schedule(asked, at).decision,
    };
  });
});

/** A scheduler over four nodes that tells whom its filter and its score were asked about since it was last asked. */
function spying() {
  const small = clusterOf(4, "1.34");
  const filtered: number[] = [];
  const scored: number[] = [];
  const plugins = {
    Filter: filterPlugin("no", (id) => filtered.push(id) > 0),
    Score: scorePlugin((id) => (scored.push(id) > 0 ? 50 : 0)),
  };
  const scheduler = new ColumnarScheduler(small.cluster, configurationOf([profileOf(plugins)]), definitionsOf(plugins));
  const asked = (wanted = pod()) => {
    scheduler.schedule(small.pod(wanted), SIMULATION_START);
    return { filtered: filtered.splice(0), scored: scored.splice(0) };
  };
  return { small, asked };
}

describe("plugins", () => {
  it("are asked about each node until the class comes back, then only about nodes that changed", () => {
    const { small, asked } = spying();
    expect(asked()).toEqual({ filtered: [0, 1, 2, 3], scored: [0, 1, 2, 3] });
    expect(asked()).toEqual({ filtered: [0, 1, 2, 3], scored: [0, 1, 2, 3] });
    expect(asked()).toEqual({ filtered: [], scored: [] });
    small.place(podAsking({}), "n2");
    expect(asked()).toEqual({ filtered: [2], scored: [2] });
  });

  it("are asked for each class of pods, and equal pods are one class", () => {
    const { asked } = spying();
    asked();
    asked();
    expect(asked(pod({}, { name: "another", uid: "1" })).filtered).toEqual([]);
    expect(asked(podAsking({ cpu: "1" })).filtered).toEqual([0, 1, 2, 3]);
  });

  it("are asked about a new node alone, as long as no node holds images", () => {
    const { small, asked } = spying();
    asked();
    asked();
    small.apply({ kind: "node-removed", name: "n0" });
    expect(asked()).toEqual({ filtered: [], scored: [] });
    small.apply({ kind: "node-added", node: node("n4", {}), pool: "pool" });
    expect(asked().filtered).toEqual([4]);
  });

  it("are asked about all nodes again where images are scored by how many nodes there are", () => {
    const { small, asked } = spying();
    const images = [{ names: ["registry/app"], sizeBytes: 500_000_000 }];
    small.apply({ kind: "node-added", node: { ...node("n4", {}), status: { images } }, pool: "pool" });
    asked();
    asked();
    small.apply({ kind: "node-removed", name: "n0" });
    expect(asked().filtered).toEqual([1, 2, 3, 4]);
  });
});

describe("scores over all candidates", () => {
  it("are normalised over the nodes found in this search", () => {
    const small = clusterOf(3, "1.34");
    const raw = [0, 30, 10];
    const plugins = {
      First: scorePlugin((id) => (id === 0 ? 60 : 0)),
      Relative: {
        score: (_pod: unknown, { id }: { readonly id: number }) => raw[id]!,
        normalizeScore: (scores: Float64Array) => {
          const largest = Math.max(...scores);
          scores.forEach((score, index) => (scores[index] = (100 * score) / largest));
        },
        columnar: { score: scoringBy((id) => raw[id]!), locality: "candidates" as const },
      },
    };
    const scheduler = new ColumnarScheduler(
      small.cluster,
      configurationOf([profileOf(plugins)]),
      definitionsOf(plugins),
    );
    const ask = () => scheduler.schedule(small.pod(pod()), SIMULATION_START);
    expect(ask()).toMatchObject({ node: 1 });
    // Without it the third node is the most liked: 100, not 33.
    small.apply({ kind: "node-removed", name: "n1" });
    expect(ask()).toMatchObject({ node: 2 });
  });
});
