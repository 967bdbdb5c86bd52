// A backtest as the command line asks for it.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { readAskedBacktest, repeatBacktest, type BacktestWishes } from "../../src/cli/asked-backtest.ts";
import { MadeFiles } from "../../src/experiment/backtest/made-files.ts";

import { FILES, REQUEST } from "../experiment/backtest/backtest-world.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

function ask(wishes: Partial<BacktestWishes>) {
  const sink = new DiagnosticSink();
  const made = new MadeFiles(new MemoryFiles(FILES));
  const asked = readAskedBacktest({ ...REQUEST, ...wishes }, { reader: made, made }, 2, sink);
  return { asked, told: sink.all.map(({ message }) => message) };
}

describe("a backtest that is asked for", () => {
  it("runs each setting five times, or as often as is asked for, with one seed", () => {
    expect(ask({}).asked).toMatchObject({ replications: "5 replications of each point", workers: 2 });
    const { asked } = ask({ seeds: "3", seed: "7", workers: "1" });
    expect(asked).toMatchObject({ replications: "3 replications of each point", workers: 1 });
    expect(asked!.sweep.plan.seed).toBe("7");
  });

  it("tells mistakes of both kinds at once", () => {
    const { asked, told } = ask({ seeds: "0", vary: ["traget=1"] });
    expect(asked).toBeUndefined();
    expect(told).toEqual([expect.stringContaining("--seeds"), "--vary: there is no key traget"]);
  });

  it("is repeated by a command with all that changes its figures", () => {
    const command = repeatBacktest({ ...REQUEST, vary: ["target=40,60", "max=4"], workers: "3" }, "7");
    expect(command).toBe(
      "plimsoll hpa --series load.csv --deployment web.yaml --hpa hpa.yaml --vary target=40,60 --vary max=4 " +
        "--unit requests-per-second --cpu-per-request 20ms --load-mode auto --slo 300ms --misses 1% --seed 7",
    );
  });
});
