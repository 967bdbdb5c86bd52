// The panel of requests: what users saw, told apart from what services saw.

import { describe, expect, it } from "vitest";

import type { LoadFindings } from "../../../src/simulation/result.ts";
import { timeScale } from "../../../src/report/charts/axes.ts";
import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import type { PanelGround } from "../../../src/report/load/panel-ground.ts";
import { requestPanel } from "../../../src/report/load/request-panel.ts";

import { SAMPLE_LOAD } from "./sample-load.ts";

const time = timeScale(30, []);
const GROUND: PanelGround = { x: time.axis, time, size: WIDE_CHART };

const [ROBOTS, PEOPLE] = SAMPLE_LOAD.sources;
const WEB = PEOPLE!.target;
const STORE = "service/shop/store";
const SPANS = { atSeconds: [0, 15], demandCores: [0, 0] };
const QUIET = { p50Seconds: [null, null], p95Seconds: [null, null], p99Seconds: [null, null] };

/** People ask the web, which asks the store; each rate is that of the two spans. */
function loadOf(
  users: { readonly sent: readonly number[]; readonly failed: readonly number[] },
  attempts: readonly number[],
  failedAttempts: readonly number[],
): LoadFindings {
  const seen = { ...SPANS, requestsPerSecond: attempts, errorsPerSecond: failedAttempts };
  const sent = { ...SPANS, ...QUIET, requestsPerSecond: users.sent, errorsPerSecond: users.failed };
  return {
    ...SAMPLE_LOAD,
    sources: [PEOPLE!],
    series: [{ source: PEOPLE!.source, ...sent }],
    demand: [
      { service: "web", target: WEB, ...seen },
      { service: "store", target: STORE, ...seen },
    ],
  };
}

function ratesIn(load: LoadFindings, targets: readonly string[]): Readonly<Record<string, readonly unknown[]>> {
  const rows = requestPanel(load, targets, GROUND)!.rows;
  return Object.fromEntries(
    [...new Set(rows.map(({ line }) => String(line)))].map((name) => [
      name,
      rows.filter(({ line }) => line === name).map(({ y }) => y),
    ]),
  );
}

describe("the panel of requests", () => {
  it("has what users sent, and what failed for them only where something did", () => {
    const well = loadOf({ sent: [10, 20], failed: [0, 0] }, [10, 20], [0, 0]);
    expect(ratesIn(well, [WEB])).toEqual({ "users' requests": [10, 20, 20] });
    const ill = loadOf({ sent: [10, 20], failed: [0, 3] }, [10, 20], [0, 3]);
    expect(ratesIn(ill, [WEB])).toEqual({ "users' requests": [10, 20, 20], "failed for users": [0, 3, 3] });
  });

  it("shows no attempt as failed that a retry made good", () => {
    const retried = loadOf({ sent: [10, 20], failed: [0, 0] }, [10, 24], [0, 4]);
    expect(ratesIn(retried, [WEB])).toEqual({ attempts: [10, 24, 24], "users' requests": [10, 20, 20] });
  });

  it("has attempts where nobody but services asks", () => {
    const called = loadOf({ sent: [10, 20], failed: [0, 0] }, [30, 60], [0, 4]);
    expect(ratesIn(called, [STORE])).toEqual({ attempts: [30, 60, 60], "failed attempts": [0, 4, 4] });
  });

  it("sums users of several sources, each as long as it was there", () => {
    const [first] = loadOf({ sent: [10, 20], failed: [0, 0] }, [11, 20], [0, 0]).series;
    const load: LoadFindings = {
      ...loadOf({ sent: [], failed: [] }, [11, 20], [0, 0]),
      sources: [PEOPLE!, { ...ROBOTS!, target: WEB }],
      series: [{ ...first!, source: "robots", atSeconds: [0], requestsPerSecond: [1], errorsPerSecond: [0] }, first!],
    };
    expect(ratesIn(load, [WEB])).toEqual({ "users' requests": [11, 20, 20] });
  });

  it("is nothing where nobody asks", () => {
    expect(requestPanel(SAMPLE_LOAD, ["service/shop/other"], GROUND)).toBeNull();
  });
});
