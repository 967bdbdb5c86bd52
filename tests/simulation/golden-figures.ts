// The figures of a run that a golden file keeps: enough to notice any change of behaviour, small enough to read.

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { AutoscalerOutcome, SimulationResult, SourceFindings } from "../../src/simulation/result.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";

/** The scenarios that stand in scenarios/, by file name without ending. */
export const GOLDEN_SCENARIOS = Object.freeze([
  "black-friday",
  "first-steps",
  "first-sweep",
  "gcda-100",
  "gcda-1000",
  "drain",
  "hotel-reservation-load",
  "hpa-and-nodes",
  "hpa-flapping",
  "hpa-flapping-calm",
  "known-applications",
  "online-boutique-crash",
  "online-boutique-load",
  "openb",
  "placement-policies",
  "price",
  "rollout-zero-downtime",
  "slow-start",
  "slow-start-ready",
  "zone-outage",
]);

/** Where the golden file of a scenario stands, from the repository's top. */
export function goldenPath(scenario: string): string {
  return `tests/golden/${scenario}.json`;
}

/** Runs a scenario of scenarios/ and takes its figures. */
export function figuresOf(scenario: string): unknown {
  const sink = new DiagnosticSink();
  const plan = loadScenario(`scenarios/${scenario}.yaml`, NODE_FILES, sink);
  if (plan === undefined) throw new Error(sink.all.map(({ message }) => message).join("; "));
  return figures(runSimulation(plan));
}

function figures(result: SimulationResult): unknown {
  const [cluster] = result.utilisation;
  return {
    run: result.run,
    verdict: result.verdict,
    thresholds: result.thresholds.map(({ threshold, observed, passed }) => ({ threshold, observed, passed })),
    pods: result.pods,
    nodes: result.nodes,
    attempts: result.attempts,
    latencySeconds: Object.fromEntries(result.latency.map(({ stage, seconds }) => [stage, seconds])),
    cluster: cluster?.resources.map(({ resource, allocatable, requestedAtEnd, requestedPeak, usedByLoadMean }) => ({
      resource,
      allocatable,
      requestedAtEnd,
      requestedPeak,
      usedByLoadMean,
    })),
    stranded: result.stranded.map(({ limitedBy, nodes }) => ({ limitedBy, nodes })),
    failures: result.failures,
    unplaced: result.unplaced.slice(0, 3),
    limits: result.limits,
    availability: result.motion?.availability.workloads.map(
      ({ kind, name, desired, serving, minimum, belowDesiredSeconds, belowMinimumSeconds, outages, rollouts }) => {
        const fewestServing = outages.map((outage) => outage.fewestServing);
        const below = { belowDesiredSeconds, belowMinimumSeconds, fewestServing };
        return { workload: `${kind}/${name}`, desired, serving, minimum, ...below, rollouts };
      },
    ),
    autoscalers: result.motion?.autoscalers?.map(autoscalerFigures),
    load: result.motion?.load?.sources.map(sourceFigures),
    said: result.motion?.chronicle.messages.slice(0, 8).map(({ atSeconds, text }) => `${atSeconds} ${text}`),
  };
}

function autoscalerFigures({
  name,
  rescales,
  rescaleCount,
  flaps,
  replicaSeconds,
  atMaximumSeconds,
}: AutoscalerOutcome): unknown {
  const first = rescales.slice(0, 12).map(({ atSeconds, to }) => `${atSeconds} ${to}`);
  return { name, rescaleCount, flaps, replicaSeconds, atMaximumSeconds, first };
}

function sourceFigures({ source, requestClass, requests, failed, latencySeconds, slo }: SourceFindings): unknown {
  return { source, requestClass, requests, failed, latencySeconds, slo };
}
