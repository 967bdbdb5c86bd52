// The options of `plimsoll rehearse`.

import { Option, type Command } from "commander";

import { REHEARSAL_FORMATS } from "../report/rehearsal/rehearsal-formats.ts";

import type { RehearseOptions } from "./commands/rehearse.ts";
import { ALLOW_NETWORK } from "./shared-options.ts";

export function describeRehearse(
  program: Command,
  action: (scenario: string, options: RehearseOptions) => Promise<void>,
): void {
  program
    .command("rehearse")
    .description("Lose a zone, a pool or some nodes: does everything come back, how soon, and what is short if not.")
    .argument("<scenario>", "path of a scenario (YAML); its controllers run, whatever it says")
    .option("--zone <name>", "lose all nodes of a zone")
    .option("--node <name>", "lose a node")
    .option("--nodes <count>", "lose so many nodes: those with the most pods")
    .option("--pool <name>", "lose all nodes of a pool")
    .addOption(new Option("--each <what>", "lose every zone, or every node, one in each run").choices(["zone", "node"]))
    .option("--at <time>", "when the nodes crash, once the pods are placed", "10m")
    .option("--for <time>", "for how long; absent: they do not come back")
    .option("--watch <time>", "for how long the cluster is watched after that", "1h")
    .addOption(
      new Option("-o, --output <format>", "what to print on standard output")
        .choices(REHEARSAL_FORMATS.map(({ name }) => name))
        .default(REHEARSAL_FORMATS[0]!.name),
    )
    .option("--seed <seed>", "use this seed in place of the scenario's")
    .option("-q, --quiet", "print no progress and no notes")
    .option("--allow-network", ALLOW_NETWORK)
    .action(action);
}
