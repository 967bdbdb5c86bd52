// How long requests of one class take at a station in a known state, without their calls: first the wait for a place, then their work
// on shared cores, then what needs no core. What one waits, how crowded the cores are, and how much one needs are taken as independent.

import type { DiscreteLaw, LawBuilder } from "./discrete-law.ts";
import type { StationState } from "./station-state.ts";

import { correlatedArea } from "../theory/general-service.ts";
import { Spread, type SlicedLaw } from "./law-nodes.ts";

/** Beside the state: how the two sorts of crowding vary. */
export interface Crowding {
  /** Squared mean by variance of the wait of those who wait. */
  readonly waitShape: number;
  /** Factor of the variance of the stretch: 1 in the long run. */
  readonly spread: number;
  /** µs of work after which the crowd at the cores is another one. */
  readonly memoryUs: number;
}

/** What stretches and waits below this part of the time that all take is left out of the law, not of its mean. */
const NEGLIGIBLE = 1e-3;

/** The law of the time of requests that are taken. */
export function stationLatency(
  needs: SlicedLaw,
  cpuShare: number,
  speed: number,
  state: StationState,
  crowding: Crowding,
  builder: LawBuilder,
): DiscreteLaw {
  const waits = state.waitChance > NEGLIGIBLE && state.waitUs > NEGLIGIBLE * needs.mean;
  const shares = cpuShare > 0 && state.stretch - state.leastStretch > NEGLIGIBLE;
  const { values, halves, weights } = waits || shares ? needs.few : needs.many;
  const wait = waits ? new Spread(state.waitUs / state.waitChance, crowding.waitShape, "gamma") : undefined;
  for (let place = 0; place < values.length; place += 1) {
    const need = values[place]!;
    const weight = weights[place]!;
    const aloneUs = (need * cpuShare) / speed;
    const restUs = need * (1 - cpuShare);
    const us = aloneUs * state.stretch + restUs;
    const one = { aloneUs, restUs, half: (halves[place]! * us) / need, weight };
    if (shares) addStretched(builder, one, state, crowding, wait);
    else addWaited(builder, us, one.half, weight, state, wait);
  }
  return builder.build();
}

/** Requests that need about so much. */
interface Need {
  readonly aloneUs: number;
  readonly restUs: number;
  /** By how much they differ. */
  readonly half: number;
  readonly weight: number;
}

function addStretched(
  builder: LawBuilder,
  { aloneUs, restUs, half, weight }: Need,
  state: StationState,
  crowding: Crowding,
  wait: Spread | undefined,
): void {
  const leastUs = aloneUs * state.leastStretch;
  const moreUs = aloneUs * (state.stretch - state.leastStretch);
  const variance = 2 * state.stretchVariance * crowding.spread * correlatedArea(aloneUs, crowding.memoryUs);
  if (moreUs <= 0 || variance <= moreUs * moreUs * 1e-4) {
    addWaited(builder, leastUs + moreUs + restUs, half, weight, state, wait);
    return;
  }
  const more = new Spread(moreUs, (moreUs * moreUs) / variance, "nothing");
  const part = half / (leastUs + moreUs + restUs);
  if (more.nothing > 0)
    addWaited(builder, leastUs + restUs, part * (leastUs + restUs), weight * more.nothing, state, wait);
  const something = weight * (1 - more.nothing);
  for (let place = 0; place < more.values.length; place += 1) {
    const us = leastUs + more.values[place]! * more.unitUs + restUs;
    const both = together(part * us, more.halves[place]! * more.unitUs);
    addWaited(builder, us, both, something * more.weights[place]!, state, wait);
  }
}

function addWaited(
  builder: LawBuilder,
  us: number,
  half: number,
  weight: number,
  state: StationState,
  wait: Spread | undefined,
): void {
  if (wait === undefined) {
    builder.addEven(us + state.waitUs, half, weight);
    return;
  }
  builder.addEven(us, half, weight * (1 - state.waitChance * (1 - wait.nothing)));
  const waiting = weight * state.waitChance * (1 - wait.nothing);
  for (let place = 0; place < wait.values.length; place += 1) {
    const both = together(half, wait.halves[place]! * wait.unitUs);
    builder.addEven(us + wait.values[place]! * wait.unitUs, both, waiting * wait.weights[place]!);
  }
}

/** Of two that are independent: variances add up. */
function together(half: number, other: number): number {
  return Math.sqrt(half * half + other * other);
}
