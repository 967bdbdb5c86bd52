// What the demo shows is what the command line takes and the package ships.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { DEMO_JOBS, SCENARIO } from "../../src/cli/demo-jobs.ts";

const TOP = new URL("../../", import.meta.url);

describe("the jobs of the demo", () => {
  it("are named after the commands that they show, each once", () => {
    expect(DEMO_JOBS.map(({ args }) => args[0])).toEqual(DEMO_JOBS.map(({ name }) => name));
    expect(new Set(DEMO_JOBS.map(({ name }) => name)).size).toBe(DEMO_JOBS.length);
  });

  it("ask in a sentence", () => {
    for (const { question } of DEMO_JOBS) expect(question).toMatch(/^[A-Z].*[.?]$/);
  });

  it("are about a scenario that the package ships", () => {
    const { files } = JSON.parse(readFileSync(new URL("package.json", TOP), "utf8")) as { files: readonly string[] };
    expect(files).toContain("scenarios/first-steps.yaml");
    for (const { args } of DEMO_JOBS) expect(args.filter((argument) => argument === SCENARIO)).toHaveLength(1);
  });

  it("write each to a place of its own", () => {
    const places = DEMO_JOBS.flatMap(({ args }) => (args.includes("--out") ? [args[args.indexOf("--out") + 1]] : []));
    expect(new Set(places).size).toBe(places.length);
    expect(places.every((place) => place!.startsWith("reports/demo-"))).toBe(true);
  });
});
