// The answer to a capacity question: against brute force, against runs that offer as many pods, and as a property of sizes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { endedRun } from "../../../src/experiment/capacity/ended-run.ts";
import { measureCapacity } from "../../../src/experiment/capacity/measure-capacity.ts";
import type { Loss } from "../../../src/experiment/capacity/capacity-result.ts";
import type { PlannedQuestion } from "../../../src/experiment/capacity/read-capacity.ts";
import { runSimulation } from "../../../src/simulation/run-simulation.ts";
import { placedOneByOne } from "./one-by-one.ts";
import { deployment, POOL, questionOf, type SmallScenario } from "./small-worlds.ts";

const SMALL = "cpu: 1, memory: 1Gi";

function measured({ plan, template, label }: PlannedQuestion, losses: readonly Loss[] = []) {
  const { pod, objects, replicas } = template;
  return measureCapacity({ label, plan, pod, objects, replicas, losses, most: 10_000 });
}

describe("what fits now", () => {
  it("counts pods by pool and zone, and whole workloads", () => {
    const pools = [POOL, "{ name: tiny, count: 1, zones: [a], allocatable: { cpu: 1, memory: 1Gi, pods: 5 } }"];
    const question = questionOf({ pools, manifests: deployment("old", 2, SMALL) }, deployment("web", 4, SMALL));
    const { point, requests } = measured(question);
    expect(point).toMatchObject({ nodes: 4, placed: 2, waiting: 0, afterNode: null, afterZone: null });
    expect(point.now).toMatchObject({ more: 11, isCapped: false, workloads: 2 });
    expect(point.now.byPool.map(({ name, more }) => [name, more])).toEqual([
      ["general", 10],
      ["tiny", 1],
    ]);
    expect(point.now.byZone.reduce((sum, { more }) => sum + more, 0)).toBe(11);
    expect(requests.map(({ resource, amount }) => [resource, amount])).toEqual([
      ["cpu", 1],
      ["memory", 2 ** 30],
      ["pods", 1],
    ]);
    expect(point.now.resources.find(({ resource }) => resource === "cpu")).toEqual({
      resource: "cpu",
      unit: "cores",
      allocatable: 13,
      before: 2,
      after: 13,
    });
  });

  it("counts nodes that a pool has grown by, and says how many may still come", () => {
    const growing = POOL.replace("count: 3,", "count: 3, growth: { max: 6, delay: 2m },");
    const spec = "  horizon: 10m\n  controllers: simulated\n";
    const question = questionOf(
      { pools: [growing], manifests: deployment("old", 14, SMALL), spec },
      deployment("web", 1, SMALL),
    );
    const { point } = measured(question);
    expect(point).toMatchObject({ nodes: 4, placed: 14, waiting: 0, nodesToCome: 2 });
    expect(point.now.more).toBe(2);
    expect(measured(questionOf({ pools: [POOL] }, deployment("web", 1, SMALL))).point).not.toHaveProperty(
      "nodesToCome",
    );
  });

  it("gives up at the most that is asked for", () => {
    const { plan, template, label } = questionOf({ pools: [POOL] }, deployment("web", 1, SMALL));
    const { pod, objects, replicas } = template;
    const { now } = measureCapacity({ label, plan, pod, objects, replicas, losses: ["node"], most: 5 }).point;
    expect(now).toMatchObject({ more: 5, isCapped: true, limits: null });
  });

  it("is none for pods of a scheduler that nobody is, and says so", () => {
    const question = questionOf({ pools: [POOL] }, deployment("web", 1, SMALL, "schedulerName: other"));
    const { now } = measured(question, ["node"]).point;
    expect(now.more).toBe(0);
    expect(now.limits?.message).toBe("no profile of the scheduler's configuration is called other");
  });

  it("is none for pods with a scheduling gate, with and without a loss", () => {
    const gated = deployment("web", 1, SMALL, "schedulingGates: [{ name: wait }]");
    const { now, afterNode } = measured(questionOf({ pools: [POOL] }, gated), ["node"]).point;
    expect([now.more, afterNode?.worst.more]).toEqual([0, 0]);
    expect(now.limits?.reasons[0]?.plugin).toBe("SchedulingGates");
  });

  it("ends at a quota of the namespace, in the server's words", () => {
    const quota = `apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: default }
spec: { hard: { pods: "5" } }
`;
    const scenario = { pools: [POOL], manifests: `${deployment("old", 2, SMALL)}---\n${quota}` };
    const { now, afterNode } = measured(questionOf(scenario, deployment("web", 1, SMALL)), ["node"]).point;
    expect([now.more, afterNode?.worst.more]).toEqual([3, 3]);
    expect(now.limits?.message).toContain("exceeded quota: q");
  });
});

const AFFINITY =
  'affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: web } } }] } }';
const SPREAD =
  'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }]';

/** Small clusters with some pods, and a template with every sort of constraint. */
const QUESTIONS = fc.record({
  nodes: fc.integer({ min: 1, max: 6 }),
  cpu: fc.integer({ min: 2, max: 6 }),
  old: fc.integer({ min: 0, max: 8 }),
  oldCpu: fc.integer({ min: 1, max: 3 }),
  cpuMilli: fc.integer({ min: 4, max: 20 }).map((tenths) => tenths * 100),
  constraint: fc.constantFrom("", AFFINITY, SPREAD),
});

type Question = typeof QUESTIONS extends fc.Arbitrary<infer Value> ? Value : never;

function asked({ nodes, cpu, old, oldCpu, cpuMilli, constraint }: Question): readonly [SmallScenario, string] {
  const pool = `{ name: general, count: ${nodes}, zones: [a, b], allocatable: { cpu: ${cpu}, memory: 64Gi, pods: 12 } }`;
  const manifests = deployment("old", old, `cpu: ${oldCpu}`);
  return [{ pools: [pool], manifests }, deployment("web", 1, `cpu: ${cpuMilli}m`, constraint)];
}

describe("what fits, as the plain form of the scheduler finds it", () => {
  it("is the same now, and after the loss of each node and each zone", () => {
    fc.assert(
      fc.property(QUESTIONS, (one) => {
        const question = questionOf(...asked(one));
        const { now, afterNode, afterZone } = measured(question, ["node", "zone"]).point;
        const run = endedRun(question.plan);
        expect(now.more).toBe(placedOneByOne(run, question.template, []).more);
        const withoutNode = placedOneByOne(run, question.template, [afterNode!.worst.name]);
        expect([afterNode!.worst.more, afterNode!.worst.homeless]).toEqual([withoutNode.more, withoutNode.homeless]);
        const inZone = question.plan.nodes
          .filter(
            ({ node: { metadata } }) => metadata.labels?.["topology.kubernetes.io/zone"] === afterZone!.worst.name,
          )
          .map(({ node }) => node.metadata.name);
        const zone = placedOneByOne(run, question.template, inZone);
        expect([afterZone!.worst.more, afterZone!.worst.homeless]).toEqual([zone.more, zone.homeless]);
      }),
      { seed: 6, numRuns: 8 },
    );
  });
});

describe("what fits, as a run finds it", () => {
  it("is what a run places that is offered so many, and not one more", () => {
    fc.assert(
      fc.property(QUESTIONS, (one) => {
        const [scenario, template] = asked(one);
        const { more } = measured(questionOf(scenario, template)).point.now;
        const web = (count: number) =>
          `${scenario.manifests ?? ""}---\n${template.replace("replicas: 1", `replicas: ${count}`)}`;
        const pending = (count: number) => {
          const { plan } = questionOf({ ...scenario, manifests: web(count) }, template);
          return runSimulation(plan).pods.pending;
        };
        expect([pending(more) - pending(0), pending(more + 1) - pending(0)]).toEqual([0, 1]);
      }),
      { seed: 7, numRuns: 4 },
    );
  });

  it("is never less with one node more, where pods do not look at one another", () => {
    fc.assert(
      fc.property(QUESTIONS, (one) => {
        const fits = (nodes: number) => {
          const [scenario, template] = asked({ ...one, nodes, constraint: "" });
          const { now, afterNode } = measured(questionOf(scenario, template), ["node"]).point;
          return { now: now.more, after: afterNode!.worst.more };
        };
        const [few, many] = [fits(one.nodes), fits(one.nodes + 1)];
        expect(many.now).toBeGreaterThanOrEqual(few.now);
        expect(few.after).toBeLessThanOrEqual(few.now);
      }),
      { seed: 8, numRuns: 4 },
    );
  });
});
