// The command line: which commands there are, what they take, and which exit code comes out. The commands themselves
// are in commands/ and loaded when they are called, so that help and version stand on the screen at once.

import { Command, CommanderError, Option } from "commander";

import { PLIMSOLL_VERSION } from "../base/version.ts";

import type { FileReader } from "../scenario/file-reader.ts";

import { COMPARISON_FORMATS } from "../report/comparison/comparison-formats.ts";
import { EXPLANATION_FORMATS } from "../report/explain/explanation-formats.ts";
import { LINE_FORMATS } from "../report/line/line-formats.ts";
import { SWEEP_FORMATS } from "../report/sweep/text/sweep-formats.ts";
import { OUTPUT_FORMATS } from "../report/text/output-formats.ts";

import { CHECK_FORMATS } from "./check-formats/check-formats.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { CompareOptions } from "./commands/compare.ts";
import type { DemoOptions } from "./commands/demo.ts";
import type { DiffOptions } from "./commands/diff.ts";
import type { InitOptions } from "./commands/init.ts";
import type { LineOptions } from "./commands/line.ts";
import type { ReportOptions } from "./commands/report.ts";
import type { RunOptions } from "./commands/run.ts";
import type { SweepCommandOptions } from "./commands/sweep.ts";
import type { WhyOptions } from "./commands/why.ts";
import { describeCapacity } from "./describe-capacity.ts";
import { describeHpa } from "./describe-hpa.ts";
import { describeRehearse } from "./describe-rehearse.ts";
import { EXIT_BAD_INPUT, EXIT_PASSED } from "./exit-codes.ts";
import type { ExperimentMachine } from "./experiment-machine.ts";
import type { ReportPorts } from "./report-writing.ts";
import type { DirectoryMode, PendingDirectory } from "./scenario-directory.ts";
import { ALLOW_NETWORK, gathered } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

/** All that commands reach the world through. */
export interface CommandPorts extends ReportPorts {
  readonly files: FileReader;
  /** The same files, and a network. */
  readonly networkOver: (files: FileReader) => FileReader;
  /** A clock in milliseconds, for progress only. */
  readonly nowMs: () => number;
  /** Whether faults of plimsoll show where they happened. */
  readonly showStacks: boolean;
  /** Begins the files of a new scenario that are to appear at `directory`. */
  readonly openScenarioDirectory: (directory: string, mode: DirectoryMode) => Promise<PendingDirectory>;
  /** Threads, directories and seconds for experiments. */
  readonly experiments: ExperimentMachine;
  /** Does the work while the first Ctrl-C aborts the signal that it is given; a second one ends the process. */
  readonly whileStoppable: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const EXAMPLES = `
Examples:
  plimsoll demo                                        all that follows, shown with an example
  plimsoll run scenarios/first-steps.yaml              run, print a table, write a report
  plimsoll run scenarios/openb.yaml --seed 7           the same pods with other random draws
  plimsoll run my.yaml -o json --no-report | jq .pods  only the figures
  kubectl get nodes,pods -A -o json | plimsoll init -  a scenario of your cluster
  plimsoll check manifests/ scenario.yaml              all that is wrong, with line and column; -o github in CI
  helm template shop | plimsoll check -                what a chart makes
  plimsoll why pod/web-1 scenarios/first-steps.yaml    why a pod is where it is, and what it would take
  plimsoll diff a.yaml b.yaml                          which pods two runs place differently, and why
  plimsoll sweep s.yaml --vary cluster.nodePools[0].count=8..12:2   many runs at once; goes on where it was broken off
  plimsoll rehearse s.yaml --zone b                    does everything come back without zone b, and how soon
  plimsoll capacity s.yaml --pod web.yaml              how many more fit, also after losing any one node or zone
  plimsoll line s.yaml --raise workloads[web].arrival.perSecond     the load at which a threshold breaks, and which one
  plimsoll hpa --series load.csv --deployment web.yaml --vary target=40,60,80   which setting keeps the SLO at the least cost
  plimsoll report reports/first-steps                  its files again, from its data; runs nothing
  plimsoll schema > scenario.schema.json               what a scenario may hold, for your editor

Exit codes:
  0 passed · 1 a fault of plimsoll · 2 wrong input or usage · 97 the run ended before all pods had been tried
  98 more runs would tell · 99 a threshold was broken · 130 interrupted
`;

/** Runs the command that the arguments name and gives the exit code. Throws nothing that a user can cause. */
export async function runCommandLine(args: readonly string[], ports: CommandPorts): Promise<number> {
  let exitCode = EXIT_PASSED;
  const program = describeProgram(ports.terminal);
  describeRun(program, async (scenario, options) => {
    const { runCommand } = await import("./commands/run.ts");
    exitCode = await runCommand(scenario, options, withPermission(options, ports));
  });
  describeCheck(program, async (paths, options) => {
    const { checkCommand } = await import("./commands/check.ts");
    exitCode = checkCommand(paths, options, ports);
  });
  describeInit(program, async (dumps, options) => {
    const { initCommand } = await import("./commands/init.ts");
    exitCode = await initCommand(dumps, options, ports);
  });
  describeWhy(program, async (pod, scenario, options) => {
    const { whyCommand } = await import("./commands/why.ts");
    exitCode = whyCommand(pod, scenario, options, withPermission(options, ports));
  });
  describeDiff(program, async (first, second, options) => {
    const { diffCommand } = await import("./commands/diff.ts");
    exitCode = diffCommand(first, second, options, withPermission(options, ports));
  });
  describeSweep(program, async (scenario, options) => {
    const { sweepCommand } = await import("./commands/sweep.ts");
    exitCode = await sweepCommand(scenario, options, withPermission(options, ports));
  });
  describeCompare(program, async (scenarios, options) => {
    const { compareCommand } = await import("./commands/compare.ts");
    exitCode = await compareCommand(scenarios, options, withPermission(options, ports));
  });
  describeCapacity(program, async (scenario, options) => {
    const { capacityCommand } = await import("./commands/capacity.ts");
    exitCode = capacityCommand(scenario, options, withPermission(options, ports));
  });
  describeRehearse(program, async (scenario, options) => {
    const { rehearseCommand } = await import("./commands/rehearse.ts");
    exitCode = rehearseCommand(scenario, options, withPermission(options, ports));
  });
  describeLine(program, async (scenario, options) => {
    const { lineCommand } = await import("./commands/line.ts");
    exitCode = await lineCommand(scenario, options, withPermission(options, ports));
  });
  describeHpa(program, async (options) => {
    const { hpaCommand } = await import("./commands/hpa.ts");
    exitCode = await hpaCommand(options, withPermission(options, ports));
  });
  describeReport(program, async (directory, options) => {
    const { reportCommand } = await import("./commands/report.ts");
    exitCode = await reportCommand(directory, options, ports);
  });
  describeDemo(program, async (name, options) => {
    const { demoCommand } = await import("./commands/demo.ts");
    exitCode = await demoCommand(name, options, (shown) => runCommandLine(shown, ports), ports.terminal);
  });
  describeSchema(program, async () => {
    const { schemaCommand } = await import("./commands/schema.ts");
    exitCode = schemaCommand(ports.terminal);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong; asking for help or the version is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_PASSED : EXIT_BAD_INPUT;
    throw error;
  }
}

/** The ports with the network, where it is allowed. */
function withPermission({ allowNetwork }: { readonly allowNetwork?: true }, ports: CommandPorts): CommandPorts {
  return allowNetwork === true ? { ...ports, files: ports.networkOver(ports.files) } : ports;
}

const JUNIT = "write thresholds and how they came out as JUnit XML";
const SUMMARY = "write a summary in Markdown, as -o markdown prints it";

function describeProgram(terminal: Terminal): Command {
  return new Command("plimsoll")
    .description("Finds what a Kubernetes cluster can carry: simulates its scheduling in virtual time.")
    .version(PLIMSOLL_VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("See plimsoll --help.")
    .addHelpText("after", EXAMPLES);
}

function describeRun(program: Command, action: (scenario: string, options: RunOptions) => Promise<void>): void {
  program
    .command("run")
    .description("Run one scenario: print what it found and write a report.")
    .argument("<scenario>", "path of a scenario (YAML)")
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(OUTPUT_FORMATS.map(({ name }) => name))
        .default(OUTPUT_FORMATS[0]!.name),
    )
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--out <directory>", "where to write the report (default: reports/NAME)")
    .option("--check", "check the cluster's books after every event, not only at the end (slow)")
    .option("--no-report", "write no report")
    .option("--junit <file>", JUNIT)
    .option("--summary <file>", SUMMARY)
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeCheck(program: Command, action: (paths: string[], options: CheckOptions) => Promise<void>): void {
  program
    .command("check")
    .description("Say all that is wrong with scenarios, manifests and scheduler configurations; run nothing.")
    .argument("<file...>", "files, directories, patterns, or - for standard input")
    .addOption(
      new Option("-o, --output <format>", "how to print what was found")
        .choices(CHECK_FORMATS.map(({ name }) => name))
        .default(CHECK_FORMATS[0]!.name),
    )
    .option("--warnings-as-errors", "take every warning for a mistake")
    .option("--quiet", "print mistakes only")
    .action(action);
}

function describeInit(program: Command, action: (dumps: string[], options: InitOptions) => Promise<void>): void {
  program
    .command("init")
    .description("Make a scenario from the dump of a cluster, or an example to begin with.")
    .argument("[dump...]", "files, directories, patterns, or - for standard input; none: an example")
    .option("--out <directory>", "where to write it (default: plimsoll-NAME)")
    .option("--name <name>", "what to call it (default: after the first file)")
    .option("--force", "replace files of the same names")
    .option("--anonymise", "rename everything that says whose cluster it is, under a key")
    .option("--key <text>", "the key, instead of the environment variable PLIMSOLL_KEY")
    .action(action);
}

function describeWhy(
  program: Command,
  action: (pod: string, scenario: string, options: WhyOptions) => Promise<void>,
): void {
  program
    .command("why")
    .description("Say why a pod is where it is, or nowhere, and what it would take; write nothing.")
    .argument("<pod>", "pod/NAME, NAMESPACE/NAME, or a workload: deployment/NAME")
    .argument("<scenario>", "path of a scenario (YAML), or the directory of a run's report")
    .addOption(
      new Option("-o, --output <format>", "how to print it")
        .choices(EXPLANATION_FORMATS)
        .default(EXPLANATION_FORMATS[0]),
    )
    .option("--at <duration>", "the moment asked about, such as 5m (default: the end of the run)")
    .option("--node <name>", "ask all filters on this node")
    .option("-n, --namespace <name>", "the pod's namespace")
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--top <count>", "how many of the best nodes to list", "5")
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeDiff(
  program: Command,
  action: (first: string, second: string | undefined, options: DiffOptions) => Promise<void>,
): void {
  program
    .command("diff")
    .description("Say which pods two runs place differently, and which plugin made the difference; write nothing.")
    .argument("<first>", "path of a scenario (YAML), or the directory of a run's report")
    .argument("[second]", "another one; left out, the first is compared with itself under --scheduler")
    .addOption(
      new Option("-o, --output <format>", "how to print it")
        .choices(EXPLANATION_FORMATS)
        .default(EXPLANATION_FORMATS[0]),
    )
    .option("--scheduler <file>", "a KubeSchedulerConfiguration for the second run")
    .option("--allow-network", ALLOW_NETWORK)
    .option("--seed <seed>", "seed of all random draws, instead of the scenarios'")
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeSweep(
  program: Command,
  action: (scenario: string, options: SweepCommandOptions) => Promise<void>,
): void {
  program
    .command("sweep")
    .description(
      "Run a scenario at many points, each several times; what is finished is kept, and need not be run again.",
    )
    .argument("<scenario>", "path of a scenario (YAML)")
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(SWEEP_FORMATS.map(({ name }) => name))
        .default(SWEEP_FORMATS[0]!.name),
    )
    .option("--vary <path=levels>", "vary a value: PATH=v1,v2 or PATH=40..80:10; may be given several times", gathered)
    .option("--replications <count>", "runs of each point, instead of the scenario's")
    .option("--precision <share>", "run points until headline figures are known to ±SHARE of their mean, such as 5%")
    .option("--workers <count>", "runs at the same time (default: as many as there are processors)")
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--out <directory>", "where to keep runs and write the report (default: reports/NAME-sweep)")
    .option("--restart", "give up the runs that are kept there, and begin anew")
    .option("--dry-run", "show the points and about how long they take; run no sweep and write nothing")
    .option("--yes", "run however many points there are")
    .option("--junit <file>", JUNIT)
    .option("--summary <file>", SUMMARY)
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeCompare(
  program: Command,
  action: (scenarios: readonly string[], options: CompareOptions) => Promise<void>,
): void {
  program
    .command("compare")
    .description("Say which of several scenarios is the better, in what, and how sure that is.")
    .argument("<scenario...>", "paths of scenarios (YAML); one alone is compared with itself under --vary")
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(COMPARISON_FORMATS.map(({ name }) => name))
        .default(COMPARISON_FORMATS[0]!.name),
    )
    .option(
      "--vary <path=levels>",
      "the alternatives: PATH=v1,v2; the first level is what the others are held against",
      gathered,
    )
    .option("--indifference <share>", "differences of no more than this share of the first one's mean do not matter")
    .option("--replications <count>", "runs of each alternative, instead of the scenario's")
    .option("--precision <share>", "run until differences are known to ±SHARE of the first one's mean, such as 1%")
    .option("--workers <count>", "runs at the same time (default: as many as there are processors)")
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--out <directory>", "where to keep runs and write the report (default: reports/NAME-compare)")
    .option("--restart", "give up the runs that are kept there, and begin anew")
    .option("--fail-on-worse", "exit with 99 if an alternative is worse than the first in anything")
    .option("--junit <file>", JUNIT)
    .option("--summary <file>", SUMMARY)
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeLine(program: Command, action: (scenario: string, options: LineOptions) => Promise<void>): void {
  program
    .command("line")
    .description("Find the largest load, the fewest nodes or the cheapest mix of nodes at which all thresholds hold.")
    .argument("<scenario>", "path of a scenario (YAML)")
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(LINE_FORMATS.map(({ name }) => name))
        .default(LINE_FORMATS[0]!.name),
    )
    .option("--raise <path=range>", "the largest value that holds: PATH, or PATH=10..1000")
    .option("--lower <path=range>", "the smallest value that holds: PATH, or PATH=1..60")
    .option("--cheapest <path=range>", "the cheapest mix that holds: PATH=0..20 once for each node pool", gathered)
    .option("--until <threshold>", "a threshold beside the scenario's; may be given several times", gathered)
    .option("--tolerance <share>", "how near is near enough: 1% or an amount (default: 1 of whole numbers, else 1%)")
    .option("--replications <count>", "runs of each value to begin with, instead of the scenario's")
    .option("--most <count>", "runs of one value at most, where it lies near a limit (default: eight times as many)")
    .option("--workers <count>", "runs at the same time (default: as many as there are processors)")
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--out <directory>", "where to keep runs and write the report (default: reports/NAME-line)")
    .option("--restart", "give up the runs that are kept there, and begin anew")
    .option("--summary <file>", SUMMARY)
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeReport(program: Command, action: (directory: string, options: ReportOptions) => Promise<void>): void {
  program
    .command("report")
    .description("Make all files of a report again from its own data; run nothing.")
    .argument("<directory>", "directory of the report of a run, a sweep or a comparison")
    .option("--out <directory>", "where to write it (default: in place)")
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}

function describeDemo(
  program: Command,
  action: (name: string | undefined, options: DemoOptions) => Promise<void>,
): void {
  program
    .command("demo")
    .description("Show what plimsoll answers: one question after another, each with the command that answers it.")
    .argument("[name]", "one of them only (see --list)")
    .option("--list", "say which there are; run nothing")
    .action(action);
}

function describeSchema(program: Command, action: () => Promise<void>): void {
  program.command("schema").description("Print the JSON Schema of scenarios.").action(action);
}
