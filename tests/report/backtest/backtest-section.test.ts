// The section of a page that says which setting to take.

import { describe, expect, it } from "vitest";

import type { Backtest } from "../../../src/experiment/sweep-result.ts";
import { doubtsOf } from "../../../src/report/backtest/backtest-readings.ts";
import { BACKTEST_SECTION } from "../../../src/report/backtest/backtest-section.ts";
import { SWEEP_WRITERS } from "../../../src/report/sweep/sweep-writers.ts";

import { madeMaterial } from "../sweep/made-material.ts";
import { nodesSweep } from "../sweep/made-sweep.ts";
import { backtestResult } from "./made-backtest-result.ts";

const bodyOf = (result = backtestResult()) => BACKTEST_SECTION.body(madeMaterial(result)).text;

describe("the section of a backtest", () => {
  it("has every setting, what the figures rest on, and the manifest line by line", () => {
    const text = bodyOf();
    expect(text).toMatch(/target = 80[^<]*<small class="chosen">recommended/);
    expect(text.indexOf("SLO misses</th>")).toBeLessThan(text.indexOf("Replicas</th>"));
    expect(text).toContain("p95 and p99 are of requests that were answered");
    expect(text).toContain("A request takes 20ms of CPU time.");
    expect(text).toContain("<pre>kind: HorizontalPodAutoscaler # target = 80\n");
  });

  it("says what makes the answer worth little", () => {
    const blind = {
      name: "hpa_metric",
      labels: { namespace: "default", name: "web", metric: "queue average value" },
      unit: "",
      atSeconds: [0, 3600],
      value: [0, 0],
    };
    expect(bodyOf(backtestResult(undefined, {}, [blind]))).toContain("queue average value was never above 0");
    expect(bodyOf(backtestResult(undefined, {}, [blind, { ...blind, value: [0, 3] }]))).not.toContain("never above 0");
  });

  it("does not blame the load for what the autoscaler cannot see", () => {
    const seen = ["cpu utilization", "cpus value"].map((metric) => {
      const labels = { namespace: "default", name: "web", metric };
      return { name: "hpa_metric", labels, unit: "", atSeconds: [0], value: [0] };
    });
    const stillDoubts = (unserved: Backtest["unserved"], scaling = seen) => {
      const { backtest, points } = backtestResult(undefined, { unserved }, scaling);
      const settings = backtest!.settings.map((setting) => {
        const { figures } = setting;
        return { ...setting, figures: { ...figures, rescales: { ...figures.missed!, estimate: 0 } } };
      });
      return doubtsOf({ backtest: { ...backtest!, settings }, points });
    };
    expect(stillDoubts([{ metric: "cpu", because: "there is no metrics-server" }])).toEqual([
      "what the autoscaler saw of cpu utilization was never above 0: there is no metrics-server",
      "what the autoscaler saw of cpus value was never above 0: if it is a figure of the load, --metric takes another",
      "no setting ever changed its size: this tells nothing of the load, for the autoscaler does not see it",
    ]);
    expect(stillDoubts([], [])).toEqual([
      "no setting ever changed its size, so that the load tells nothing of them: another --scale would",
    ]);
  });

  it("says where nothing was tried", () => {
    expect(bodyOf(nodesSweep())).toContain("No settings were tried");
  });
});

describe("the files of a backtest", () => {
  it("hold a manifest for each setting, and the recommended one", () => {
    const writer = SWEEP_WRITERS.find(({ name }) => name === "backtest-manifests")!;
    const files = writer.files(madeMaterial(backtestResult()));
    expect(files.map(({ path }) => path)).toEqual(["hpa.yaml", "setting-0.yaml", "setting-1.yaml", "setting-2.yaml"]);
    expect(files[0]!.content).toBe(files[2]!.content);
    expect(writer.files(madeMaterial(nodesSweep()))).toEqual([]);
  });
});
