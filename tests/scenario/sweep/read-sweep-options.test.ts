// Sweeps as they are written to what is varied; all mistakes at once, each at its place.

import { describe, expect, it } from "vitest";

import { readSweepText, toldOf } from "./written-sweep.ts";

const COUNT = "cluster.nodePools[general].count";

describe("a sweep", () => {
  it("has its parameters in their order, then its pairs", () => {
    const read = readSweepText(`    parameters:
      ${COUNT}: { from: 2, to: 6, step: 2 }
      spec.scheduler.ties: [name, null]
    paired:
      - name: load
        levels: [burst, flow]
        workloads[shop].arrival: [at-start, { perSecond: 2 }]
        horizon: [1h, 2h]
    replications: 4
    precision: 2.5%
    confidence: 0.9
`);
    expect(toldOf(read)).toEqual([]);
    expect(read.options).toEqual({
      design: "grid",
      axes: [
        { name: COUNT, paths: [COUNT], values: { kind: "listed", levels: [[2], [4], [6]] } },
        { name: "scheduler.ties", paths: ["scheduler.ties"], values: { kind: "listed", levels: [["name"], [null]] } },
        {
          name: "load",
          paths: ["workloads[shop].arrival", "horizon"],
          values: {
            kind: "listed",
            levels: [
              ["at-start", "1h"],
              [{ perSecond: 2 }, "2h"],
            ],
          },
          levelNames: ["burst", "flow"],
        },
      ],
      nested: [],
      listed: [],
      drawnPoints: 0,
      replications: 4,
      precision: 0.025,
      confidence: 0.9,
      asItIs: new Map<string, unknown>([
        ["workloads[shop].arrival", "at-start"],
        ["horizon", "1h"],
        [COUNT, 3],
        ["scheduler.ties", null],
      ]),
    });
  });

  it("that says nothing has one point, run ten times", () => {
    const { options } = readSweepText("    {}\n");
    expect(options).toMatchObject({ axes: [], design: "grid", replications: 10, precision: null, confidence: 0.95 });
  });

  it("can list its points", () => {
    const read = readSweepText(`    points:
      - { horizon: 2h }
      - horizon: 3h
        ${COUNT}: 4
`);
    expect(toldOf(read)).toEqual([]);
    expect(read.options.design).toBe("list");
    expect(read.options.listed).toEqual([
      [{ path: "horizon", value: "2h" }],
      [
        { path: "horizon", value: "3h" },
        { path: COUNT, value: 4 },
      ],
    ]);
  });

  it("can have parameters within levels of others", () => {
    const read = readSweepText(`    parameters: { horizon: [1h, 2h] }
    nested:
      - when: { horizon: 2h }
        parameters: { scheduler.ties: [name, random] }
`);
    expect(toldOf(read)).toEqual([]);
    expect(read.options.nested).toMatchObject([
      { when: [{ path: "horizon", value: "2h" }], axes: [{ name: "scheduler.ties" }] },
    ]);
  });
});

describe("--vary", () => {
  it("replaces levels in their place, and adds parameters at the end", () => {
    const text = "    parameters: { horizon: [1h, 2h], scheduler.ties: [name, random] }\n";
    const read = readSweepText(text, "kubernetes=1.33,1.36", "spec.horizon=5h");
    expect(toldOf(read)).toEqual([]);
    expect(read.options.axes).toMatchObject([
      { name: "horizon", values: { levels: [["5h"]] } },
      { name: "scheduler.ties" },
      { name: "kubernetes", values: { levels: [[1.33], [1.36]] } },
    ]);
  });

  it("says what is wrong without a place, with the argument", () => {
    const told = toldOf(readSweepText("    {}\n", "horizon=1h,1x,2h", "horizn=1h", "seed=1", "kubernetes"));
    expect(told).toEqual([
      expect.stringMatching(/^wrong-value - --vary horizon=1x: horizon: "1x" is not valid here$/),
      "unknown-path - --vary horizn=1h: spec has no field horizn",
      expect.stringMatching(/^fixed-path - --vary seed=1: seed cannot be varied: /),
      "bad-argument - --vary kubernetes has no values",
    ]);
  });

  it("leaves alone what varies together with something else, and listed points", () => {
    const paired = "    paired: [{ name: a, horizon: [1h, 2h], kubernetes: [1.33, 1.34] }]\n";
    expect(toldOf(readSweepText(paired, "horizon=3h"))).toEqual([
      "bad-argument - --vary horizon=3h: horizon varies together with kubernetes",
    ]);
    expect(toldOf(readSweepText("    points: [{ horizon: 2h }]\n", "kubernetes=1.33"))).toEqual([
      "bad-design 10:13 the sweep lists its points and varies kubernetes too",
    ]);
  });
});

describe("mistakes", () => {
  it("in paths and levels are told together, each at its place", () => {
    const read = readSweepText(`    parameters:
      ${COUNT}: [1, 2.5, -1, x]
      horizont: [1h]
      horizon: { from: 3h, to: 1h, step: 1h }
      cluster.nodePools[general].allocatable: [{ cpu: 4 }]
      workloads[shop].arrival.perSecond: [3]
      cluster.nodePools[general].zones: [[a], [3]]
    nested:
      - when: { kubernetes: 1.33 }
        parameters: { scheduler.tie: [name] }
`);
    expect(toldOf(read)).toEqual([
      `wrong-type 11:45 count: 2.5 is not a whole number`,
      `out-of-range 11:50 count: -1 is out of range`,
      `wrong-type 11:54 count: "x" is not a number`,
      "unknown-path 12:7 spec has no field horizont",
      "bad-range 13:32 to: 1h is not above from: 3h",
      "missing-field 14:48 spec.cluster.nodePools[0].allocatable has no memory",
      "unknown-path 15:43 workloads[shop].arrival.perSecond cannot be 3: what the scenario has on the way there has no parts",
      "wrong-type 16:48 [0]: 3 is not a text",
      "unknown-parameter 18:17 kubernetes is not varied by the sweep itself",
      "unknown-path 19:23 scheduler has no field tie",
    ]);
  });

  it.each([
    ["    parameters: { horizon: [1h, 2h, 1h] }\n", "duplicate-level 10:28 horizon has the level 1h twice"],
    ["    points: [{ horizon: 1h, spec.horizon: 2h }]\n", "overlapping-parameters 10:14 horizon is varied twice"],
    [
      "    parameters: { horizon: [1h] }\n    paired: [{ name: horizon, kubernetes: [1.33] }]\n",
      "duplicate-name 11:5 two parameters of the sweep have the name horizon",
    ],
    ["    parameters: { horizon: [1h], spec.horizon: [2h] }\n", "overlapping-parameters 9:3 horizon is varied twice"],
    [
      `    parameters: { "cluster.nodePools[0]": [{ name: a, count: 1, allocatable: { cpu: 1, memory: 1Gi } }], "${COUNT}": [1] }\n`,
      `overlapping-parameters 9:3 cluster.nodePools[general] and ${COUNT}, a part of it, are both varied`,
    ],
    [
      "    paired: [{ horizon: [1h, 2h], kubernetes: [1.33] }]\n",
      "bad-pair 10:14 parameters that vary together have 2, 1 levels",
    ],
    [
      "    paired: [{ levels: [a], horizon: [1h, 2h], kubernetes: [1.33, 1.34] }]\n",
      "bad-pair 10:24 1 name for 2 levels",
    ],
    [
      "    paired: [{ levels: [a, a], horizon: [1h, 2h], kubernetes: [1.33, 1.34] }]\n",
      'bad-pair 10:24 two levels have the name "a"',
    ],
    ["    design: list\n", "bad-design 10:13 design: list has no points"],
    ["    design: random\n", "bad-design 10:13 design: random has no number of points"],
    ["    design: random\n    points: 4\n", "bad-design 11:13 design: random has nothing to vary"],
    ["    design: grid\n    points: 4\n", "bad-design 11:13 a grid has as many points as its levels make"],
    ["    parameters: { kubernetes: { from: 1, to: 2 } }\n", "wrong-value 10:31 kubernetes: 1 is not valid here"],
    [
      '    parameters: { "coefficients.x": { from: 1, to: 2 } }\n',
      "bad-design 10:5 the range of coefficients.x has no levels",
    ],
    ["    design: random\n    points: [{ horizon: 2h }]\n", "bad-design 11:13 design: random has no list of points"],
    [
      '    parameters: { "workloads[0]": [null] }\n',
      "unknown-path 10:36 workloads[shop] cannot be taken away: it is an item of a list",
    ],
    [
      "    parameters: { horizon: [1h] }\n    nested: [{ when: { horizon: 9h }, parameters: { kubernetes: [1.33] } }]\n",
      'unknown-level 11:33 horizon is never "9h"',
    ],
  ])("%j: %s", (sweep, told) => {
    expect(toldOf(readSweepText(sweep))).toEqual([told]);
  });

  it("of the scenario itself are not told again for each level", () => {
    const told = toldOf(readSweepText("    parameters: { horizon: [1h, 2h] }\n    confidence: 7\n"));
    expect(told).toEqual(["out-of-range 11:17 confidence: 7 is out of range"]);
  });
});
