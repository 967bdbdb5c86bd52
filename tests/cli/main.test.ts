// The real process: streams that close, disks that are full, Ctrl-C, colours, exit codes.

import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, it } from "vitest";

import { PLIMSOLL_VERSION } from "../../src/base/version.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const FIRST_STEPS = join(TOP, "scenarios", "first-steps.yaml");
const folder = mkdtempSync(join(tmpdir(), "plimsoll-main-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Runs plimsoll in the test's own folder; `meddle` may do something to the process while it runs. */
function plimsoll(
  args: readonly string[],
  options: {
    readonly stdio?: StdioOptions;
    readonly environment?: Record<string, string>;
    readonly meddle?: (child: ChildProcess) => void;
  } = {},
): Promise<Ended> {
  const loader = join(TOP, "node_modules", "tsx", "dist", "loader.mjs");
  const environment: NodeJS.ProcessEnv = { ...process.env, ...options.environment };
  if (options.environment === undefined) environment["NO_COLOR"] = "1";
  const child = spawn(process.execPath, ["--import", loader, join(TOP, "src", "cli", "main.ts"), ...args], {
    cwd: folder,
    env: environment,
    stdio: options.stdio ?? ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
  options.meddle?.(child);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}

describe("the process", () => {
  it("answers its version", async () => {
    expect(await plimsoll(["--version"])).toEqual({ code: 0, signal: null, out: `${PLIMSOLL_VERSION}\n`, err: "" });
  });

  it("writes data to standard output, everything else to standard error, and a report", async () => {
    const { code, out, err } = await plimsoll(["run", FIRST_STEPS, "-o", "json", "--out", "first"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind: "RunResult" });
    expect(err).toContain(`report    ${join("first", "report.html")}`);
    expect(readFileSync(join(folder, "first", "report.html"), "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("writes the report even if nobody reads its output to the end", async () => {
    const { code, err } = await plimsoll(["run", FIRST_STEPS, "-o", "json", "--out", "unread", "--quiet"], {
      meddle: (child) => child.stdout?.destroy(),
    });
    expect([code, err]).toEqual([0, ""]);
    expect(existsSync(join(folder, "unread", "report.html"))).toBe(true);
  });

  it("says that its output could not be written", async () => {
    const path = join(folder, "read-only");
    writeFileSync(path, "");
    const notForWriting = openSync(path, "r");
    const { code, err } = await plimsoll(["run", FIRST_STEPS, "-o", "json", "--no-report", "--quiet"], {
      stdio: ["ignore", notForWriting, "pipe"],
    });
    closeSync(notForWriting);
    expect(code).toBe(2);
    expect(err).toContain("could not be written to standard output: EBADF");
  });

  it("says that its report could not be written, and leaves nothing", async () => {
    writeFileSync(join(folder, "file"), "not ours");
    const { code, err } = await plimsoll(["run", FIRST_STEPS, "-o", "json", "--out", join("file", "below"), "--quiet"]);
    expect(code).toBe(2);
    expect(err).toContain("no report was written to");
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("not ours");
  });

  it("stops at once at Ctrl-C and leaves nothing half-written", async () => {
    const large = join(TOP, "scenarios", "gcda-1000.yaml");
    const { code, signal } = await plimsoll(["run", large, "--out", "stopped"], {
      meddle: (child) => setTimeout(() => child.kill("SIGINT"), 400),
    });
    // Ended by the signal itself, which a shell tells as 130; or by our own exit code while the report was written.
    expect(signal === "SIGINT" || code === 130).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith("stopped") || name.startsWith("."))).toEqual([]);
  });

  it("paints if it is told to", async () => {
    const painted = await plimsoll(["run", "missing.yaml"], { environment: { FORCE_COLOR: "1" } });
    expect([painted.code, painted.err.includes("\u001B[31m")]).toEqual([2, true]);
    const plain = await plimsoll(["run", "missing.yaml"]);
    expect(plain.err.includes("\u001B")).toBe(false);
  });

  it.each([
    [["--no-report"], false],
    [["--out", "charts"], true],
  ])("loads the chart library only for a report: %j", async (args, loaded) => {
    // V8's coverage names every script that was loaded.
    const coverage = mkdtempSync(join(folder, "coverage-"));
    const environment = { NODE_V8_COVERAGE: coverage };
    expect((await plimsoll(["run", FIRST_STEPS, "--quiet", ...args], { environment })).code).toBe(0);
    const scripts = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), "utf8"));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.some((text) => text.includes("/node_modules/commander/"))).toBe(true);
    expect(scripts.some((text) => text.includes("/node_modules/vega/"))).toBe(loaded);
  });
});
