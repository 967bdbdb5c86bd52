// plimsoll init: what is written where, what is said, and which exit code comes out.

import { describe, expect, it } from "vitest";

import { runCommandLine } from "../../../src/cli/command-line.ts";
import { KEY_VARIABLE, type InitOptions } from "../../../src/cli/commands/init.ts";

import { load, MemoryFiles, POD } from "../../scenario/memory-files.ts";
import { memoryReports, systemError, type MemoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const NODE = `apiVersion: v1
kind: Node
metadata: { name: acme-1, labels: { acme.example/team: payments } }
status: { allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }
`;
const KEY = "0123456789abcdef";

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function init(
  args: readonly string[],
  reports: MemoryReports = memoryReports(),
  environment: Readonly<Record<string, string>> = {},
): Promise<Called> {
  const terminal = recordingTerminal();
  const files = new MemoryFiles({
    "acme-prod.yaml": `${NODE}---\n${POD}`,
    "wrong.yaml": "apiVersion: v1\nkind: Node\nmetadata: { labels: { a: 1 }, name: node }\n",
    "dump/nodes.yaml": NODE,
    "-": NODE,
  });
  const ports = { ...reports.portsWith(terminal), files, nowMs: () => 0, showStacks: false, environment };
  const code = await runCommandLine(["init", ...args], ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

/** Loads what was written to `directory`. */
function loaded({ written }: MemoryReports, directory: string): ReturnType<typeof load> {
  const files = Object.entries(written).map(([path, content]) => [path.slice(directory.length + 1), content] as const);
  return load({ ...Object.fromEntries(files), "s.yaml": written[`${directory}/scenario.yaml`] ?? "" });
}

describe("plimsoll init with a dump", () => {
  it("writes a scenario named after the file, and says what it holds and what comes next", async () => {
    const reports = memoryReports();
    const { code, out, err } = await init(["acme-prod.yaml"], reports);
    expect([code, err]).toEqual([0, ""]);
    expect(reports.events).toEqual([
      "open plimsoll-acme-prod",
      "write scenario.yaml",
      "write cluster.yaml",
      "write workloads.yaml",
      "write scenario.schema.json",
      "publish",
    ]);
    expect(out).toContain("holds     1 node, 0 pods on them, 1 pod to be placed\n");
    expect(out).toContain("next      plimsoll run plimsoll-acme-prod/scenario.yaml\n");
    expect(loaded(reports, "plimsoll-acme-prod")).toMatchObject({ errors: [], plan: { name: "acme-prod" } });
  });

  it.each([
    [["dump"], "plimsoll-dump"],
    [["-"], "plimsoll-cluster"],
    [["*.yaml", "--name", "x"], "plimsoll-x"],
    [["dump", "--out", "there"], "there"],
    [["dump", "--force"], "plimsoll-dump (replace)"],
  ])("%j is written to %s", async (args, directory) => {
    const reports = memoryReports();
    const { code } = await init(args[0] === "*.yaml" ? ["dump/*.yaml", ...args.slice(1)] : args, reports);
    expect([code, reports.events[0]]).toEqual([0, `open ${directory}`]);
  });

  it("tells mistakes with their lines, and writes nothing", async () => {
    const reports = memoryReports();
    const { code, out, err } = await init(["wrong.yaml", "missing.yaml"], reports);
    expect([code, out, reports.events]).toEqual([2, "", []]);
    expect(err).toContain("wrong.yaml:3:");
    expect(err).toContain("there is no file missing.yaml");
    expect(err).toContain("nothing was run and nothing was written");
  });

  it("tells why a directory cannot be written", async () => {
    const reports = memoryReports({ at: "write cluster.yaml", what: systemError("ENOSPC") });
    const { code, out, err } = await init(["dump"], reports);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe("error: nothing was written to plimsoll-dump: the disk is full\n");
    expect(reports.events.at(-1)).toBe("discard");
  });

  it("can be interrupted", async () => {
    const reports = memoryReports({ at: "write scenario.yaml", what: "interruption" });
    expect(await init(["dump"], reports)).toEqual({ code: 130, out: "", err: "interrupted; nothing was written\n" });
    expect(reports.events.at(-1)).toBe("discard");
  });

  it("takes a fault of its own for one, and does not repeat the key", async () => {
    const reports = memoryReports({ at: "publish", what: new Error("oh") });
    const { code, err } = await init(["dump", "--anonymise", "--key", KEY], reports);
    expect(code).toBe(1);
    expect(err).toContain("plimsoll init dump");
    expect(err).not.toContain(KEY);
  });
});

describe("plimsoll init --anonymise", () => {
  it("writes no name of the cluster, not even that of the file", async () => {
    const reports = memoryReports();
    const { code, out } = await init(["acme-prod.yaml", "--anonymise"], reports, { [KEY_VARIABLE]: KEY });
    expect(code).toBe(0);
    expect(out).toContain("renamed   all names");
    expect(Object.values(reports.written).join("")).not.toMatch(/acme|payments/);
    expect(loaded(reports, "plimsoll-cluster")).toMatchObject({ errors: [], plan: { name: "cluster" } });
  });

  it("takes the key of the command before that of the environment", async () => {
    const [one, other] = [memoryReports(), memoryReports()];
    await init(["dump", "--anonymise", "--key", KEY], one, { [KEY_VARIABLE]: "something else entirely" });
    await init(["dump", "--anonymise"], other, { [KEY_VARIABLE]: KEY });
    expect(one.written).toEqual(other.written);
  });

  it.each([
    [["dump", "--anonymise"], "[missing-key]", "openssl rand -hex 32"],
    [["dump", "--anonymise", "--key", "short"], "[weak-key]", "at least 16"],
    [["dump", "--key", KEY], "[unused-key]", "both, or neither"],
    [["--anonymise", "--key", KEY], "[no-dump]", "- for standard input"],
    [["dump", "--name", "No name"], "[wrong-value]", "lower-case letters"],
    [["--name", "../x"], "[wrong-value]", "lower-case letters"],
  ])("refuses %j", async (args, code, expected) => {
    const reports = memoryReports();
    const called = await init(args, reports);
    expect([called.code, called.out, reports.events]).toEqual([2, "", []]);
    expect(called.err).toContain(code);
    expect(called.err).toContain(expected);
  });
});

describe("plimsoll init without a dump", () => {
  it("asks nothing and writes an example that loads", async () => {
    const reports = memoryReports();
    const { code, out } = await init([], reports);
    expect(code).toBe(0);
    expect(out).toContain("next      plimsoll run plimsoll-example/scenario.yaml\n");
    expect(loaded(reports, "plimsoll-example")).toMatchObject({ errors: [], plan: { name: "example" } });
  });

  it("calls it as it is told", async () => {
    const reports = memoryReports();
    const options: InitOptions = { name: "shop" };
    await init(["--name", options.name!], reports);
    expect(loaded(reports, "plimsoll-shop").plan?.name).toBe("shop");
  });
});
