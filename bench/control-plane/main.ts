// `npx tsx bench/control-plane/main.ts`: plays the measured runs of a real control plane in its model, and prints the figures of
// both as the tables of docs/fidelity.md have them.

import { BURSTS, CHURN, DEFAULT_LIMITED, ONE_AT_A_TIME, type MeasuredRun } from "./measured-runs.ts";
import { quantile } from "./pod-times.ts";

const TITLES: readonly (readonly [string, readonly MeasuredRun[]])[] = [
  ["One pod at a time", ONE_AT_A_TIME],
  ["Bursts of a Deployment", BURSTS],
  ["1,000 pods with default client limits", DEFAULT_LIMITED],
  ["Churn of bare pods on 1,000 nodes", CHURN],
];

const HEADER = "| run | to bound, median ms | real | bound/s | real | last bound, s | real | bound pods | real |";

function row({ name, play, toBoundMs, boundPerSecond, lastBoundSeconds, boundPods }: MeasuredRun): string {
  const times = play();
  const spans = times.spans("sent", "bound");
  const figures = [
    (quantile(spans, 0.5) / 1000).toFixed(1),
    list(toBoundMs),
    times.rate("boundAnswered").toFixed(0),
    list(boundPerSecond),
    (times.moments("boundAnswered").at(-1)! / 1_000_000).toFixed(2),
    list(lastBoundSeconds),
    String(spans.length),
    list(boundPods === undefined ? undefined : [boundPods]),
  ];
  return `| ${[name, ...figures].join(" | ")} |`;
}

function list(figures: readonly number[] | undefined): string {
  return figures === undefined ? "" : figures.join(", ");
}

for (const [title, runs] of TITLES) {
  console.log([`### ${title}`, "", HEADER, `|${" --- |".repeat(9)}`, ...runs.map(row), ""].join("\n"));
}
