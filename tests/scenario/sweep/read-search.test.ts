// Arguments that name a value to search along.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { ScenarioLoader } from "../../../src/scenario/scenario-loader.ts";
import { readSearch } from "../../../src/scenario/sweep/read-search.ts";

import { MemoryFiles, POD, scenario } from "../memory-files.ts";

const FILES = {
  "s.yaml": scenario("  workloads: [{ name: web, manifests: [a.yaml], arrival: { perSecond: 2 } }]\n").replace(
    "name: pool,",
    "name: pool, pricePerHour: 0.5,",
  ),
  "a.yaml": POD,
};

function read(...texts: readonly string[]) {
  const sink = new DiagnosticSink();
  const loader = new ScenarioLoader("s.yaml", new MemoryFiles(FILES));
  const written = texts.map((text) => ({ option: "--raise", text }));
  const loaded = loader.loadAsked([], (document) => readSearch(written, document, sink), sink);
  return { paths: loaded?.asked ?? [], told: sink.all.map(({ message }) => message) };
}

describe("an argument of a search", () => {
  it("names a path and a range", () => {
    expect(read("workloads[web].arrival.perSecond=1..8.5").paths).toMatchObject([
      {
        text: "workloads[web].arrival.perSecond",
        unit: "",
        isWhole: false,
        extent: { kind: "range", from: 1, to: 8.5 },
      },
    ]);
  });

  it("knows no price of a pool that grows: it costs more than its count says", () => {
    const growing = FILES["s.yaml"].replace("name: pool,", "name: pool, growth: { max: 99, delay: 3m },");
    const priceIn = (text: string): unknown => {
      const loader = new ScenarioLoader("s.yaml", new MemoryFiles({ ...FILES, "s.yaml": text }));
      const sink = new DiagnosticSink();
      const written = [{ option: "--cheapest", text: "cluster.nodePools[pool].count=1..5" }];
      const loaded = loader.loadAsked([], (document) => readSearch(written, document, sink), sink);
      expect(sink.hasErrors).toBe(false);
      return loaded?.asked[0]?.pricePerHour;
    };
    expect([priceIn(FILES["s.yaml"]), priceIn(growing)]).toEqual([0.5, undefined]);
  });

  it("knows whole numbers, and the price of a pool", () => {
    const { paths } = read("cluster.nodePools[pool].count=0..9");
    expect(paths).toMatchObject([{ isWhole: true, extent: { from: 0, to: 9 } }]);
  });

  it("lists amounts in order, with their unit", () => {
    expect(read("workloads[web].lifetime=30s,10s,20s").paths).toMatchObject([
      { unit: "s", extent: { kind: "listed", amounts: [10, 20, 30] } },
    ]);
    expect(read("cluster.nodePools[pool].count=1..9:4").paths).toMatchObject([{ extent: { amounts: [1, 5, 9] } }]);
  });

  it("alone begins at the scenario's own value, and knows what the field takes", () => {
    const [path] = read("workloads[web].arrival.perSecond").paths;
    expect(path!.extent).toMatchObject({ kind: "around", amount: 2 });
    const { extent } = path!;
    expect(extent.kind === "around" && [extent.accepts(5), extent.accepts(-1), extent.accepts(1e12)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["nonsense=1..2", "spec has no field nonsense"],
    ["cluster.nodePools[pool].count=5..1", "is not above"],
    ["workloads[web].lifetime=forever,10s", "a search needs two or more amounts of the same unit"],
    ["workloads[web].lifetime", "to begin from"],
    ["cluster.nodePools[pool].count=", "has no values"],
    ["cluster.nodePools[pool].count=0..2.5", "--raise"],
  ])("is refused: %s", (text, message) => {
    const { paths, told } = read(text);
    expect(paths).toEqual([]);
    expect(told.join("\n")).toContain(message);
    expect(told.join("\n")).toContain("--raise");
  });
});
