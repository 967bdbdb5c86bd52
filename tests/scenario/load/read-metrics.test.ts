// What the metrics APIs of a scenario tell.

import { describe, expect, it } from "vitest";

import { figureOf } from "../../../src/scenario/load/read-metrics.ts";

import { mistakesOf, withSpec } from "./load-world.ts";

const LOAD = "  load: [{ target: service/web, requestsPerSecond: 20, cpuPerRequest: 12ms }]\n";

describe("metrics of a scenario", () => {
  it("are metrics-server's alone where nothing is said, and none where no controllers run", () => {
    expect(withSpec(LOAD).plan?.metrics).toEqual({
      server: { resolutionUs: 15_000_000 },
      adapter: { intervalUs: 30_000_000, lagUs: 0 },
      pods: [],
      objects: [],
      external: [],
    });
    expect(withSpec("  faults: []\n").plan?.metrics?.server).toEqual({ resolutionUs: 15_000_000 });
    expect(withSpec("  controllers: expanded\n").plan?.metrics).toBeUndefined();
  });

  it("look back no further than what is kept of pods' use", () => {
    const loaded = withSpec(
      `${LOAD}  metrics: { server: { resolution: 5m }, adapter: { interval: 4m, lag: 3m }, pods: { rps: requestsPerSecond } }\n`,
    );
    expect(mistakesOf(loaded)).toEqual([
      "out-of-range metrics.server.resolution: resolution: 5m is out of range: plimsoll keeps ten minutes of what pods use",
      "out-of-range metrics.adapter: adapter: it looks back further than the ten minutes that plimsoll keeps of figures",
    ]);
  });

  it("are of pods, of objects and of what is outside", () => {
    const { plan, errors } = withSpec(
      `${LOAD}  metrics:
    server: none
    adapter: { interval: 1m, lag: 20s }
    pods: { rps: requestsPerSecond, slow: latency p(95) }
    objects:
      - { name: hits, object: Ingress/shop, figure: errorsPerSecond, service: web }
    external:
      - { name: depth, labels: { queue: mail }, series: [5e12, { sine: { mean: 5e12, amplitude: 5, period: 1h } }] }
`,
    );
    expect(errors).toEqual([]);
    expect(plan?.metrics).toMatchObject({
      server: null,
      adapter: { intervalUs: 60_000_000, lagUs: 20_000_000 },
      pods: [
        { name: "rps", figure: { kind: "requests-per-second" } },
        { name: "slow", figure: { kind: "latency", quantile: 0.95 } },
      ],
      objects: [
        {
          name: "hits",
          object: { kind: "Ingress", namespace: "default", name: "shop" },
          value: { kind: "service", service: 0, figure: { kind: "errors-per-second" } },
          position: { line: 16 },
        },
      ],
      external: [
        {
          name: "depth",
          labels: { queue: "mail" },
          value: { kind: "series", rate: [{ kind: "constant" }, { kind: "sine" }] },
        },
      ],
    });
  });

  it("have figures by the names that users write", () => {
    expect(["inFlight", "waiting", "latency p(99.9)"].map((text) => figureOf(text))).toEqual([
      { kind: "in-flight" },
      { kind: "waiting" },
      { kind: "latency", quantile: 0.999 },
    ]);
  });
});

describe("metrics that cannot be", () => {
  it("are asked for too often, or where nobody asks", () => {
    expect(mistakesOf(withSpec("  metrics: { server: { resolution: 5s }, adapter: { interval: 10ms } }\n"))).toEqual([
      "out-of-range metrics.server.resolution: resolution: 5s is out of range: metrics-server refuses it",
      "out-of-range metrics.adapter.interval: interval: 10ms is out of range",
    ]);
    expect(mistakesOf(withSpec("  controllers: expanded\n  metrics: {}\n"))).toEqual([
      "wrong-value metrics: metrics: no controllers run in this scenario, so that nobody asks for metrics",
    ]);
  });

  it("come from nowhere, or from a service that is not there", () => {
    expect(
      mistakesOf(
        withSpec(
          "  metrics: { pods: { a: waiting }, external: [{ name: b }, { name: c, figure: waiting }, { name: d, figure: waiting, service: web }] }\n",
        ),
      ),
    ).toEqual([
      "wrong-value metrics.pods: pods: the scenario has no load, so that there are no figures of pods",
      "missing-field metrics.external[0]: nothing says where the values of b come from, or too much does",
      "missing-field metrics.external[1]: nothing says where the values of c come from, or too much does",
      "unknown-service metrics.external[2].service: spec.load has no service web",
    ]);
  });

  it("are there twice, where their labels are the same", () => {
    const one = (labels: string) => `{ name: a, labels: { ${labels} }, series: 1 }`;
    expect(
      mistakesOf(
        withSpec(
          `  metrics: { external: [${one("x: b, z: w")}, ${one("z: w, x: b")}, ${one("x: z")}], objects: [` +
            "{ name: a, object: Service/web, series: 1 }, { name: a, object: Service/web, series: 1 }] }\n",
        ),
      ),
    ).toEqual([
      "duplicate-name metrics.objects[1].name: the metric a of default/Service/web is there twice",
      "duplicate-name metrics.external[1].name: the metric a {x: b, z: w} is there twice",
    ]);
  });

  it("have figures that do not exist", () => {
    expect(mistakesOf(withSpec(`${LOAD}  metrics: { pods: { a: latency p(100), b: rps } }\n`))).toEqual([
      'wrong-value metrics.pods.a: a: "latency p(100)" is not valid here',
      'wrong-value metrics.pods.b: b: "rps" is not valid here',
    ]);
  });
});
