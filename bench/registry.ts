// The list of all benchmarks, in the order in which they run. A new one is a file and a line here.

import type { Benchmark } from "./benchmark.ts";

import { cohortBenchmark } from "./engine/cohort.ts";
import { holdBenchmark } from "./engine/hold.ts";
import { mm1Benchmark } from "./engine/mm1.ts";
import { sweepBenchmark } from "./experiment/sweep.ts";
import { loadBenchmark } from "./load/load.ts";
import { motionBenchmark } from "./motion/motion.ts";
import { decisionsBenchmark } from "./runs/decisions.ts";
import { growthBenchmark } from "./runs/growth.ts";
import { loadingBenchmark } from "./runs/loading.ts";
import { readingBenchmark } from "./runs/reading.ts";
import { wholeRunsBenchmark } from "./runs/whole-runs.ts";
import { podBytesBenchmark } from "./scheduling/pod-bytes.ts";
import { scansBenchmark } from "./scheduling/scans.ts";
import { kubeSchedulerBenchmark, schedulerPerfBenchmark } from "./scheduling/scheduler-perf.ts";

export const BENCHMARKS: readonly Benchmark[] = Object.freeze([
  holdBenchmark,
  cohortBenchmark,
  mm1Benchmark,
  loadingBenchmark,
  readingBenchmark,
  wholeRunsBenchmark,
  decisionsBenchmark,
  growthBenchmark,
  motionBenchmark,
  loadBenchmark,
  schedulerPerfBenchmark,
  kubeSchedulerBenchmark,
  scansBenchmark,
  podBytesBenchmark,
  sweepBenchmark,
]);
