// Packs the package, installs the pack in an empty folder, and uses it there as a stranger would: as a command, as a
// library, and from TypeScript. Needs the build (`npm test` makes it), and what `npm ci` needs.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const CONSUMERS = fileURLToPath(new URL("consumers/", import.meta.url));
const SCENARIO = "node_modules/plimsoll/scenarios/first-steps.yaml";
const manifest = JSON.parse(readFileSync(join(TOP, "package.json"), "utf8")) as { version: string };

const folder = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
const stranger = join(folder, "stranger");
let packed: readonly string[] = [];

function run(program: string, args: readonly string[]): string {
  const environment = { ...process.env, NO_COLOR: "1", CI: "true" };
  return execFileSync(program, args, {
    cwd: stranger,
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

beforeAll(() => {
  mkdirSync(stranger);
  cpSync(CONSUMERS, stranger, { recursive: true });
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
    expect(packed).toEqual(
      expect.arrayContaining([
        "dist/index.js",
        "dist/index.d.ts",
        "dist/cli/main.js",
        "scenarios/first-steps.yaml",
        "LICENSE",
        "README.md",
      ]),
    );
    const strange = packed.filter(
      (path) => !/^(?:dist|scenarios)\/|^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|NOTICE)$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
  });

  it("answers its version as a command", () => {
    expect(run("npx", ["--offline", "plimsoll", "--version"]).trim()).toBe(manifest.version);
  });

  it("runs the scenario that it ships and writes a report", () => {
    const summary = JSON.parse(
      run("npx", ["--offline", "plimsoll", "run", SCENARIO, "--out", "report", "-o", "json"]),
    ) as {
      scenario: { name: string };
    };
    expect(summary.scenario.name).toBe("first-steps");
    expect(readFileSync(join(stranger, "report", "report.html"), "utf8")).toContain("<!doctype html>");
  });

  it("is a library with the same answer as the command", () => {
    const fromLibrary = JSON.parse(run(process.execPath, ["consumer.mjs", SCENARIO])) as {
      run: { fingerprint: string };
    };
    const fromCommand = JSON.parse(
      run("npx", ["--offline", "plimsoll", "run", SCENARIO, "--out", "again", "-o", "json"]),
    ) as {
      run: { fingerprint: string };
    };
    expect(fromLibrary.run.fingerprint).toBe(fromCommand.run.fingerprint);
  });

  it("type-checks in a strict TypeScript program with the types that it ships", () => {
    const compiler = join(TOP, "node_modules", "typescript", "bin", "tsc");
    expect(run(process.execPath, [compiler, "-p", "tsconfig.json"])).toBe("");
  });
});
