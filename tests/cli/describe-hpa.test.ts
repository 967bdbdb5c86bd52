// The options of `plimsoll hpa`.

import { Command } from "commander";
import { expect, it } from "vitest";

import type { HpaOptions } from "../../src/cli/commands/hpa.ts";
import { describeHpa } from "../../src/cli/describe-hpa.ts";
import { CONTROLLER_FLAGS } from "../../src/experiment/backtest/controller-flags.ts";
import { VARY_KEYS } from "../../src/experiment/backtest/vary-keys.ts";

it("options come with defaults, and those that may be given often are gathered", async () => {
  const asked: HpaOptions[] = [];
  const program = new Command();
  describeHpa(program, (options) => {
    asked.push(options);
    return Promise.resolve();
  });
  const words = "hpa --series a.csv --deployment b.yaml --vary target=1 --vary max=2 --seeds 3 --print-manifest";
  await program.parseAsync(words.split(" "), { from: "user" });
  expect(asked[0]).toEqual({
    series: "a.csv",
    deployment: "b.yaml",
    vary: ["target=1", "max=2"],
    seeds: "3",
    printManifest: true,
    unit: "requests-per-second",
    cpuPerRequest: "10ms",
    loadMode: "auto",
    slo: "300ms",
    misses: "1%",
    output: "table",
  });
});

it("the help names every key", () => {
  const program = new Command();
  describeHpa(program, () => Promise.resolve());
  let help = "";
  program.commands[0]!.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const { name, description } of [...VARY_KEYS, ...CONTROLLER_FLAGS]) {
    expect(help).toContain(`${name.padEnd(27)}${description}`);
  }
});
