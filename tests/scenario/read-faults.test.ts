// Faults of a scenario: what comes into the plan, and what is told of mistakes.

import { describe, expect, it } from "vitest";

import { load, scenario, type Loaded } from "./memory-files.ts";

const POOLS = "    nodePools: [{ name: general, count: 4, zones: [a, b], allocatable: { cpu: 4, memory: 8Gi } }]\n";

/** A scenario of 24 hours with these faults, one a line from line 8 on. */
function withFaults(...faults: readonly string[]): Loaded {
  const spec = `  horizon: 24h\n  faults:\n${faults.map((fault) => `    - ${fault}\n`).join("")}`;
  return load({ "s.yaml": scenario(spec, POOLS) });
}

/** The faults without their places. */
function planned(...faults: readonly string[]): readonly unknown[] {
  const { plan, errors } = withFaults(...faults);
  expect(errors).toEqual([]);
  return plan!.faults.map(({ position: _position, ...fault }) => fault);
}

function mistakes(...faults: readonly string[]): readonly string[] {
  return withFaults(...faults).errors.map(({ code, message, path, suggestion }) => {
    return `${code} ${path?.replace("spec.faults", "") ?? ""}: ${message}${suggestion === undefined ? "" : ` (${suggestion}?)`}`;
  });
}

describe("a fault at a time", () => {
  it("is planned with its target, its time and what only its kind has", () => {
    expect(planned("{ spotReclaim: { pool: general, nodes: 2, at: 6h, for: 30m, notice: 30s } }")).toEqual([
      {
        name: "spotReclaim",
        kind: "spotReclaim",
        target: { pool: "general", count: 2 },
        timing: { kind: "at", atUs: 21_600_000_000, forUs: 1_800_000_000, everyUs: null },
        settings: { noticeUs: 30_000_000, onNotice: "drain" },
      },
    ]);
  });

  it("knows its place", () => {
    const { plan } = withFaults("{ zoneOutage: { zone: b, at: 6h, for: 30m } }");
    expect(plan?.faults[0]?.position).toMatchObject({ file: "s.yaml", line: 9, column: 21 });
  });

  it("may come again and again", () => {
    expect(planned("{ zoneOutage: { zone: b, at: 0s, for: 30m, every: 1h } }")).toMatchObject([
      { timing: { atUs: 0, everyUs: 3_600_000_000 } },
    ]);
  });
});

describe("a fault by law", () => {
  it("takes a span for the mean of an exponential law, and a repair for a fixed one", () => {
    expect(planned("{ nodeCrash: { meanTimeBetweenFailures: 90d, repair: 15m } }")).toMatchObject([
      {
        target: {},
        timing: {
          kind: "law",
          timeToFailure: { kind: "exponential", mean: 7_776_000_000_000 },
          repair: { kind: "constant", value: 900_000_000 },
        },
      },
    ]);
  });

  it("takes other laws", () => {
    const laws =
      "meanTimeBetweenFailures: { distribution: weibull, mean: 90d, shape: 1 }, repair: { distribution: lognormal, mean: 1h, cv: 1 }";
    expect(planned(`{ nodeCrash: { ${laws} } }`)).toMatchObject([
      { timing: { timeToFailure: { kind: "weibull", shape: 1 }, repair: { kind: "lognormal" } } },
    ]);
  });

  it("lasts for ever without a repair", () => {
    expect(planned("{ nodeCrash: { meanTimeBetweenFailures: 90d } }")).toMatchObject([{ timing: { repair: null } }]);
  });
});

describe("names of faults", () => {
  it("are their kinds, numbered, or their own", () => {
    const crash = "nodeCrash: { node: general-1, at: 1h";
    const names = planned(`{ ${crash} } }`, `{ ${crash}, name: mine } }`, `{ ${crash} } }`);
    expect(names).toMatchObject([{ name: "nodeCrash" }, { name: "mine" }, { name: "nodeCrash-2" }]);
  });
});

describe("mistakes in faults", () => {
  it("are told where a name stands for nothing", () => {
    expect(
      mistakes(
        "{ nodeCrsh: { node: general-1, at: 1h } }",
        "{ nodeCrash: { node: generl-1, at: 1h } }",
        "{ nodeCrash: { node: [general-1, general-9], at: 1h } }",
        "{ zoneOutage: { zone: c, at: 6h } }",
        "{ poolOutage: { pool: genral, at: 6h } }",
        "{ groupOutage: { selector: { rack: '7' }, at: 6h } }",
        "{ nodeCrash: { nodes: 5, at: 6h } }",
      ),
    ).toEqual([
      'unknown-field [0].nodeCrsh: spec.faults[0] has no field "nodeCrsh" (nodeCrash?)',
      "unknown-node [1].nodeCrash.node: the cluster has no node generl-1 (general-1?)",
      "unknown-node [2].nodeCrash.node[1]: the cluster has no node general-9 (general-1?)",
      "unknown-zone [3].zoneOutage.zone: the cluster has no nodes in the zone c (a?)",
      "unknown-pool [4].poolOutage.pool: the cluster has no nodes in the pool genral (general?)",
      "no-such-nodes [5].groupOutage.selector: no node of the cluster meets all that is asked for",
      "out-of-range [6].nodeCrash.nodes: nodes: 5 are asked for, and there are 4",
    ]);
  });

  it("are told where something is missing or too much", () => {
    expect(
      mistakes(
        "{}",
        "{ nodeCrash: { node: general-1, at: 1h }, nodeHang: { node: general-1, at: 1h } }",
        "{ nodeCrash: { at: 1h } }",
        "{ zoneOutage: { at: 1h } }",
        "{ poolOutage: { node: general-1, at: 1h } }",
        "{ maintenanceWindow: { meanTimeBetweenFailures: 7d } }",
        "{ nodeCrash: { node: general-1 } }",
        "{ nodeCrash: { node: general-1, at: 1h, meanTimeBetweenFailures: 1d } }",
        "{ nodeCrash: { node: general-1, at: 1h, repair: 1h } }",
        "{ nodeCrash: { meanTimeBetweenFailures: 1d, for: 1h, every: 2h } }",
        "{ nodeCrash: { node: general-1, at: 1h, name: a } }",
        "{ nodeCrash: { node: general-1, at: 1h, name: a } }",
      ),
    ).toEqual([
      "missing-field [0]: the fault has no kind",
      "too-many-kinds [1]: the fault is of 2 kinds",
      "missing-field [2].nodeCrash: nodeCrash does not say which nodes it means",
      "missing-field [3].zoneOutage: zoneOutage does not say which nodes it means",
      "missing-field [4].poolOutage: poolOutage does not say which nodes it means",
      "missing-field [5].maintenanceWindow: maintenanceWindow does not say which nodes it means",
      "missing-field [6].nodeCrash: the fault does not say when it happens",
      "too-many-times [7].nodeCrash: the fault has a time and a law",
      "wrong-value [8].nodeCrash.repair: repair does not go with at (for?)",
      "wrong-value [9].nodeCrash.for: for does not go with meanTimeBetweenFailures (repair?)",
      "wrong-value [9].nodeCrash.every: every does not go with meanTimeBetweenFailures (at?)",
      "duplicate-name [11].nodeCrash.name: the fault a is there twice",
    ]);
  });

  it("are told where times are wrong", () => {
    expect(
      mistakes(
        "{ nodeCrash: { node: general-1, at: 25h } }",
        "{ nodeCrash: { node: general-1, at: -5m } }",
        "{ nodeCrash: { node: general-1, at: 1h, for: 0s } }",
        "{ nodeCrash: { node: general-1, at: 1h, for: 40000d } }",
        "{ nodeCrash: { node: general-1, at: 1h, for: 1h, every: 30m } }",
        "{ nodeCrash: { node: general-1, at: 1h, every: 30m } }",
        "{ nodeCrash: { meanTimeBetweenFailures: 0s } }",
        "{ flapping: { node: general-1, at: 1h, down: 5s, up: { distribution: weibul, mean: 5s } } }",
      ),
    ).toEqual([
      'wrong-value [1].nodeCrash.at: at: "-5m" is not valid here',
      'wrong-value [7].flapping.up.distribution: distribution: "weibul" is not valid here (weibull?)',
      "after-horizon [0].nodeCrash.at: at: 25h comes after the run has ended",
      "out-of-range [2].nodeCrash.for: for: 0s is out of range",
      "out-of-range [3].nodeCrash.for: for: 40000d is out of range",
      "out-of-range [4].nodeCrash.every: every: 30m comes before the fault is over",
      "out-of-range [5].nodeCrash.every: every: 30m comes before the fault is over",
      "out-of-range [6].nodeCrash.meanTimeBetweenFailures: a law of time needs more than no time",
    ]);
  });

  it("are told where zones are to fail, and there are none", () => {
    const pools = "    nodePools: [{ name: general, count: 4, allocatable: { cpu: 4, memory: 8Gi } }]\n";
    const spec = "  horizon: 1h\n  faults: [{ zoneOutage: { meanTimeBetweenFailures: 5m, repair: 1m } }]\n";
    const { errors } = load({ "s.yaml": scenario(spec, pools) });
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ["no-such-nodes", "zoneOutage: no node that it means has a zone"],
    ]);
  });

  it("are told where a fault would happen without end", () => {
    expect(
      mistakes(
        "{ nodeCrash: { meanTimeBetweenFailures: 1ms, repair: 1ms } }",
        "{ nodeCrash: { meanTimeBetweenFailures: { distribution: weibull, mean: 10ms, shape: 0.5 }, repair: 1us } }",
        "{ nodeCrash: { node: general-1, at: 1h, for: 1us, every: 10us } }",
        "{ flapping: { node: general-1, at: 1h, for: 1h, down: 1ms, up: 1ms } }",
      ),
    ).toEqual([
      "out-of-range [0].nodeCrash.meanTimeBetweenFailures: meanTimeBetweenFailures: it would happen again each 2 ms, before anybody can see it",
      "out-of-range [1].nodeCrash.meanTimeBetweenFailures: meanTimeBetweenFailures: it would happen again each 10.001 ms, before anybody can see it",
      "out-of-range [2].nodeCrash.every: every: it would happen again each 0.01 ms, before anybody can see it",
      "out-of-range [3].flapping.up: up: it would happen again each 2 ms, before anybody can see it",
    ]);
    // Who is never mended fails once, and a short blip after a long time is no harm.
    planned(
      "{ nodeCrash: { meanTimeBetweenFailures: 1ms } }",
      "{ nodeCrash: { meanTimeBetweenFailures: 1h, repair: 1us } }",
    );
  });

  it("are told where a fault would happen more often than a run can hold", () => {
    const told = (spec: string) => {
      return load({ "s.yaml": scenario(spec, POOLS) }).errors.map(({ message }) => message);
    };
    expect(told("  horizon: 365d\n  faults: [{ nodeCrash: { meanTimeBetweenFailures: 1m, repair: 1m } }]\n")).toEqual([
      "meanTimeBetweenFailures: nodes would be hit about 1,051,200 times in this run",
    ]);
    expect(told("  horizon: 365d\n  faults: [{ flapping: { pool: general, at: 1h, down: 1m, up: 30s } }]\n")).toEqual([
      "up: nodes would be hit about 1,401,600 times in this run",
    ]);
    expect(told("  faults: [{ flapping: { pool: general, at: 1h, down: 1m, up: 30s } }]\n")).toEqual([
      "flapping: a run that ends when nothing is left to happen would never end",
    ]);
    expect(told("  faults: [{ flapping: { pool: general, at: 1h, for: 1h, down: 1m, up: 30s } }]\n")).toEqual([]);
  });

  it("are told where a run without a horizon would never end", () => {
    const spec =
      "  faults: [{ nodeCrash: { meanTimeBetweenFailures: 1d } }, { nodeCrash: { nodes: 1, at: 1h, for: 1m, every: 1h } }]\n";
    const { errors } = load({ "s.yaml": scenario(spec, POOLS) });
    expect(errors.map(({ code, path, expected }) => [code, path, expected])).toEqual([
      ["missing-horizon", "spec.faults[0].nodeCrash.meanTimeBetweenFailures", "spec.horizon in the scenario"],
      ["missing-horizon", "spec.faults[1].nodeCrash.every", "spec.horizon in the scenario"],
    ]);
  });

  it("are not added to where the cluster itself cannot be read", () => {
    const cluster = "    manifests: [missing.yaml]\n";
    const { errors } = load({ "s.yaml": scenario("  faults: [{ nodeCrash: { node: n-1, at: 1h } }]\n", cluster) });
    expect(errors.map(({ code }) => code)).toEqual(["missing-file"]);
  });
});
