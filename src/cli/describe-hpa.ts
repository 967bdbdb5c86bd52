// The options of `plimsoll hpa`.

import { Option, type Command } from "commander";

import { LOAD_MODES } from "../environment/load/planned-load.ts";

import { SERIES_UNITS } from "../experiment/backtest/series-units.ts";
import { CONTROLLER_FLAGS } from "../experiment/backtest/controller-flags.ts";
import { FIGURE_EXAMPLES } from "../experiment/backtest/metric-figures.ts";
import { VARY_KEYS } from "../experiment/backtest/vary-keys.ts";

import { BACKTEST_FORMATS } from "../report/backtest/backtest-formats.ts";

import type { HpaOptions } from "./commands/hpa.ts";
import { ALLOW_NETWORK, gathered } from "./shared-options.ts";

const WIDTH = 27;

function listed(keys: readonly { readonly name: string; readonly description: string }[]): string {
  return keys.map(({ name, description }) => `  ${name.padEnd(WIDTH)}${description}`).join("\n");
}

const ABOUT_KEYS = `
Keys of --vary:
${listed(VARY_KEYS)}
${listed(CONTROLLER_FLAGS)}
  hpa.PATH, deployment.PATH  a field of the manifest, as hpa.behavior.scaleUp.selectPolicy=Max,Min
  PATH                       a field of the scenario that is made, as metrics.server.resolution=15s,60s
`;

export function describeHpa(program: Command, action: (options: HpaOptions) => Promise<void>): void {
  describeReport(describeRequests(describeInput(program.command("hpa"))))
    .description("Replay a recorded load against settings of an autoscaler: which keeps the SLO at the least cost.")
    .addHelpText("after", ABOUT_KEYS)
    .action(action);
}

function describeInput(command: Command): Command {
  return command
    .requiredOption("--series <file>", "the load: CSV with a header, or Prometheus' answer to a range query (JSON)")
    .requiredOption("--deployment <file>", "manifests with the Deployment, perhaps its Service and autoscaler")
    .option("--hpa <file>", "the autoscaler's manifest (default: 80% CPU, from the Deployment's replicas on)")
    .option("--vary <key=values>", "try values: target=40,60,80 or min=2..6:2; may be given several times", gathered)
    .option("--set <path=value>", "a field of the scenario that is made, for all settings", gathered)
    .option("--metric <name=figure>", `what a metric of the autoscaler is: ${FIGURE_EXAMPLES}`, gathered)
    .option("--cluster <file>", "a scenario whose cluster it runs in (default: nodes for which nobody waits)")
    .option("--unit <unit>", `what a value of the series is: ${SERIES_UNITS.join(", ")}`, SERIES_UNITS[0])
    .option("--column <name>", "the column of values (default: the only one)")
    .option("--time <name>", "the column of times (default: the first)")
    .option("--labels <name=value>", "the series of Prometheus' answer; may be given several times", gathered)
    .addOption(new Option("--gaps <rule>", "where points are missing").choices(["hold", "zero", "linear"]))
    .option("--scale <factor>", "multiply all values by this")
    .option("--from <duration>", "begin so far into the series")
    .option("--for <duration>", "replay so much of it (default: all)");
}

function describeRequests(command: Command): Command {
  return command
    .option("--cpu-per-request <duration>", "CPU time of one request", "10ms")
    .option("--latency <duration>", "how long a request takes on an idle pod, CPU time included (default: that)")
    .option("--concurrency <count>", "requests that a pod serves at once (default: any number)")
    .addOption(
      new Option("--load-mode <mode>", "requests one by one (exact), or by intervals")
        .choices(LOAD_MODES)
        .default("auto"),
    )
    .option("--slo <duration>", "how long a request may take", "300ms")
    .option("--misses <share>", "how many may take longer or fail", "1%")
    .option("--price-per-cpu-hour <price>", "what a requested CPU costs in an hour")
    .option("--price-per-gib-hour <price>", "what a requested GiB of memory costs in an hour");
}

function describeReport(command: Command): Command {
  return command
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(BACKTEST_FORMATS.map(({ name }) => name))
        .default(BACKTEST_FORMATS[0]!.name),
    )
    .option("--print-manifest", "print the manifest of the recommended setting instead")
    .option("--seeds <count>", "runs of each setting, each with a seed of its own (default: 5)")
    .option("--seed <seed>", "seed that those are made from")
    .option("--workers <count>", "runs at the same time (default: as many as there are processors)")
    .option("--out <directory>", "where to keep runs and write the report (default: reports/hpa-NAME)")
    .option("--restart", "give up the runs that are kept there, and begin anew")
    .option("--summary <file>", "write a summary in Markdown, as -o markdown prints it")
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes");
}
