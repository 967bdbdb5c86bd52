// Workload entries: names, arrivals, lifetimes.

import { describe, expect, it } from "vitest";

import type { Workload } from "../../src/environment/workload.ts";

import { load, places, POD, scenario, type Loaded } from "./memory-files.ts";

const TIMED = POD.replace("name: a", "name: a, annotations: { plimsoll/arrives-at: 5s, plimsoll/runs-for: 3s }");
const FIVE_COLUMNS = "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1,1,0,0\n";

function entry(options: string): Loaded {
  return load({
    "s.yaml": scenario(`  workloads:\n    - { ${options} }\n`),
    "pods.yaml": TIMED,
    "five.csv": FIVE_COLUMNS,
    "empty.yaml": "# none\n",
  });
}

function workload(options: string): Workload {
  const { plan, errors } = entry(options);
  expect(errors).toEqual([]);
  return plan!.workloads[0]!;
}

describe("arrivals", () => {
  it.each<[string, object]>([
    ["", { kind: "listed" }],
    [", arrival: listed", { kind: "listed" }],
    [", arrival: at-start", { kind: "at-start" }],
    [", arrival: { perSecond: 4 }", { kind: "poisson", perSecond: 4 }],
    [", arrival: { perSecond: 4, process: even }", { kind: "even", perSecond: 4 }],
  ])("'%s' is %j", (options, rule) => {
    expect(workload(`manifests: [pods.yaml]${options}`).arrival).toEqual(rule);
  });
});

describe("lifetimes", () => {
  it.each<[string, number]>([
    ["", 3_000_000],
    [", lifetime: listed", 3_000_000],
    [", lifetime: forever", -1],
    [", lifetime: 2m", 120_000_000],
  ])("'%s' is %i µs", (options, us) => {
    const { pods } = workload(`manifests: [pods.yaml]${options}`);
    expect([...pods.lifetimeUs]).toEqual([us]);
    expect([...pods.listedAtUs]).toEqual([5_000_000]);
  });
});

describe("times that a file does not list", () => {
  it("cannot be asked for", () => {
    const { errors } = entry("trace: { format: openb, pods: five.csv }, arrival: listed, lifetime: listed");
    expect(places(errors)).toEqual(["no-listed-times 8:60", "no-listed-times 8:78"]);
  });

  it("are at the start and for ever where nothing is said", () => {
    const { pods } = workload("trace: { format: openb, pods: five.csv }");
    expect([pods.listedAtUs[0], pods.lifetimeUs[0]]).toEqual([0, -1]);
  });
});

describe("arrivals so slow that they would never end", () => {
  it("are refused", () => {
    expect(entry("manifests: [pods.yaml], arrival: { perSecond: 1e-300 }").errors).toMatchObject([
      { code: "out-of-range", path: "spec.workloads[0].arrival.perSecond" },
    ]);
  });
});

describe("workload entries", () => {
  it("have either manifests or a trace", () => {
    expect(entry("lifetime: forever").errors).toMatchObject([{ code: "missing-field", path: "spec.workloads[0]" }]);
    expect(entry("manifests: [pods.yaml], trace: { format: openb, pods: five.csv }").errors).toMatchObject([
      { code: "too-many-sources" },
    ]);
  });

  it("have names of their own", () => {
    const spec =
      "  workloads:\n    - { name: x, manifests: [a.yaml] }\n    - { name: x, manifests: [b.yaml] }\n    - { name: cluster, manifests: [c.yaml] }\n";
    const pods = { "a.yaml": POD, "b.yaml": POD.replace(": a", ": b"), "c.yaml": POD.replace(": a", ": c") };
    expect(places(load({ "s.yaml": scenario(spec), ...pods }).errors)).toEqual([
      "duplicate-name 9:15",
      "duplicate-name 10:15",
    ]);
  });

  it("get a free name where their files would name them alike", () => {
    const spec =
      "  workloads:\n    - { name: a-2, manifests: [c.yaml] }\n    - { manifests: [a.yaml] }\n    - { manifests: [d/a.yaml] }\n";
    const pods = { "a.yaml": POD, "d/a.yaml": POD.replace(": a", ": b"), "c.yaml": POD.replace(": a", ": c") };
    const { plan } = load({ "s.yaml": scenario(spec), ...pods });
    expect(plan?.workloads.map(({ name }) => name)).toEqual(["a-2", "a", "a-3"]);
  });

  it("without any pods are told", () => {
    const { told, plan } = entry("manifests: [empty.yaml]");
    expect(told).toMatchObject([
      { code: "no-objects", severity: "warning" },
      { code: "no-pods", severity: "warning" },
    ]);
    expect(plan?.notes).toHaveLength(2);
  });
});
