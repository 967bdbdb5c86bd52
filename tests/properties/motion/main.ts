// The long form of the properties of a cluster in motion: thousands of scripts. The first one that fails is made as small as it can
// be, and written as a scenario that replays it. Arguments: --scripts N, --seed S, --out DIR.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import fc from "fast-check";

import { anyMotionScript } from "./motion-script.ts";
import { scenarioOf } from "./scenario-of.ts";
import { tryScript } from "./try-script.ts";

const { values } = parseArgs({
  options: {
    scripts: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "reports/motion" },
  },
});

const ends = new Map<string, number>();
let pods = 0;
let evictions = 0;
let preemptions = 0;
const scripts = fc.property(anyMotionScript, (script) => {
  const trial = tryScript(script);
  ends.set(trial.endedBy, (ends.get(trial.endedBy) ?? 0) + 1);
  pods += trial.pods;
  evictions += trial.evictions;
  preemptions += trial.preemptions;
  return trial.complaints.length === 0;
});
const found = fc.check(scripts, { seed: Number(values.seed), numRuns: Number(values.scripts) });
const [smallest] = found.counterexample ?? [];
if (smallest !== undefined) {
  mkdirSync(values.out, { recursive: true });
  for (const [path, text] of Object.entries(scenarioOf(smallest))) writeFileSync(join(values.out, path), text);
  for (const complaint of tryScript(smallest).complaints) console.error(complaint);
  console.error(`replay it: plimsoll run ${join(values.out, "s.yaml")}`);
}
console.log(JSON.stringify({ scripts: found.numRuns, ends: Object.fromEntries(ends), pods, evictions, preemptions }));
process.exitCode = smallest === undefined ? 0 : 1;
