// The options of `plimsoll capacity`.

import { Option, type Command } from "commander";

import { CAPACITY_FORMATS } from "../report/capacity/capacity-formats.ts";

import type { CapacityOptions } from "./commands/capacity.ts";
import { ALLOW_NETWORK, gathered } from "./shared-options.ts";

export function describeCapacity(
  program: Command,
  action: (scenario: string, options: CapacityOptions) => Promise<void>,
): void {
  program
    .command("capacity")
    .description("Say how many more of a pod fit, now and after losing any one node or zone, and what limits.")
    .argument("<scenario>", "path of a scenario (YAML)")
    .requiredOption(
      "--pod <template>",
      "manifest with one Pod or one workload, - for standard input, or one of the scenario's: deployment/NAME",
    )
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(CAPACITY_FORMATS.map(({ name }) => name))
        .default(CAPACITY_FORMATS[0]!.name),
    )
    .addOption(new Option("--lose <what>", "what is lost").choices(["any", "node", "zone", "none"]).default("any"))
    .option("--vary <path=levels>", "ask under several policies: PATH=v1,v2", gathered)
    .option("--at-least <count>", "exit with 99 if fewer fit, after any loss that is asked about")
    .option("--seed <seed>", "seed of all random draws, instead of the scenario's")
    .option("--allow-network", ALLOW_NETWORK)
    .option("--quiet", "say nothing on standard error but mistakes")
    .action(action);
}
