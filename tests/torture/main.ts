// The long form of the torture: kills the compiled program a thousand times. Arguments: --kills N, --seed S.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { compiledProgram } from "./compiled-program.ts";
import { torture } from "./torture.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));

const { values } = parseArgs({
  options: { kills: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});

const folder = mkdtempSync(join(tmpdir(), "plimsoll-torture-"));
const report = await torture({
  plimsoll: compiledProgram(folder),
  sweep: [
    "sweep",
    join(TOP, "scenarios", "first-steps.yaml"),
    "--vary",
    "cluster.nodePools[general].count=2,5",
    "--replications",
    "40",
    "--workers",
    "2",
    "--quiet",
  ],
  folder: join(folder, "sweeps"),
  kills: Number(values.kills),
  seed: Number(values.seed),
  tell: (line) => console.error(line),
});
console.log(JSON.stringify(report, null, 2));
if (report.complaints.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = report.complaints.length === 0 ? 0 : 1;
