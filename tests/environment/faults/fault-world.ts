// For tests: one fault or several, at work on the nodes of a small world.

import { EnvironmentFaults } from "../../../src/environment/faults/environment-faults.ts";
import type { FaultSettings, FaultTiming, PlannedFault } from "../../../src/environment/faults/planned-fault.ts";
import { FAULTS } from "../../../src/environment/faults/faults.ts";
import type { NodeTarget } from "../../../src/environment/planned-target.ts";
import type { OptionReader } from "../../../src/environment/option-reader.ts";
import { parseDuration } from "../../../src/environment/duration-text.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

const SECOND = 1_000_000;
const POSITION = { file: "scenario.yaml", line: 7, column: 5 };

/** Reads durations, and takes every mistake for one of the test. */
export const TRUSTING_READER: OptionReader = {
  spanOf: (text) => parseDuration(text)!,
  report: (path, problem) => {
    throw new Error(`${path.join(".")}: ${problem.message}`);
  },
};

/** At a second, for so many seconds. */
export function at(seconds: number, forSeconds: number | null = null): FaultTiming {
  return { kind: "at", atUs: seconds * SECOND, forUs: forSeconds === null ? null : forSeconds * SECOND, everyUs: null };
}

/** A fault of a kind, with what only it has as a scenario would write it. */
export function fault(
  kind: string,
  timing: FaultTiming,
  target: NodeTarget,
  options: Readonly<Record<string, unknown>> = {},
): PlannedFault {
  const definition = FAULTS.find(({ name }) => name === kind)!;
  const settings: FaultSettings = definition.read(options, TRUSTING_READER);
  return { name: kind, kind, target, timing, settings, position: POSITION };
}

export interface FaultWorld {
  readonly world: SmallWorld;
  readonly faults: EnvironmentFaults;
}

/** Two nodes in zone a, two in b, and the faults. */
export function faultWorld(planned: readonly PlannedFault[], world: SmallWorld = new SmallWorld()): FaultWorld {
  world.addNodes(zonedNode("n-1", "a"), zonedNode("n-2", "b"), zonedNode("n-3", "a"), zonedNode("n-4", "b"));
  const { engine, cluster, streams } = world;
  const faults = new EnvironmentFaults(planned, { engine, cluster, streams, client: world });
  cluster.observe(faults);
  world.heard.length = 0;
  faults.begin();
  return { world, faults };
}
