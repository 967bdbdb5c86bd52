// The long form of the properties of a cluster in motion: thousands of scripts. The first one that fails is made as small as it can
// be, and written as a scenario that replays it. The script under way is written, too: one that never ends, or a run that is broken
// off, leaves it behind. Arguments: --scripts N, --seed S, --out DIR; --path P (fast-check's, `764` or `764:1:0`) begins with that one.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import fc from "fast-check";

import { anyMotionScript, type MotionScript } from "./motion-script.ts";
import { scenarioOf } from "./scenario-of.ts";
import { tryScript } from "./try-script.ts";

const { values } = parseArgs({
  options: {
    scripts: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "reports/motion" },
    path: { type: "string" },
  },
});

/** Writes the scenario of a script, and says where. */
function write(script: MotionScript, directory: string): string {
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of Object.entries(scenarioOf(script))) writeFileSync(join(directory, path), text);
  return join(directory, "s.yaml");
}

const ends = new Map<string, number>();
let pods = 0;
let evictions = 0;
let preemptions = 0;
let most = 0;
const scripts = fc.property(anyMotionScript, (script) => {
  write(script, join(values.out, "under-way"));
  const trial = tryScript(script);
  ends.set(trial.endedBy, (ends.get(trial.endedBy) ?? 0) + 1);
  pods += trial.pods;
  evictions += trial.evictions;
  preemptions += trial.preemptions;
  most = Math.max(most, trial.events);
  return trial.complaints.length === 0;
});
const { path } = values;
const from = path === undefined ? {} : { path };
const found = fc.check(scripts, { seed: Number(values.seed), numRuns: Number(values.scripts), ...from });
const [smallest] = found.counterexample ?? [];
if (smallest !== undefined) {
  const written = write(smallest, values.out);
  for (const complaint of tryScript(smallest).complaints) console.error(complaint);
  console.error(`replay it: plimsoll run ${written}`);
  console.error(`or: --seed ${values.seed} --path ${found.counterexamplePath} --scripts 1`);
}
const counts = { pods, evictions, preemptions, eventsMost: most };
console.log(JSON.stringify({ scripts: found.numRuns, ends: Object.fromEntries(ends), ...counts }));
process.exitCode = smallest === undefined ? 0 : 1;
