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
  const slices = waits || shares ? needs.few : needs.many;
  const slicing = (waits && shares) || slices.values.length > 1 ? "few" : "many";
  const wait = waits
    ? new Spread(state.waitUs / state.waitChance, crowding.waitShape, shares ? "few" : "many", "gamma")
    : undefined;
  for (let place = 0; place < slices.values.length; place += 1) {
    const need = slices.values[place]!;
    const weight = slices.weights[place]!;
    const aloneUs = (need * cpuShare) / speed;
    const restUs = need * (1 - cpuShare);
    if (shares) addStretched(builder, aloneUs, restUs, weight, state, crowding, wait, slicing);
    else addWaited(builder, aloneUs * state.stretch + restUs, weight, state, wait);
  }
  return builder.build();
}

function addStretched(
  builder: LawBuilder,
  aloneUs: number,
  restUs: number,
  weight: number,
  state: StationState,
  crowding: Crowding,
  wait: Spread | undefined,
  slicing: "few" | "many",
): void {
  const leastUs = aloneUs * state.leastStretch;
  const moreUs = aloneUs * (state.stretch - state.leastStretch);
  const variance = 2 * state.stretchVariance * crowding.spread * correlatedArea(aloneUs, crowding.memoryUs);
  if (moreUs <= 0 || variance <= moreUs * moreUs * 1e-4) {
    addWaited(builder, leastUs + moreUs + restUs, weight, state, wait);
    return;
  }
  const more = new Spread(moreUs, (moreUs * moreUs) / variance, slicing, "nothing");
  if (more.nothing > 0) addWaited(builder, leastUs + restUs, weight * more.nothing, state, wait);
  const something = weight * (1 - more.nothing);
  for (let place = 0; place < more.values.length; place += 1)
    addWaited(
      builder,
      leastUs + more.values[place]! * more.unitUs + restUs,
      something * more.weights[place]!,
      state,
      wait,
    );
}

function addWaited(
  builder: LawBuilder,
  us: number,
  weight: number,
  state: StationState,
  wait: Spread | undefined,
): void {
  if (wait === undefined) {
    builder.add(us + state.waitUs, weight);
    return;
  }
  builder.add(us, weight * (1 - state.waitChance * (1 - wait.nothing)));
  const waiting = weight * state.waitChance * (1 - wait.nothing);
  for (let place = 0; place < wait.values.length; place += 1)
    builder.add(us + wait.values[place]! * wait.unitUs, waiting * wait.weights[place]!);
}
