// When pods come: each rule by itself, and pods created as their times come.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../src/base/random/random-streams.ts";

import { Engine } from "../../src/engine/engine.ts";

import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

import { ClusterState } from "../../src/cluster/cluster-state.ts";

import { COEFFICIENTS } from "../../src/components/api-server/coefficients.ts";
import { InstantApiServer } from "../../src/components/api-server/instant-api-server.ts";
import { MeasuredApiServer } from "../../src/components/api-server/measured-api-server.ts";

import { Arrivals, arrivalTimes, type ArrivalPorts } from "../../src/environment/arrivals.ts";
import { PodBatchBuilder } from "../../src/environment/pod-batch-builder.ts";
import type { ArrivalRule, Workload } from "../../src/environment/workload.ts";

const CHANCE = new RandomStreams("7");

function workload(arrival: ArrivalRule, listedAtUs: readonly number[]): Workload {
  const builder = new PodBatchBuilder();
  const template = builder.template({ metadata: { name: "" }, spec: { containers: [{ name: "c" }] } });
  for (const [row, atUs] of listedAtUs.entries()) builder.add(`p${row}`, template, atUs, -1);
  return { name: "w", source: "test", pods: builder.build(), arrival };
}

function times(
  arrival: ArrivalRule,
  listedAtUs: readonly number[],
): { readonly order: number[]; readonly atUs: number[] } {
  const { order, atUs } = arrivalTimes(workload(arrival, listedAtUs), CHANCE);
  return { order: [...order], atUs: [...atUs] };
}

describe("arrival times", () => {
  it("at the start are all nothing, in the order of the rows", () => {
    expect(times({ kind: "at-start" }, [5, 3, 4])).toEqual({ order: [0, 1, 2], atUs: [0, 0, 0] });
  });

  it("as listed are in the order of the list's times, equal ones in the order of the rows", () => {
    expect(times({ kind: "listed" }, [5, 3, 5, 3])).toEqual({ order: [1, 3, 0, 2], atUs: [3, 3, 5, 5] });
  });

  it("that are even have equal gaps from the start", () => {
    expect(times({ kind: "even", perSecond: 4 }, [9, 9, 9]).atUs).toEqual([0, 250_000, 500_000]);
  });

  it("of a Poisson process have exponential gaps of the mean that the rate says", () => {
    const count = 20_000;
    const { order, atUs } = times({ kind: "poisson", perSecond: 40 }, Array<number>(count).fill(0));
    const gaps = atUs.map((at, index) => at - (atUs[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / count);
    // An exponential law has equal mean and spread; their standard errors are 0.7 % and 1 % for 20,000 gaps.
    expect(Math.abs(mean / 25_000 - 1)).toBeLessThan(0.03);
    expect(Math.abs(spread / mean - 1)).toBeLessThan(0.03);
    expect(gaps.every((gap) => gap >= 0)).toBe(true);
    expect(order).toEqual(Array.from({ length: count }, (_, row) => row));
  });

  it("of a Poisson process are the same for the same stream, and others for another", () => {
    const draw = (seed: string): number[] => {
      const offered = workload({ kind: "poisson", perSecond: 1 }, [0, 0, 0]);
      return [...arrivalTimes(offered, new RandomStreams(seed)).atUs];
    };
    expect(draw("1")).toEqual(draw("1"));
    expect(draw("1")).not.toEqual(draw("2"));
  });
});

describe("a shuffled order", () => {
  const orderOf = (seed: string, arrival: ArrivalRule, rows = 50) => [
    ...arrivalTimes(workload(arrival, Array<number>(rows).fill(0)), new RandomStreams(seed)).order,
  ];

  it("has every row once, in another order with each seed", () => {
    const rule = { kind: "even", perSecond: 1, order: "shuffled" } as const;
    expect(orderOf("1", rule).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, row) => row));
    expect(orderOf("1", rule)).toEqual(orderOf("1", rule));
    expect(orderOf("1", rule)).not.toEqual(orderOf("2", rule));
  });

  it("leaves the times as they are", () => {
    const rows = Array<number>(20).fill(0);
    const fresh = (seed: string) => new RandomStreams(seed);
    expect(arrivalTimes(workload({ kind: "poisson", perSecond: 1 }, rows), fresh("x")).atUs).toEqual(
      arrivalTimes(workload({ kind: "poisson", perSecond: 1, order: "shuffled" }, rows), fresh("x")).atUs,
    );
  });

  it("takes all orders of three rows equally often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed += 1) {
      const order = orderOf(String(seed), { kind: "even", perSecond: 1, order: "shuffled" }, 3).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    // 500 each, with a spread of 20.
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });
});

/** Nobody is refused, nobody listens. */
const FREE: Omit<ArrivalPorts, "client"> = {
  wasThere: () => false,
  refusalOf: () => undefined,
  arrived: () => undefined,
};

/** The ports with a client whose requests take no time. */
function withClient(engine: Engine, cluster: ClusterState, ports: Partial<ArrivalPorts> = {}): ArrivalPorts {
  const client = new InstantApiServer(engine, cluster).client({ name: "users", level: "exempt" });
  return { ...FREE, client, ...ports };
}

describe("arrivals", () => {
  it("create each pod at its time, under its own name, and tell its row", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const created: string[] = [];
    cluster.observe({
      hear: ({ change }) => {
        if (change.kind === "pod-created") created.push(`${change.name} at ${engine.now}`);
      },
    });
    const offered = workload({ kind: "listed" }, [700, 200, 700]);
    const rows: number[] = [];
    const ports = withClient(engine, cluster, { arrived: (_pod, row) => rows.push(row) });
    new Arrivals(engine, cluster, offered, arrivalTimes(offered, CHANCE), ports).begin();
    engine.run(null);
    expect(created).toEqual(["p1 at 200", "p0 at 700", "p2 at 700"]);
    expect(rows).toEqual([1, 0, 2]);
  });

  it("keep the node that was found for a pod before", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const offered = workload({ kind: "listed" }, [700, 200]);
    const nominated = { ...offered, pods: { ...offered.pods, nominatedNodes: new Map([[1, "n1"]]) } };
    new Arrivals(engine, cluster, nominated, arrivalTimes(offered, CHANCE), withClient(engine, cluster)).begin();
    engine.run(null);
    expect(cluster.nominations.onNode("n1").map((pod) => cluster.pods.nameOf(pod))).toEqual(["p1"]);
    expect(cluster.nominations.size).toBe(1);
  });

  it("of an empty workload are none", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const offered = workload({ kind: "at-start" }, []);
    new Arrivals(engine, cluster, offered, arrivalTimes(offered, CHANCE), withClient(engine, cluster)).begin();
    expect(engine.run(null).events).toBe(0);
  });

  it("that are refused create nothing, and keep no other from coming", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const refused: string[] = [];
    cluster.observe({
      hear: ({ change }) => {
        if (change.kind === "pod-refused") refused.push(`${change.name}: ${change.refusal.message}`);
      },
    });
    const offered = workload({ kind: "at-start" }, [0, 0, 0]);
    const rows: number[] = [];
    const ports = withClient(engine, cluster, {
      refusalOf: (_class, row) => (row === 1 ? { plugin: "ResourceQuota", message: "full" } : undefined),
      arrived: (_pod, row) => rows.push(row),
    });
    new Arrivals(engine, cluster, offered, arrivalTimes(offered, CHANCE), ports).begin();
    engine.run(null);
    expect(refused).toEqual(["p1: full"]);
    expect(rows).toEqual([0, 2]);
    expect(cluster.pods.size).toBe(2);
  });

  it("ask for a pod at its time, and have it when the server has stored it", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const created: (readonly [number | undefined, number])[] = [];
    cluster.observe({
      hear: ({ change }) => {
        if (change.kind === "pod-created") created.push([change.askedAtUs, engine.now]);
      },
    });
    const server = new MeasuredApiServer({
      engine,
      cluster,
      coefficients: COEFFICIENTS,
      drawsOf: (purpose) => CHANCE.entityDraws(purpose),
    });
    const offered = workload({ kind: "even", perSecond: 10 }, [0, 0, 0]);
    const client = server.client({ name: "users", level: "exempt" });
    const ports: ArrivalPorts = { ...FREE, client, wasThere: (row) => row === 2 };
    new Arrivals(engine, cluster, offered, arrivalTimes(offered, CHANCE), ports).begin();
    engine.run(null);
    expect(created.map(([askedAtUs]) => askedAtUs)).toEqual([0, 100_000, 200_000]);
    const lasted = created.map(([askedAtUs, atUs]) => atUs - askedAtUs!);
    expect(lasted.slice(0, 2).every((us) => us > 1000 && us < 20_000)).toBe(true);
    // One that was in the cluster before is asked for by nobody.
    expect(lasted[2]).toBe(0);
  });
});
