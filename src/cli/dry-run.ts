// A sweep that is only looked at: its points, and two runs by which to judge how long all of them would take.

import type { FileReader } from "../scenario/file-reader.ts";

import { RunMaker } from "../experiment/execution/make-run.ts";
import { replicationSeed } from "../experiment/execution/run-record.ts";
import type { Point } from "../experiment/sweep-result.ts";

import { outlookText, type PilotRun } from "../report/sweep/design-text.ts";

import type { AskedSweep } from "./asked-sweep.ts";
import type { CommandPorts } from "./command-line.ts";
import { EXIT_PASSED } from "./exit-codes.ts";

/** A first run also compiles the program; where it was short, that is most of its time, and a second one is measured. */
const SHORT_MS = 1_000;

/** Prints the points of the sweep and an estimate in a format, and gives the exit code. */
export function showOutlook(
  asked: AskedSweep,
  files: FileReader,
  format: string,
  ports: Pick<CommandPorts, "terminal" | "nowMs">,
): number {
  const { sweep, workers, scenarioPath } = asked;
  const { plan, design, replications } = sweep;
  const ends = [...new Set([design.points[0]!, design.points.at(-1)!])];
  const maker = new RunMaker(scenarioPath, files);
  const pilots = ends.map((point) => pilotOf(maker, point, plan.seed, ports.nowMs));
  const outlook = {
    scenario: plan.name,
    seed: plan.seed,
    design,
    replications,
    replicationsText: asked.replications,
    workers,
    pilots,
  };
  ports.terminal.out(outlookText(outlook, format));
  return EXIT_PASSED;
}

function pilotOf(maker: RunMaker, point: Point, seed: string, nowMs: () => number): PilotRun {
  const task = { point, replication: 0, seed: replicationSeed(seed, 0), detail: "none" } as const;
  const tookMs = (): number => {
    const beganMs = nowMs();
    maker.make(task);
    return nowMs() - beganMs;
  };
  const firstMs = tookMs();
  return { point: point.index, seconds: (firstMs < SHORT_MS ? tookMs() : firstMs) / 1_000 };
}
