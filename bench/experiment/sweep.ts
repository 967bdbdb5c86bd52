// What a second worker costs: the same points in one worker and in two, by the CPU time of all threads. Workers have started and
// have made a few runs before the clock runs: what is asked is how much of a long sweep is lost, not how long a short one takes.

import type { Benchmark, Measurement } from "../benchmark.ts";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import { NO_JOURNAL } from "../../src/cli/run-points.ts";
import { heapMebibytesFor, openRunPool } from "../../src/cli/run-pool.ts";
import type { Design } from "../../src/experiment/design/point.ts";
import { fixedReplications } from "../../src/experiment/execution/fixed-replications.ts";
import { RecordingFiles } from "../../src/experiment/execution/recorded-files.ts";
import { runExperiment, type RunExecutor, type RunTable } from "../../src/experiment/execution/run-experiment.ts";
import { twiceTried } from "../../src/experiment/execution/twice-tried.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";

const ONE_WORKER = "1 worker";
const TWO_WORKERS = "2 workers";
/** Of what one worker needs, two may lose so much. */
const LEAST_EFFICIENCY = 0.97;
const POINTS = 30;
/** Until the compiler has seen enough in each worker. */
const WARM_UP_POINTS = 25;

/** Points that are loaded one by one and take as long as each other. */
function designOf(count: number, firstSecond: number): Design {
  const points = Array.from({ length: count }, (_, index) => ({
    index,
    assignments: [{ path: "horizon", value: `${firstSecond + index}s` }],
    levels: [],
  }));
  return { factors: [], points };
}

async function runAll(executor: RunExecutor, design: Design): Promise<RunTable> {
  const { runs } = await runExperiment(design, "1", fixedReplications(1), { executor, journal: NO_JOURNAL });
  return runs;
}

async function measure(scenario: string, workers: number, points: number): Promise<Measurement> {
  const scenarioPath = `scenarios/${scenario}.yaml`;
  const files = new RecordingFiles(NODE_FILES);
  loadScenario(scenarioPath, files, new DiagnosticSink());
  const heapMebibytes = heapMebibytesFor(workers);
  const pool = openRunPool({ scenarioPath, files: files.recorded(), network: "refused", workers, heapMebibytes });
  const executor = twiceTried(pool);
  // As many for each worker.
  await runAll(executor, designOf(Math.min(points, WARM_UP_POINTS) * workers, 10_000_000));
  const before = process.cpuUsage();
  const runs = await runAll(executor, designOf(points, 20_000_000));
  const { user, system } = process.cpuUsage(before);
  await pool.close();
  const checksum = runs.flat().map((run) => (run.kind === "finished" ? run.fingerprint : run.reason));
  return { operations: points, cpuUs: user + system, checksum: checksum.join() };
}

const CASE = "openb";

function variant(name: string, workers: number): Benchmark["cases"][number]["variants"][number] {
  return {
    kind: "in-process",
    name,
    measure: (smoke) => measure(smoke ? "first-steps" : CASE, workers, smoke ? 4 : POINTS),
  };
}

export const sweepBenchmark: Benchmark = {
  name: "sweep",
  question: "What one point of some hundred ms costs in a sweep, loading included, with one worker and with two",
  cases: [{ name: CASE, reference: ONE_WORKER, variants: [variant(ONE_WORKER, 1), variant(TWO_WORKERS, 2)] }],
  goals: [
    {
      text: `${CASE}: two workers need at most ${((1 / LEAST_EFFICIENCY - 1) * 100).toFixed(1)}% more CPU time than one`,
      isMet: (figureOf) => {
        const ratio = figureOf(CASE, TWO_WORKERS)?.ratio ?? null;
        return ratio === null ? null : ratio >= LEAST_EFFICIENCY;
      },
    },
  ],
};
