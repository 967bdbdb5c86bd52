// Scores of plugins that look at more than the class and the node.

import { describe, expect, it } from "vitest";

import { ClassPlanner } from "../../../src/scheduling/columnar/class-plan.ts";
import { addDynamicScores, scoresNothing } from "../../../src/scheduling/columnar/dynamic-scores.ts";
import type { FoundNodes } from "../../../src/scheduling/columnar/read-verdicts.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { failure } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { runtimeOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { clusterOf } from "../scheduling-cycle.ts";

/** What is added for nodes 2 and 0, which have 5 and 7 already; or what failed. */
function added(plugins: MadeUpPlugins, weights: Readonly<Record<string, number>> = {}) {
  const small = clusterOf(3);
  const asked = small.pod(pod());
  const plan = new ClassPlanner(runtimeOf(plugins, weights, small)).planOf(asked.podClass);
  const found: FoundNodes = {
    nodes: Int32Array.of(2, 0, -1),
    totals: Float64Array.of(5, 7, -1),
    points: new Float64Array(3),
    count: 2,
    refused: 0,
  };
  const error = addDynamicScores(small.cluster, plan, asked, found);
  expect(found.totals[2]).toBe(-1);
  return error ?? [...found.totals.subarray(0, 2)];
}

function ready(state: unknown): Pick<SchedulerPlugin, "preScore"> {
  return { preScore: () => ({ kind: "ready", state }) };
}

const byNumber: SchedulerPlugin = { score: (_pod, { id }) => 10 * id };

describe("scores", () => {
  it("are asked node by node, weighted and added", () => {
    expect(added({ byNumber }, { byNumber: 3 })).toEqual([65, 7]);
    expect(added({ byNumber, again: byNumber })).toEqual([45, 7]);
  });

  it("are asked in columns of the incremental form, with the state that it left", () => {
    const kept: SchedulerPlugin = {
      ...byNumber,
      ...ready("plain"),
      incremental: {
        preScore: () => ({ kind: "ready", state: 100 }),
        score(_pod, nodes, count, state, scores) {
          for (let index = 0; index < count; index += 1) scores[index] = (state as number) + nodes[index]!;
        },
      },
    };
    expect(added({ kept })).toEqual([107, 107]);
  });

  it("are normalised over the candidates alone", () => {
    const lengths: number[] = [];
    const normalised: SchedulerPlugin = {
      ...byNumber,
      normalizeScore(scores, nodes) {
        lengths.push(scores.length, nodes.length);
        scores.fill(1);
      },
    };
    expect(added({ normalised })).toEqual([6, 8]);
    expect(lengths).toEqual([2, 2]);
  });

  it("of a plugin that skips are left out", () => {
    expect(added({ skipped: { ...byNumber, preScore: () => ({ kind: "skip" }) } })).toEqual([5, 7]);
  });

  it("hear what preScore left", () => {
    expect(added({ told: { ...ready(2), score: (_pod, { id }, state) => id * (state as number) } })).toEqual([9, 7]);
  });
});

describe("a failure", () => {
  const broken: SchedulerPlugin = { preScore: () => ({ kind: "failed", status: failure("broken") }) };

  it("of a preScore ends the cycle, also of a plugin that does not score", () => {
    expect(added({ byNumber, broken })).toBe('running PreScore plugin "broken": broken');
  });

  it("is the first in the profile's order, kept or not", () => {
    const kept: SchedulerPlugin = {
      preScore: () => ({ kind: "failed", status: failure("kept") }),
      columnar: {},
    };
    expect(added({ broken, kept })).toBe('running PreScore plugin "broken": broken');
    expect(added({ kept, broken })).toBe('running PreScore plugin "kept": kept');
  });

  it("of a score that nobody prepared comes behind all preparations", () => {
    const lost: SchedulerPlugin = { ...byNumber, scoreWithoutState: "not found" };
    expect(added({ lost, broken })).toBe('running PreScore plugin "broken": broken');
    expect(added({ lost, byNumber })).toBe('running Score plugins: plugin "lost" failed with: not found');
  });
});

describe("a class of pods that nothing is scored for", () => {
  function isNothing(plugins: MadeUpPlugins): boolean {
    const small = clusterOf(1);
    const asked = small.pod(pod());
    return scoresNothing(new ClassPlanner(runtimeOf(plugins, {}, small)).planOf(asked.podClass), asked);
  }
  const silent: SchedulerPlugin = { ...byNumber, ...ready(1), incremental: { scoresNothing: () => true } };

  it("is one for which every plugin would skip", () => {
    expect(isNothing({})).toBe(true);
    expect(isNothing({ silent })).toBe(true);
    expect(isNothing({ silent, byNumber })).toBe(false);
    expect(isNothing({ talking: { ...silent, incremental: { scoresNothing: () => false } } })).toBe(false);
  });

  it("is none where a preScore may fail, or a plugin scores without being asked before", () => {
    expect(isNothing({ preparing: ready(1) })).toBe(false);
    expect(isNothing({ alone: { ...byNumber, incremental: { scoresNothing: () => true } } })).toBe(false);
    expect(isNothing({ lost: { ...byNumber, scoreWithoutState: "not found" } })).toBe(false);
  });
});
