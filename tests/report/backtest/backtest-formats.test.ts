// How the answer of a backtest is printed.

import { describe, expect, it } from "vitest";

import { BACKTEST_FORMATS } from "../../../src/report/backtest/backtest-formats.ts";
import { readSweepJson } from "../../../src/report/sweep/sweep-json.ts";

import { nodesSweep } from "../sweep/made-sweep.ts";
import { backtestResult } from "./made-backtest-result.ts";

const render = (name: string, result = backtestResult()) =>
  BACKTEST_FORMATS.find((one) => one.name === name)!.render(result);

describe("a backtest", () => {
  it("is a sentence and tables for people", () => {
    const text = render("table");
    expect(text).toMatch(/^HPA {3}take target = 80: /);
    expect(text).toContain("\n> target = 80 ");
    expect(text).toContain("AGAINST THE CURRENT SETTING");
    expect(text).toContain("- a request takes 20ms of CPU time\n");
    expect(text).not.toContain("DOUBT");
    const still = { name: "hpa_metric", labels: { namespace: "default", name: "web", metric: "hits value" } };
    const blind = backtestResult(undefined, {}, [{ ...still, unit: "", atSeconds: [0], value: [0] }]);
    expect(render("table", blind)).toContain("\nDOUBT what the autoscaler saw of hits value was never above 0");
    expect(render("markdown", blind)).toContain("\n⚠️ What the autoscaler saw of hits value");
  });

  it("is a summary for pull requests", () => {
    expect(render("markdown")).toMatch(/^### ✅ plimsoll hpa: `deployment\/web`\n\ntake target = 80/);
    expect(render("markdown", backtestResult({ current: { missed: [1], podHours: [1] } }))).toMatch(/^### ❌/);
  });

  it("is all of its data for programs, and reads back", () => {
    const result = backtestResult();
    const read = readSweepJson(render("json", result));
    expect(read.kind === "sweep" && read.result.backtest).toEqual(result.backtest);
    expect(render("yaml")).toContain("kind: SweepResult");
    expect(render("csv")).toMatch(/^setting,label,/);
  });

  it("of one run reads back with intervals that have no end", () => {
    const result = backtestResult({ a: { missed: [0.1], podHours: [1] }, b: { missed: [0.2], podHours: [2] } });
    const read = readSweepJson(render("json", result));
    expect(read.kind === "sweep" && read.result.backtest).toEqual(result.backtest);
  });

  it("is nothing where no settings were tried", () => {
    const sweep = nodesSweep();
    expect(["table", "markdown"].map((name) => render(name, sweep))).toEqual([
      "nothing was tried\n",
      "nothing was tried\n",
    ]);
    expect(render("csv", sweep)).toBe("");
  });
});
