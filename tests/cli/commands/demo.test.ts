// plimsoll demo: what is said before and after each job, and when it stops.

import { describe, expect, it } from "vitest";

import { demoCommand, type DemoOptions } from "../../../src/cli/commands/demo.ts";
import { DEMO_JOBS } from "../../../src/cli/demo-jobs.ts";

import { recordingTerminal } from "../recording-terminal.ts";

async function demo(name: string | undefined, exitCodes: readonly number[] = [], options: DemoOptions = {}) {
  const terminal = recordingTerminal();
  const performed: (readonly string[])[] = [];
  const perform = (args: readonly string[]) => {
    terminal.out(`<${args[0]!}>\n`);
    return Promise.resolve(exitCodes[performed.push(args) - 1] ?? 0);
  };
  const code = await demoCommand(name, options, perform, terminal);
  return { code, performed, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll demo", () => {
  it("says what is asked and how, does it, and goes on to the next", async () => {
    const { code, performed, out } = await demo(undefined);
    expect(code).toBe(0);
    expect(performed.map(([command]) => command)).toEqual(DEMO_JOBS.map(({ name }) => name));
    const [first, second] = DEMO_JOBS;
    const order = [first!.question, "$ plimsoll run scenarios/first-steps.yaml", "<run>", "exit code 0: passed"];
    expect([...order, second!.question].map((text) => out.indexOf(text)).toSorted((a, b) => a - b)).toEqual(
      [...order, second!.question].map((text) => out.indexOf(text)),
    );
    expect(out).toContain(`run (1 of ${DEMO_JOBS.length})`);
    expect(out).toContain("plimsoll init -");
  });

  it("shows one that is named", async () => {
    const { code, performed, out } = await demo("why");
    expect([code, performed.length, performed[0]![0]]).toEqual([0, 1, "why"]);
    expect(out).not.toContain("plimsoll init");
  });

  it("quotes what a shell would take apart", async () => {
    expect((await demo("sweep")).out).toContain(`--vary 'cluster.nodePools[general].count=3..6:1'`);
  });

  it("takes a broken threshold for an answer", async () => {
    const { code, performed, out } = await demo(undefined, [99]);
    expect([code, performed.length]).toEqual([0, DEMO_JOBS.length]);
    expect(out).toContain("exit code 99: a threshold was broken");
  });

  it.each([1, 2, 130])("stops at %i, which is no answer", async (exitCode) => {
    expect(await demo(undefined, [0, exitCode])).toMatchObject({ code: exitCode, performed: { length: 2 } });
  });

  it("lists what there is, and runs nothing", async () => {
    const { code, performed, out } = await demo(undefined, [], { list: true });
    expect([code, performed]).toEqual([0, []]);
    expect(out.trimEnd().split("\n")).toHaveLength(DEMO_JOBS.length);
  });

  it("refuses a name that it does not have", async () => {
    const { code, performed, err } = await demo("wyh");
    expect([code, performed]).toEqual([2, []]);
    expect(err).toContain(`there is no demo "wyh"; expected one of run, why`);
  });
});
