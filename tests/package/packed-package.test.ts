// Packs the package, installs the pack in an empty folder, and uses it there as a stranger would: as a command, as a
// library, and from TypeScript. Needs the build (`npm test` makes it), and what `npm ci` needs.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { SimulationResult } from "../../src/simulation/result.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const CONSUMERS = fileURLToPath(new URL("consumers/", import.meta.url));
const SCENARIO = "node_modules/plimsoll/scenarios/first-steps.yaml";
const EXPECTED = [
  "dist/index.js",
  "dist/index.d.ts",
  "dist/cli/main.js",
  "scenarios/first-steps.yaml",
  "LICENSE",
  "README.md",
];
const ALLOWED = /^(?:dist|scenarios)\/|^(?:package\.json|README\.md|LICENSE|NOTICE|CHANGELOG\.md)$/;

const manifest = JSON.parse(readFileSync(join(TOP, "package.json"), "utf8")) as { version: string };
const folder = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
const stranger = join(folder, "stranger");
let packed: readonly string[] = [];

function run(program: string, args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: "1", CI: "true" };
  return execFileSync(program, args, { cwd: stranger, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function runScenario(...options: readonly string[]): string {
  return run("npx", ["--offline", "plimsoll", "run", SCENARIO, ...options]);
}

beforeAll(() => {
  mkdirSync(stranger);
  cpSync(CONSUMERS, stranger, { recursive: true });
  // Under its own name it would be compiled with the repository, which has no installed plimsoll.
  renameSync(join(stranger, "consumer.mts.txt"), join(stranger, "consumer.mts"));
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  // The build is there already, and packing must not rebuild under the feet of other tests.
  const pack = ["pack", TOP, "--json", "--ignore-scripts", "--pack-destination", folder];
  const [report] = JSON.parse(run("npm", pack)) as [{ filename: string; files: { path: string }[] }];
  packed = report.files.map(({ path }) => path);
  run("npm", ["install", join(folder, report.filename), "--prefer-offline", "--no-audit", "--no-fund"]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the packed package", () => {
  it("holds the build, its types, the first scenario and the changelog, and nothing else", () => {
    expect(packed).toEqual(expect.arrayContaining(EXPECTED));
    expect(packed.filter((path) => !ALLOWED.test(path))).toEqual([]);
    expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
  });

  it("is built with a command that may be executed, as npx calls it in a clone without installing it anew", () => {
    const everybody = 0o111;
    expect(statSync(join(TOP, "dist/cli/main.js")).mode & everybody).toBe(everybody);
  });

  it("answers its version as a command", () => {
    expect(run("npx", ["--offline", "plimsoll", "--version"]).trim()).toBe(manifest.version);
  });

  it("runs the scenario that it ships and writes a report", () => {
    const printed = runScenario("--out", "report", "-o", "json");
    expect((JSON.parse(printed) as SimulationResult).scenario.name).toBe("first-steps");
    expect(readFileSync(join(stranger, "report", "summary.json"), "utf8")).toBe(printed);
    expect(readFileSync(join(stranger, "report", "report.html"), "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("shows what it answers, on the scenario that it ships", () => {
    const shown = run("npx", ["--offline", "plimsoll", "demo", "capacity"]);
    expect(shown).toContain(`$ plimsoll capacity ${SCENARIO} --pod deployment/web`);
    expect(shown).toMatch(/ANSWER {2}\d+ more pods of deployment\/web fit/);
    expect(shown).toContain("exit code 0: passed");
  });

  it("is a library with the same answer as the command", () => {
    const [sentence, fingerprint] = run(process.execPath, ["consumer.mjs", SCENARIO]).split("\n");
    const fromCommand = JSON.parse(runScenario("--no-report", "-o", "json")) as SimulationResult;
    expect(sentence).toBe(fromCommand.verdict.sentence);
    expect(fingerprint).toBe(fromCommand.run.fingerprint);
  });

  it("is used in README.md as it is used here", () => {
    const program = readFileSync(join(CONSUMERS, "consumer.mjs"), "utf8");
    const shown = /\/\/ README begins\n([\s\S]*)\/\/ README ends/.exec(program)?.[1] ?? "";
    expect(shown.length).toBeGreaterThan(100);
    expect(readFileSync(join(TOP, "README.md"), "utf8")).toContain(shown);
  });

  it("type-checks in a strict TypeScript program with the types that it ships", () => {
    const compiler = join(TOP, "node_modules", "typescript", "bin", "tsc");
    const { stdout, status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.json"], {
      cwd: stranger,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
