// Runs spread over processes: each takes one run at a time and sends its curve back.

import { fork } from "node:child_process";

import type { AllocationCurve } from "./allocation-curve.ts";

/** One run, in words that cross into another process. */
export interface Job {
  readonly folders: readonly string[];
  readonly listPath: string;
  readonly list: string;
  /** Published name of the policy. */
  readonly policy: string;
  readonly seed: string;
}

export interface FinishedJob {
  readonly job: Job;
  readonly curve: AllocationCurve;
}

/** The argument with which a worker is started. */
export const WORKER_ARGUMENT = "--worker";

/** Runs all jobs on `workers` processes of `program`; results come in the order of the jobs. */
export async function runJobs(
  program: string,
  jobs: readonly Job[],
  workers: number,
  finished: (job: FinishedJob) => void,
): Promise<readonly FinishedJob[]> {
  const results: (FinishedJob | undefined)[] = jobs.map(() => undefined);
  let next = 0;
  const worker = async (): Promise<void> => {
    const child = fork(program, [WORKER_ARGUMENT]);
    try {
      while (next < jobs.length) {
        const number = next++;
        const job = jobs[number]!;
        const curve = await new Promise<AllocationCurve>((resolve, reject) => {
          const failed = (code: number | null) =>
            reject(new Error(`a worker ended with ${code}: ${JSON.stringify(job)}`));
          child.once("exit", failed);
          child.once("message", (message) => {
            child.off("exit", failed);
            resolve(message as AllocationCurve);
          });
          child.send(job);
        });
        const result = { job, curve };
        results[number] = result;
        finished(result);
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, worker));
  return results.map((result) => result!);
}

/** The worker's side: answers each job with its curve. */
export function serveJobs(run: (job: Job) => AllocationCurve): void {
  process.on("message", (job) => {
    // Steps that no pod came near to are null on their way.
    process.send!(run(job as Job));
  });
}
