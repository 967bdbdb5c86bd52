// For tests: a backtest made up, of three settings and their runs.

import type { BacktestTerms } from "../../../src/experiment/backtest/backtest-result.ts";
import { judgeBacktest } from "../../../src/experiment/backtest/judge-backtest.ts";
import { figureColumn } from "../../../src/experiment/figures/figure-columns.ts";
import type { Backtest, SweepRun } from "../../../src/experiment/sweep-result.ts";

const REQUESTS = "{class=default,source=recorded,target=recorded}";
const AUTOSCALER = "{name=web,namespace=default}";

const KEYS = [
  `plimsoll_slo_missed_ratio${REQUESTS} value`,
  `plimsoll_autoscaler_replica_seconds${AUTOSCALER} value`,
  `http_request_duration_seconds${REQUESTS} p(95)`,
  `plimsoll_autoscaler_replica_seconds{name=other,namespace=default} value`,
];

const FIGURES = KEYS.map(figureColumn);

function termsOf(labels: readonly string[], more: Partial<BacktestTerms> = {}): BacktestTerms {
  return {
    target: "deployment/web",
    namespace: "default",
    autoscaler: "web",
    series: "load.csv",
    source: "recorded",
    seconds: 3600,
    sloSeconds: 0.3,
    mayMiss: 0.01,
    costUnit: "CPU-hours",
    assumptions: ["a request takes 20ms of CPU time"],
    unserved: [],
    settings: labels.map((label) => ({
      label,
      replicas: 2,
      minReplicas: 2,
      maxReplicas: 8,
      costOfPodHour: 0.5,
      manifest: `kind: HorizontalPodAutoscaler # ${label}\n`,
    })),
    ...more,
  };
}

/** What a setting's runs measured: misses and pod-hours, by replication. */
export interface MadeRuns {
  readonly missed: readonly number[];
  readonly podHours: readonly number[];
}

export function backtestOf(settings: Readonly<Record<string, MadeRuns>>, more: Partial<BacktestTerms> = {}): Backtest {
  const runs = Object.values(settings).flatMap(({ missed, podHours }, point) =>
    missed.map((share, replication): SweepRun => ({
      point,
      replication,
      seed: String(replication),
      status: "finished",
      reason: null,
      fingerprint: null,
      outcome: "passed",
      values: [share, podHours[replication]! * 3600, 0.1 + share, 1],
    })),
  );
  return judgeBacktest(termsOf(Object.keys(settings), more), { figures: FIGURES, runs, confidence: 0.95 });
}

/** Five runs near the amounts. */
export function near(missed: number, podHours: number): MadeRuns {
  const shares = [-2, -1, 0, 1, 2];
  return {
    missed: shares.map((step) => missed * (1 + step / 100)),
    podHours: shares.map((step) => podHours * (1 - step / 100)),
  };
}
