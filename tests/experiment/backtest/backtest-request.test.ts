// Options of a backtest, read from texts.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { readBacktestRequest, type BacktestRequest } from "../../../src/experiment/backtest/backtest-request.ts";

import { REQUEST } from "./backtest-world.ts";

function read(request: Partial<BacktestRequest>) {
  const sink = new DiagnosticSink();
  return {
    options: readBacktestRequest({ ...REQUEST, ...request }, sink),
    told: sink.all.map(({ message }) => message),
  };
}

describe("the options of a backtest", () => {
  it("are numbers where they are reckoned with", () => {
    const { options } = read({ for: "2h", scale: "1.5", misses: "0.5%", pricePerCpuHour: "0.04", labels: ["job=web"] });
    expect(options).toMatchObject({
      cpuPerRequestUs: 20_000,
      sloSeconds: 0.3,
      misses: 0.005,
      pricePerCpuHour: 0.04,
      pricePerGibHour: null,
      series: { scale: 1.5, forUs: 7_200_000_000, labels: { job: "web" } },
    });
  });

  it("may begin with the series", () => {
    expect(read({ from: "0s" }).options!.series.from).toBeUndefined();
    expect(read({ from: "5m" }).options!.series.from).toBe("5m");
  });

  it("may set fields of the scenario, and say what metrics are", () => {
    const { options } = read({ set: ["metrics.server.resolution=60s"], metric: ["queue=inFlight"] });
    expect(options!.set).toEqual([{ path: "metrics.server.resolution", value: "60s" }]);
    expect([...options!.figures]).toEqual([["queue", "inFlight"]]);
  });

  it.each([
    [{ slo: "0s" }, "--slo"],
    [{ from: "soon" }, "--from"],
    [{ cpuPerRequest: "12" }, "--cpu-per-request"],
    [{ misses: "150%" }, "--misses"],
    [{ scale: "-1" }, "--scale"],
    [{ concurrency: "1.5" }, "--concurrency"],
    [{ labels: ["job"] }, "--labels"],
    [{ pricePerGibHour: "free" }, "--price-per-gib-hour"],
    [{ unit: "rps" }, "--unit"],
    [{ metric: ["queue"] }, "--metric"],
    [{ set: ["controllerManager.x=1,2"] }, "--set"],
    [{ set: ["horizon=1h"] }, "--set"],
  ] as const)("refuse %j", (request, option) => {
    const { options, told } = read(request);
    expect(options).toBeUndefined();
    expect(told[0]).toContain(option);
  });
});
