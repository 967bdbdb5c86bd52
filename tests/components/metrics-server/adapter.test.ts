// What an adapter tells of figures: at its looks, with its lag, by name, and in the words of the real one where there is nothing.

import { describe, expect, it } from "vitest";

import { compileLabelSet, SELECTS_EVERYTHING } from "../../../src/model/label-selector.ts";
import type { ExternalMetricQuery, ObjectMetricQuery, PodsMetricQuery } from "../../../src/cluster/metrics-client.ts";
import type { MetricsSettings } from "../../../src/components/metrics-server/metrics-apis.ts";
import { MetricsWorld, SECOND } from "./metrics-world.ts";

const INTERVAL = 30 * SECOND;
const LAG = 5 * SECOND;

const WITH_ADAPTER: MetricsSettings = {
  server: undefined,
  adapter: {
    intervalUs: INTERVAL,
    lagUs: LAG,
    pods: [
      { name: "rps", series: "rps", reading: "mean" },
      { name: "in_flight", series: "inFlight", reading: "moment" },
    ],
    objects: [
      {
        name: "backlog",
        object: { kind: "Ingress", namespace: "default", name: "front" },
        series: "backlog",
        reading: "moment",
      },
    ],
    external: [
      { name: "queue", labels: { of: "orders" }, series: "queue/0", reading: "moment" },
      { name: "queue", labels: { of: "mails" }, series: "queue/1", reading: "moment" },
    ],
  },
};

const ALL = SELECTS_EVERYTHING;
const pods = (metricName: string): PodsMetricQuery => ({
  kind: "pods-metric",
  namespace: "default",
  metricName,
  podSelector: compileLabelSet({ app: "web" }),
  metricSelector: ALL,
});
const object = (metricName: string, objectName: string): ObjectMetricQuery => ({
  kind: "object-metric",
  namespace: "default",
  group: "networking.k8s.io",
  objectKind: "Ingress",
  objectName,
  metricName,
  metricSelector: ALL,
});
const external = (metricName: string, labels: Readonly<Record<string, string>>): ExternalMetricQuery => ({
  kind: "external-metric",
  namespace: "default",
  metricName,
  metricSelector: compileLabelSet(labels),
});

function worldOfTwo(): {
  readonly world: MetricsWorld;
  readonly record: (series: string, ...values: number[]) => void;
} {
  const world = new MetricsWorld(WITH_ADAPTER);
  const ids = ["b", "a"].map((name) => world.run(name));
  const record = (series: string, ...values: number[]) => {
    for (const [index, value] of values.entries()) {
      world.apply({ kind: "pod-figure", pod: ids[index]!, series, fromUs: world.nowUs, value });
    }
  };
  return { world, record };
}

describe("a metric of pods", () => {
  it("is told by name, of those that were measured, and stays between looks", () => {
    const { world, record } = worldOfTwo();
    const query = pods("in_flight");
    expect(world.apis.podsMetric(query)).toEqual({ kind: "listed", samples: [] });
    record("inFlight", 3, 4.5);
    world.nowUs = 90 * SECOND;
    const answer = world.apis.podsMetric(query);
    const samples = answer.kind === "listed" ? answer.samples : [];
    expect(samples.map(({ describedName, valueMilli }) => [describedName, valueMilli])).toEqual([
      ["a", 4500],
      ["b", 3000],
    ]);
    const { timestampUs } = samples[0]!;
    expect(world.nowUs - timestampUs).toBeGreaterThanOrEqual(LAG);
    expect(world.nowUs - timestampUs).toBeLessThan(LAG + INTERVAL);
    record("inFlight", 7);
    const version = world.apis.versionOf(query);
    expect(world.apis.podsMetric(query)).toEqual(answer);
    world.nowUs = timestampUs + INTERVAL + LAG;
    expect(world.apis.versionOf(query)).not.toBe(version);
    expect(world.apis.podsMetric(query)).toMatchObject({ samples: [{ valueMilli: 4500 }, { valueMilli: 7000 }] });
  });

  it("may be a mean over the interval before the look", () => {
    const { world, record } = worldOfTwo();
    record("rps", 10, 0);
    world.nowUs = 100 * SECOND;
    record("rps", 40);
    const seen = new Set<unknown>();
    world.pass(200 * SECOND, () => {
      const answer = world.apis.podsMetric(pods("rps"));
      if (answer.kind === "listed")
        for (const { describedName, valueMilli } of answer.samples) if (describedName === "b") seen.add(valueMilli);
    });
    const values = [...seen] as number[];
    expect([values[0], values.at(-1)]).toEqual([10_000, 40_000]);
    expect(values).toHaveLength(3);
    expect(values[1]).toBeGreaterThan(10_000);
    expect(values[1]).toBeLessThan(40_000);
  });

  it("that is not known is refused", () => {
    const { world } = worldOfTwo();
    expect(world.apis.podsMetric(pods("rpm"))).toEqual({
      kind: "failed",
      message: "the server could not find the metric rpm for pods",
    });
  });

  it("has no series with labels", () => {
    const { world, record } = worldOfTwo();
    record("inFlight", 3);
    world.nowUs = 90 * SECOND;
    const labelled = { ...pods("in_flight"), metricSelector: compileLabelSet({ verb: "GET" }) };
    expect(world.apis.podsMetric(labelled)).toEqual({ kind: "listed", samples: [] });
  });
});

describe("a metric of an object", () => {
  it("is one value, or is refused", () => {
    const { world } = worldOfTwo();
    const message = "the server could not find the metric backlog for ingresses.networking.k8s.io front";
    expect(world.apis.objectMetric(object("backlog", "front"))).toEqual({ kind: "failed", message });
    world.apply({ kind: "figure-recorded", series: "backlog", fromUs: 0, value: 12_000_000_000_000_000 });
    world.nowUs = 90 * SECOND;
    const answer = world.apis.objectMetric(object("backlog", "front"));
    expect(answer).toMatchObject({ samples: [{ describedName: "front", valueMilli: 12_000_000_000_000_000_000n }] });
    expect(world.apis.objectMetric({ ...object("backlog", "front"), objectKind: "INGRESS" }).kind).toBe("listed");
    expect(world.apis.objectMetric(object("backlog", "back")).kind).toBe("failed");
  });
});

describe("an external metric", () => {
  it("is each series with the labels", () => {
    const { world } = worldOfTwo();
    for (const [number, value] of [0.1, 0.2].entries()) {
      world.apply({ kind: "figure-recorded", series: `queue/${number}`, fromUs: 0, value });
    }
    world.nowUs = 90 * SECOND;
    const values = (labels: Readonly<Record<string, string>>) => {
      const answer = world.apis.externalMetric(external("queue", labels));
      return answer.kind === "listed" ? answer.samples.map(({ valueMilli }) => valueMilli) : answer.message;
    };
    expect(values({})).toEqual([100, 200]);
    expect(values({ of: "mails" })).toEqual([200]);
    expect(values({ of: "toys" })).toEqual([]);
    expect(world.apis.externalMetric(external("queues", {})).kind).toBe("failed");
  });
});
