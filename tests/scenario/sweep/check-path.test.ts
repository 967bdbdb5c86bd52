// Paths that can be varied, and what is said of those that cannot.

import { describe, expect, it } from "vitest";

import { scenarioJsonSchema } from "../../../src/scenario/json-schema.ts";
import { checkPath } from "../../../src/scenario/sweep/check-path.ts";

const SCHEMA = scenarioJsonSchema();
const DOCUMENT = {
  metadata: { name: "a" },
  spec: {
    cluster: { nodePools: [{ name: "general", count: 3 }, { count: 1 }] },
    workloads: [{ name: "shop", manifests: ["a.yaml"], arrival: { perSecond: 2 } }],
  },
};

function check(text: string): unknown {
  const checked = checkPath(text, DOCUMENT, SCHEMA);
  if (checked.kind === "problem") return checked.problem;
  return { text: checked.text, place: checked.place.join("/"), value: checked.value };
}

describe("a path", () => {
  it.each([
    ["cluster.nodePools[general].count", "cluster.nodePools[general].count", 3],
    ["spec.cluster.nodePools[0].count", "cluster.nodePools[general].count", 3],
    ["cluster.nodePools[1].count", "cluster.nodePools[1].count", 1],
    ["workloads[shop].arrival.perSecond", "workloads[shop].arrival.perSecond", 2],
    ["workloads[shop].manifests[0]", "workloads[shop].manifests[0]", "a.yaml"],
    ["scheduler.configuration", "scheduler.configuration", undefined],
    ['coefficients["scheduler.cycleFixedUs"]', 'coefficients["scheduler.cycleFixedUs"]', undefined],
    ["workloads[shop]", "workloads[shop]", DOCUMENT.spec.workloads[0]],
    ["kubernetes", "kubernetes", undefined],
  ])("%s means %s", (text, written, value) => {
    expect(check(text)).toMatchObject({ text: written, value });
  });

  it.each([
    [
      "cluster.nodePools[general].cuont",
      "cluster.nodePools[general] has no field cuont",
      "cluster.nodePools[general].count",
    ],
    ["clutser.nodePools[general].count", "spec has no field clutser", "cluster.nodePools[general].count"],
    ["nodePools[general].count", "spec has no field nodePools", "cluster.nodePools[general].count"],
    ["cluster.nodePools[genral].count", "cluster.nodePools has no item [genral]", "cluster.nodePools[general].count"],
    ["cluster.nodePools[2].count", "cluster.nodePools has no item [2]", undefined],
    ["cluster.nodePools.count", "cluster.nodePools has no item [count]", undefined],
    ["cluster.manifests[0]", "the scenario has no list cluster.manifests", undefined],
    ["horizon.length", "horizon has no field length", undefined],
    ["__proto__", "spec has no field __proto__", undefined],
    ["a..b", '"a..b" is no path', undefined],
    ["", '"" is no path', undefined],
  ])("%j: %s", (text, message, suggestion) => {
    expect(check(text)).toMatchObject({
      code: "unknown-path",
      message,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  });

  it("is told which items there are", () => {
    expect(check("cluster.nodePools[9].count")).toMatchObject({ expected: "[general], [0] to [1]" });
  });

  it.each([
    "apiVersion",
    "kind",
    "metadata.name",
    "spec",
    "seed",
    "spec.seed",
    "thresholds[0]",
    "warmUp",
    "sweep.replications",
  ])("%s is fixed, with a reason", (text) => {
    expect(check(text)).toMatchObject({
      code: "fixed-path",
      message: expect.stringMatching(/cannot be varied: .+/) as string,
    });
  });
});
