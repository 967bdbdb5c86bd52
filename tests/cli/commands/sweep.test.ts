// plimsoll sweep: what is run and what is recalled, what is printed where, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { failedRun, type RunTask } from "../../../src/experiment/execution/run-record.ts";
import type { RunAttempt } from "../../../src/experiment/execution/twice-tried.ts";

import { sweepCommand, type SweepCommandOptions } from "../../../src/cli/commands/sweep.ts";

import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryExperiments, type MemoryMachine } from "../memory-experiments.ts";
import { memoryReports, systemError, type MemoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const FILES = { "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD };
const VARY = ["cluster.nodePools[pool].count=1,2"];
const PLACE = join("reports", "test-sweep");

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly machine?: MemoryMachine;
  readonly reports?: MemoryReports;
  readonly signal?: AbortSignal;
}

async function sweep(options: Partial<SweepCommandOptions> = {}, world: World = {}): Promise<Called> {
  const terminal = recordingTerminal();
  const { files = FILES, machine = memoryExperiments(), reports = memoryReports(), signal } = world;
  const code = await sweepCommand(
    "s.yaml",
    { output: "json", replications: "2", ...options },
    {
      ...reports.portsWith(terminal),
      files: new MemoryFiles(files),
      experiments: machine,
      whileStoppable: (work) => work(signal ?? new AbortController().signal),
      nowMs: () => 0,
      showStacks: false,
    },
  );
  return { code, out: terminal.output(), err: terminal.errors() };
}

/** Presses Ctrl-C, fills the disk, or answers for a worker when the run of that number is attempted. */
function machineThat(does: (task: RunTask, number: number) => RunAttempt | undefined): MemoryMachine {
  return memoryExperiments(does);
}

describe("plimsoll sweep", () => {
  it("runs every point as often as it is asked to, prints what it found, and writes a report", async () => {
    const machine = memoryExperiments();
    const reports = memoryReports();
    const { code, out, err } = await sweep({ vary: VARY }, { machine, reports });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: "SweepResult",
      complete: true,
      replications: "2 replications of each point",
      points: [{ finished: 2 }, { finished: 2 }],
    });
    expect([...machine.attempts].sort()).toEqual(["0/0", "0/1", "1/0", "1/1"]);
    expect([reports.events[0], reports.events.at(-1)]).toEqual([`open ${PLACE}`, "publish"]);
    expect(err).toContain(`report    ${join(PLACE, "report.html")}`);
    expect(machine.taken.size).toBe(0);
  });

  it("says nothing but its result if it is to be quiet, and works where it is told", async () => {
    const machine = memoryExperiments();
    const { err } = await sweep({ quiet: true, out: "there" }, { machine });
    expect([err, [...machine.stores.keys()]]).toEqual(["", ["there"]]);
  });

  it("goes on where it was broken off, and comes to the same bytes", async () => {
    const whole = memoryReports();
    const straight = await sweep({ vary: VARY }, { reports: whole });
    const controller = new AbortController();
    const machine = machineThat((_task, number) => {
      if (number === 2) controller.abort();
      return undefined;
    });
    const stopped = await sweep({ vary: VARY, workers: "1" }, { machine, signal: controller.signal });
    expect(stopped.code).toBe(130);
    expect(stopped.err).toContain("stopping: runs that have begun are ended first");
    expect(stopped.err).toContain("interrupted: the report holds the runs that were finished");
    expect(JSON.parse(stopped.out)).toMatchObject({ complete: false });
    const made = machine.attempts.length;
    expect(made).toBeLessThan(4);
    const later = memoryReports();
    const resumed = await sweep({ vary: VARY }, { machine, reports: later });
    expect(resumed.err).toContain(`${made} runs are there from before`);
    expect(machine.attempts.length).toBe(4);
    expect([resumed.code, resumed.out, later.written]).toEqual([straight.code, straight.out, whole.written]);
  });

  it("runs nothing again that is there, and more if more is asked for", async () => {
    const machine = memoryExperiments();
    const first = await sweep({}, { machine });
    const again = await sweep({}, { machine });
    expect([again.out, machine.attempts.length]).toEqual([first.out, 2]);
    await sweep({ replications: "4" }, { machine });
    expect(machine.attempts.slice(2).sort()).toEqual(["0/2", "0/3"]);
  });

  it("that was stopped before its first run leaves no report", async () => {
    const reports = memoryReports();
    const { code, err } = await sweep({}, { reports, signal: AbortSignal.abort() });
    expect([code, reports.events]).toEqual([130, []]);
    expect(err).toContain("before the first run was finished");
  });
});

describe("a sweep that was begun with other things", () => {
  it("is refused with what has changed, and begins anew if that is wanted", async () => {
    const machine = memoryExperiments();
    await sweep({}, { machine });
    const files = { ...FILES, "a.yaml": POD.replace("cpu: 1", "cpu: 2") };
    const refused = await sweep({ seed: "7" }, { machine, files });
    expect([refused.code, refused.out, machine.attempts.length]).toEqual([2, "", 2]);
    expect(refused.err).toContain("- a.yaml has changed\n  - its seed was 1, and now is 7\n  --restart gives them up");
    expect((await sweep({ seed: "7", restart: true }, { machine, files })).code).toBe(0);
    expect(machine.attempts.length).toBe(4);
  });

  it("is refused where its journal was altered", async () => {
    const machine = memoryExperiments();
    await sweep({}, { machine });
    const store = machine.stores.get(PLACE)!;
    store.text = store.text.replace('"replication":0', '"replication":1');
    const { code, err } = await sweep({}, { machine });
    expect(code).toBe(2);
    expect(err).toMatch(/\.plimsoll-journal was altered: line \d is not as it was written/);
  });

  it("is refused while another one works there, which is named", async () => {
    const machine = memoryExperiments();
    machine.taken.add(PLACE);
    const { code, err } = await sweep({}, { machine });
    expect(code).toBe(2);
    expect(err).toContain(`another sweep works in ${PLACE}: process 7 on here`);
  });
});

describe("a sweep of which something fails", () => {
  it("goes on without failed runs, names them, and ends with 97", async () => {
    const machine = machineThat((task) =>
      task.point.index === 1 ? { kind: "made", record: failedRun(task, "it\u0007 failed") } : undefined,
    );
    const { code, out, err } = await sweep({ vary: VARY }, { machine });
    expect(code).toBe(97);
    expect(JSON.parse(out)).toMatchObject({ points: [{ finished: 2 }, { finished: 0, failed: 2 }] });
    expect(err).toContain("failed: cluster.nodePools[pool].count = 2, replication 0: it\\u0007 failed\n");
  });

  it("tries runs again on its next start", async () => {
    let isMended = false;
    const machine = machineThat((task) =>
      isMended ? undefined : { kind: "made", record: failedRun(task, "out of memory") },
    );
    expect((await sweep({}, { machine })).code).toBe(97);
    isMended = true;
    expect((await sweep({}, { machine })).code).toBe(0);
  });

  it("ends with 2 where runs cannot be kept, and goes on when they can", async () => {
    const machine: MemoryMachine = machineThat((_task, number) => {
      machine.stores.get(PLACE)!.failure = number > 1 ? systemError("ENOSPC") : undefined;
      return undefined;
    });
    const { code, out, err } = await sweep({ workers: "1" }, { machine });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("the sweep was stopped: the disk is full; the same command goes on");
    expect(machine.taken.size).toBe(0);
    machine.stores.get(PLACE)!.failure = undefined;
    const mended = { ...memoryExperiments(), stores: machine.stores };
    expect((await sweep({}, { machine: mended })).code).toBe(0);
  });

  it("ends with 2 where no report can be written, and keeps its runs", async () => {
    const machine = memoryExperiments();
    const reports = memoryReports({ at: "publish", what: systemError("EACCES") });
    const { code, out, err } = await sweep({}, { machine, reports });
    expect([code, out === ""]).toEqual([2, false]);
    expect(err).toContain("no permission to write there; the runs are kept");
    await sweep({}, { machine });
    expect(machine.attempts.length).toBe(2);
  });

  it("tells of our own faults with the command that repeats it", async () => {
    const machine = machineThat(() => {
      throw new Error("ours");
    });
    const { code, err } = await sweep({}, { machine });
    expect(code).toBe(1);
    expect(err).toContain("has a fault: ours");
    expect(err).toContain("plimsoll sweep s.yaml --replications 2 --seed 1");
  });
});

describe("the exit code of a sweep", () => {
  const held = (threshold: string): Readonly<Record<string, string>> => ({
    ...FILES,
    "s.yaml": `${FILES["s.yaml"]}  thresholds: ["${threshold}"]\n`,
  });

  it("is 99 where a promise is broken", async () => {
    expect((await sweep({}, { files: held("plimsoll_pods_waiting value >= 5") })).code).toBe(99);
    expect((await sweep({}, { files: held("plimsoll_pods_waiting value == 0") })).code).toBe(0);
  });

  it("is 2 for mistakes, and then nothing is touched", async () => {
    const machine = memoryExperiments();
    const wrong = [{ workers: "0" }, { replications: "x" }, { precision: "200%" }, { seed: "" }, { vary: ["nope=1"] }];
    for (const options of wrong) {
      const { code, out, err } = await sweep(options, { machine });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain("1 mistake; nothing was run and nothing was written");
    }
    expect([machine.stores.size, machine.attempts.length]).toEqual([0, 0]);
  });
});
