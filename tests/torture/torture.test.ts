// The short form of the torture: a sweep that is killed a few times comes to the same as one that is let alone.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, expect, it } from "vitest";

import { compiledProgram } from "./compiled-program.ts";
import { torture } from "./torture.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "plimsoll-torture-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("loses nothing and counts nothing twice, wherever it is killed", async () => {
  const report = await torture({
    plimsoll: compiledProgram(folder),
    sweep: ["sweep", join(TOP, "scenarios", "first-steps.yaml"), "--replications", "40", "--workers", "1", "--quiet"],
    folder: join(folder, "sweeps"),
    kills: 8,
    seed: 6,
    tell: () => undefined,
  });
  expect(report.complaints).toEqual([]);
  expect(report.kills).toBe(8);
}, 240_000);
