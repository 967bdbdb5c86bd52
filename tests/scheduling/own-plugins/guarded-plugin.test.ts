// A user's plugin behind its guard: right answers pass as they are, all others end the run.

import { describe, expect, it } from "vitest";

import type { ExtensionPoint } from "../../../src/scheduling/framework/configuration.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { guarded } from "../../../src/scheduling/own-plugins/guarded-plugin.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const small = new SmallCluster([node("n0", {}), node("n1", {})]);
const asked = small.pod(pod({}, { name: "a" }));
const n1 = new LiveNode(small.cluster, 1);

function guard(plugin: unknown, ...points: ExtensionPoint[]): SchedulerPlugin {
  return guarded({ name: "Mine", source: "here", points, create: () => plugin as SchedulerPlugin }, "mine.js").create(
    undefined,
    small,
  );
}

describe("right answers", () => {
  it("pass as they are", () => {
    const plugin = guard({
      preEnqueue: () => SUCCESS,
      preFilter: () => ({ kind: "ready", state: 7 }),
      filter: (_pod: unknown, { id }: { id: number }, state: unknown) => (id === state ? SUCCESS : failure("no")),
      cloneState: (state: number) => state + 1,
      addPod: () => SUCCESS,
      removePod: () => unschedulable("no"),
      postFilter: () => ({ code: "Unschedulable", message: "no", nomination: { kind: "keep" } }),
      preScore: () => ({ kind: "skip" }),
      score: () => 3.5,
      normalizeScore: (scores: Float64Array) => scores.fill(50),
      sign: () => undefined,
      filterWithoutState: "not found",
    });
    const scores = Float64Array.of(3.5, 4.5);
    plugin.normalizeScore!(scores, [0, 1], undefined);
    const other = { id: 0, name: "b", podClass: asked.podClass, isTerminating: false };
    expect([
      plugin.preEnqueue!(asked.podClass),
      plugin.preFilter!(asked),
      plugin.filter!(asked, n1, 1),
      plugin.cloneState!(1),
      plugin.addPod!(1, asked, other, n1),
      plugin.removePod!(1, asked, other, n1).code,
      plugin.postFilter!(asked, {
        nodesTotal: 0,
        preemptible: [],
        preFilter: undefined,
        dryRun: () => undefined as never,
      }).message,
      plugin.preScore!(asked, []),
      plugin.score!(asked, n1, undefined),
      [...scores],
      plugin.sign!(asked.podClass),
      plugin.filterWithoutState,
    ]).toEqual([
      SUCCESS,
      { kind: "ready", state: 7 },
      SUCCESS,
      2,
      SUCCESS,
      "Unschedulable",
      "no",
      { kind: "skip" },
      3.5,
      [50, 50],
      undefined,
      "not found",
    ]);
  });

  it("come from the plugin's own methods, called as such", () => {
    class Counting {
      calls = 0;
      score(): number {
        this.calls += 1;
        return this.calls;
      }
    }
    const plugin = guard(new Counting(), "score");
    expect([plugin.score!(asked, n1, undefined), plugin.score!(asked, n1, undefined)]).toEqual([1, 2]);
  });

  it("are not asked for at points that the plugin lacks", () => {
    expect(Object.keys(guard({ score: () => 1 }, "score"))).toEqual(["score"]);
  });
});

describe("an error of the plugin", () => {
  it("is told with the pod and the node", () => {
    const plugin = guard({
      filter: () => {
        throw new TypeError("x is not a function");
      },
    });
    expect(() => plugin.filter!(asked, n1, undefined)).toThrow(
      "plugin Mine failed in filter, asked about pod default/a and node n1: TypeError: x is not a function",
    );
  });

  it("may be anything that can be thrown", () => {
    // A generator that is told to throw throws what it is told.
    const throwing = (function* nothing(): Generator<undefined> {})();
    const plugin = guard({ preFilter: () => throwing.throw("words") });
    expect(() => plugin.preFilter!(asked)).toThrow('asked about pod default/a: it threw "words"');
  });

  it("while it is made is told without a pod", () => {
    const making = guarded(
      {
        name: "Mine",
        source: "here",
        points: ["score"],
        create: () => {
          throw new Error("no arguments");
        },
      },
      "mine.js",
    );
    expect(() => making.create(undefined, small)).toThrow("plugin Mine failed in create: Error: no arguments");
  });
});

describe("nonsense", () => {
  it.each([
    ["no plugin", undefined, "it returned undefined, not a plugin"],
    ["a plugin without one of its points", {}, "it made a plugin without score, one of its points"],
  ])("is %s", (_sentence, plugin, words) => {
    expect(() => guard(plugin, "score")).toThrow(`plugin Mine failed in create: ${words}`);
  });

  it("is a score outside 0 to 100 of a plugin that does not normalise", () => {
    expect(() => guard({ score: () => 101 }).score!(asked, n1, undefined)).toThrow(
      "asked about pod default/a and node n1: it returned 101, not a whole number from 0 to 100",
    );
  });

  it("is one of these after normalising, told of the node and of the pod that was scored last", () => {
    const plugin = guard({ score: () => 1e6, normalizeScore: () => undefined });
    plugin.score!(asked, n1, undefined);
    expect(() => plugin.normalizeScore!(Float64Array.of(1, 1e6), [0, 1], undefined)).toThrow(
      "failed in normalizeScore, asked about pod default/a and node n1: it gave 1000000, not a whole number",
    );
  });

  it("is a wrong status", () => {
    expect(() => guard({ filter: () => true }).filter!(asked, n1, undefined)).toThrow("it returned true, not a status");
  });
});

describe("forms for speed", () => {
  it("are guarded too", () => {
    let factor = 60;
    const plugin = guard({
      score: () => 1,
      columnar: {
        locality: "node",
        score: (_podClass: unknown, nodes: Int32Array, count: number, scores: Float64Array) => {
          for (let index = 0; index < count; index += 1) scores[index] = factor * nodes[index]!;
        },
      },
      incremental: {
        admits: () => {
          throw new Error("lost count");
        },
        score: (_pod: unknown, _nodes: unknown, _count: unknown, _state: unknown, scores: Float64Array) =>
          scores.fill(Number.NaN),
      },
    });
    expect(plugin.columnar!.locality).toBe("node");
    const scores = new Float64Array(2);
    plugin.columnar!.score!(asked.podClass, Int32Array.of(1, 0), 2, scores);
    expect([...scores]).toEqual([60, 0]);
    factor = 120;
    expect(() => plugin.columnar!.score!(asked.podClass, Int32Array.of(0, 1), 2, scores)).toThrow("it gave 120");
    expect(() => plugin.incremental!.admits!(asked, 1, 0)).toThrow("failed in incremental.admits");
    expect(() => plugin.incremental!.score!(asked, Int32Array.of(1), 1, 0, scores)).toThrow("and node n1: it gave NaN");
  });

  it("may be objects of classes", () => {
    class Columns {
      readonly locality = "node";
      readonly #score = 5;
      score(_podClass: unknown, _nodes: unknown, count: number, scores: Float64Array): void {
        scores.fill(this.#score, 0, count);
      }
    }
    class Counts {
      readonly #only = 1;
      admits(_pod: unknown, id: number): boolean {
        return id === this.#only;
      }
    }
    const plugin = guard({ score: () => 5, columnar: new Columns(), incremental: new Counts() }, "score");
    const scores = new Float64Array(2);
    plugin.columnar!.score!(asked.podClass, Int32Array.of(0, 1), 2, scores);
    expect([...scores, plugin.columnar!.locality]).toEqual([5, 5, "node"]);
    expect([0, 1].map((id) => plugin.incremental!.admits!(asked, id, undefined))).toEqual([false, true]);
  });

  const one = (): number => 1;
  it.each([
    ["a columnar form without filter", { locality: "node", score: one }, {}],
    ["a columnar form without score", { locality: "node", filter: one }, {}],
    ["with the locality undefined", { filter: one, score: one }, {}],
    ["although it normalises", { locality: "node", filter: one, score: one }, { normalizeScore: one }],
  ])("must stand for the plain form: %s", (problem, columnar, others) => {
    const plain = { filter: () => SUCCESS, score: one };
    expect(() => guard({ ...plain, ...others, columnar }, "filter", "score")).toThrow(problem);
  });
});

it("a nomination names a node that is there", () => {
  const nominate = (id: unknown) => ({ code: "Success", message: "", nomination: { kind: "set", node: id } });
  const diagnosis = { nodesTotal: 2, preemptible: [], preFilter: undefined, dryRun: () => undefined as never };
  const ask = (id: unknown) => guard({ postFilter: () => nominate(id) }).postFilter!(asked, diagnosis);
  expect(ask(1).code).toBe("Success");
  expect(() => ask("n1")).toThrow('the nomination to "n1", not the number of a node');
  expect(() => ask(7)).toThrow("the nomination to 7");
});
