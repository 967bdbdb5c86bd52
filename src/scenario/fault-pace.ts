// Whether a fault happens so often that a run with it would hardly end: faults that follow one another faster than anybody could
// see, and more of them than a run can hold. Expected numbers, from means and the horizon.

import { groupedCount } from "../base/grouped-count.ts";
import { mean } from "../base/random/moments.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";

import type { FaultDefinition } from "../environment/faults/fault.ts";
import type { FaultSettings, FaultTiming } from "../environment/faults/planned-fault.ts";
import { meetsTarget, type TargetedNode } from "../environment/node-target.ts";
import type { NodeTarget } from "../environment/planned-target.ts";
import type { OptionPath } from "../environment/option-reader.ts";

import type { ScenarioOptions } from "./scenario-options.ts";

/** Kubelets and the control plane look at a node once a second at most; what is faster is over before anybody sees it. */
const SHORTEST_TURN_US = US_PER_SECOND;

/** Expected for one fault: a run takes about ten seconds for each hundred thousand. */
const MOST_TURNS = 1_000_000;

/** What is known of a fault once it has been read. */
export interface ReadFault {
  readonly definition: FaultDefinition;
  readonly target: NodeTarget;
  readonly timing: FaultTiming;
  readonly settings: FaultSettings;
}

/** What happens again and again: how long one turn takes, how often it comes, and where the scenario says so. */
interface Repeated {
  readonly field: string;
  readonly turnUs: number;
  readonly turns: number;
}

export function checkPace(
  fault: ReadFault,
  nodes: readonly TargetedNode[],
  horizonUs: SimTime | null,
  reader: ScenarioOptions,
): void {
  const { definition, settings } = fault;
  const strikes = strikesOf(fault, horizonUs);
  const lastsUs = lastsUsOf(fault, horizonUs);
  const turnUs = definition.turnUs?.(settings);
  if (turnUs !== undefined && lastsUs === null) {
    const message = `${definition.name}: a run that ends when nothing is left to happen would never end`;
    reader.reportKey([], { code: "missing-horizon", message, expected: "for, or spec.horizon in the scenario" });
    return;
  }
  const within: readonly Repeated[] =
    turnUs === undefined ? [] : [{ field: "up", turnUs, turns: Math.ceil(lastsUs! / turnUs) * strikes.turns }];
  const hit = nodesHit(fault, nodes);
  for (const { field, turnUs: us, turns } of [strikes, ...within]) {
    if (us < SHORTEST_TURN_US) reportTooFast([field], us, reader);
    else if (turns * hit > MOST_TURNS) reportTooMany([field], turns * hit, reader);
    else continue;
    return;
  }
}

/** How often each node is hit. */
function strikesOf({ timing }: ReadFault, horizonUs: SimTime | null): Repeated {
  const forUs = horizonUs ?? 0;
  if (timing.kind === "at") {
    // One that comes before the last is over has been told.
    const turnUs = timing.everyUs === null || timing.everyUs < (timing.forUs ?? Infinity) ? Infinity : timing.everyUs;
    return { field: "every", turnUs, turns: 1 + Math.floor(Math.max(0, forUs - timing.atUs) / turnUs) };
  }
  const field = "meanTimeBetweenFailures";
  if (timing.repair === null) return { field, turnUs: Infinity, turns: 1 };
  const turnUs = mean(timing.timeToFailure) + mean(timing.repair);
  return { field, turnUs, turns: Math.ceil(forUs / turnUs) };
}

/** How long each time lasts on average; null: without end. */
function lastsUsOf({ timing }: ReadFault, horizonUs: SimTime | null): number | null {
  const givenUs = timing.kind === "at" ? timing.forUs : timing.repair === null ? null : mean(timing.repair);
  return givenUs === null ? horizonUs : Math.min(givenUs, horizonUs ?? Infinity);
}

function nodesHit({ target }: ReadFault, nodes: readonly TargetedNode[]): number {
  const meeting = nodes.filter((node) => meetsTarget(node, target)).length;
  return Math.min(meeting, target.count ?? Infinity);
}

function reportTooFast(path: OptionPath, turnUs: number, reader: ScenarioOptions): void {
  const message = `${String(path[0])}: it would happen again each ${turnUs / 1_000} ms, before anybody can see it`;
  const expected = "at least 1s from one time to the next: nobody looks at a node more often";
  reader.report(path, { code: "out-of-range", message, expected });
}

function reportTooMany(path: OptionPath, count: number, reader: ScenarioOptions): void {
  const message = `${String(path[0])}: nodes would be hit about ${groupedCount(count)} times in this run`;
  const expected = `at most ${groupedCount(MOST_TURNS)}: a longer span, fewer nodes, or a shorter horizon`;
  reader.report(path, { code: "out-of-range", message, expected });
}
