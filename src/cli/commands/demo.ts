// plimsoll demo: what plimsoll answers, shown one question after another, each with the command that answers it, so that users can
// repeat it with scenarios of their own.
//
//   for each job: say what is asked → show the command → run it as the command line would → say what its exit code means

import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { shellWord, visibleText } from "../../report/neutral-text.ts";

import { DEMO_JOBS, SCENARIO, type DemoJob } from "../demo-jobs.ts";
import {
  EXIT_BAD_INPUT,
  EXIT_INCOMPLETE,
  EXIT_INCONCLUSIVE,
  EXIT_INTERRUPTED,
  EXIT_OUR_FAULT,
  EXIT_PASSED,
  EXIT_THRESHOLD_FAILED,
} from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";

/** As commander gives them. */
export interface DemoOptions {
  readonly list?: true;
}

/** Runs one command line and gives its exit code. */
export type Perform = (args: readonly string[]) => Promise<number>;

/** The scenario that the package ships. */
const SHIPPED = fileURLToPath(new URL("../../../scenarios/first-steps.yaml", import.meta.url));

/** Shows the job of that name, or all, and gives the exit code: a broken threshold is an answer, and no failure of the demo. */
export async function demoCommand(
  name: string | undefined,
  { list }: DemoOptions,
  perform: Perform,
  terminal: Terminal,
): Promise<number> {
  if (list === true) {
    terminal.out(listText());
    return EXIT_PASSED;
  }
  const jobs = DEMO_JOBS.filter((job) => name === undefined || job.name === name);
  if (jobs.length === 0) {
    const known = DEMO_JOBS.map((job) => job.name).join(", ");
    const message = `there is no demo ${JSON.stringify(name)}; expected one of ${known}`;
    terminal.err(`${terminal.paint("red", "error:")} ${visibleText(message)}\n`);
    return EXIT_BAD_INPUT;
  }
  for (const [place, job] of jobs.entries()) {
    const exitCode = await show(job, `${place + 1} of ${jobs.length}`, perform, terminal);
    if (STOPPING.has(exitCode)) return exitCode;
  }
  if (name === undefined) terminal.out(ENDING);
  return EXIT_PASSED;
}

/** After these there is nothing more to show. */
const STOPPING: ReadonlySet<number> = new Set([EXIT_OUR_FAULT, EXIT_BAD_INPUT, EXIT_INTERRUPTED]);

const ENDING = `
Those were answers about an example. The next ones are about your cluster:

$ kubectl get nodes,pods,priorityclasses --all-namespaces -o yaml | plimsoll init -
`;

async function show(job: DemoJob, place: string, perform: Perform, terminal: Terminal): Promise<number> {
  const args = argumentsOf(job);
  const command = ["plimsoll", ...args].map(shellWord).join(" ");
  terminal.out(`\n${terminal.paintOut("bold", `${job.name} (${place})`)}\n${job.question}\n\n$ ${command}\n\n`);
  const exitCode = await perform(args);
  terminal.out(`\nexit code ${exitCode}: ${MEANINGS.get(exitCode) ?? "see plimsoll --help"}\n`);
  return exitCode;
}

const MEANINGS: ReadonlyMap<number, string> = new Map([
  [EXIT_PASSED, "passed"],
  [EXIT_OUR_FAULT, "a fault of plimsoll"],
  [EXIT_BAD_INPUT, "wrong input, or a place that cannot be written to"],
  [EXIT_INCOMPLETE, "the run ended before all pods had been tried"],
  [EXIT_INCONCLUSIVE, "more runs would tell"],
  [EXIT_THRESHOLD_FAILED, "a threshold was broken, so that a script can act on it"],
  [EXIT_INTERRUPTED, "interrupted"],
]);

/** With the scenario's path as the user would write it: relative where that is shorter. */
function argumentsOf({ args }: DemoJob): readonly string[] {
  const near = relative(resolve(), SHIPPED);
  const path = near.startsWith("..") ? SHIPPED : near;
  return args.map((argument) => (argument === SCENARIO ? path : argument));
}

function listText(): string {
  const widest = Math.max(...DEMO_JOBS.map(({ name }) => name.length));
  return DEMO_JOBS.map(({ name, question }) => `${name.padEnd(widest)}  ${question}\n`).join("");
}
