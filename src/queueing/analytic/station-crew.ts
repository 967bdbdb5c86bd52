// Stations of which each request takes the one with the fewest: almost as good as one station with all their cores and places, whose long
// run is known. What they lose beside that, because requests cannot change over to a station that becomes free, is an own fit to
// simulations of 2 to 10 stations with 1 and 2 cores; its form keeps the limits (none for one station, little at no load and beside the
// queue of a nearly full one). The chance and the spread of a wait follow the known tail: each further request in a station is less
// likely by the load to the power of the number of stations (Gupta, Harchol-Balter, Sigman and Whitt, Performance Evaluation 64, 2007).

import type { StationSetting, StationState } from "./station-state.ts";

import { erlangC } from "../theory/erlang.ts";
import { stateAt } from "./station-state.ts";

const LOST_BY_STAYING = 0.65;
/** Who is in a station without using a core misleads: such a part of what choosing without looking would cost. */
const MISLED = 0.4;
const MICRO = 1e-6;

/** The long run of one of `crew` alike stations, each of which gets `rate` requests per µs. */
export function stateInCrew(setting: StationSetting, crew: number, rate: number): StationState {
  // Less than a core is a slower one: a request is not served faster because there are more stations.
  const least = Math.max(1, 1 / setting.cores);
  const alike: StationSetting = { ...setting, cores: setting.cores * least, speed: setting.speed / least };
  const together: StationSetting = {
    ...alike,
    cores: alike.cores * crew,
    places: setting.places * crew,
    queueLimit: setting.queueLimit * crew,
  };
  const all = stateAt(together, rate * crew);
  const isOneByOne = setting.places <= alike.cores;
  return isOneByOne ? oneByOne(alike, crew, rate, all, least) : sharing(alike, crew, rate, all, least);
}

/** Places decide: requests wait for them. */
function oneByOne(setting: StationSetting, crew: number, rate: number, all: StationState, least: number): StationState {
  const taken = rate * (1 - all.lost);
  const aloneUs = setting.workUs / setting.speed + setting.heldUs;
  const load = Math.min(1 - MICRO, (taken * aloneUs) / setting.places);
  const waitUs = all.waitUs + stayingCost(load, setting.places, crew) * aloneUs;
  const waitChance = Math.min(1, Math.max(all.waitChance, (waitUs * setting.places * tail(load, crew)) / aloneUs));
  const waiting = taken * waitUs;
  return {
    ...all,
    waitUs,
    waitChance,
    waiting,
    leastStretch: least,
    stretch: least,
    stretchVariance: 0,
    present: waiting + taken * aloneUs,
  };
}

/** Cores decide: requests share them. */
function sharing(setting: StationSetting, crew: number, rate: number, all: StationState, least: number): StationState {
  const { workUs, heldUs, speed, cores } = setting;
  const taken = rate * (1 - all.lost);
  const load = Math.min(1 - MICRO, (taken * workUs) / speed / cores);
  const onCores = workUs / (workUs + heldUs * speed);
  const lookedAt = all.stretch + stayingCost(load, cores, crew);
  const unseen = onCores < 1 ? MISLED * (1 - onCores) : 0;
  const atRandom =
    unseen > 0
      ? Math.max(lookedAt, stateAt(setting, Math.min(taken, (FULL_LOAD * cores * speed) / workUs)).stretch)
      : 0;
  const slowed = lookedAt + unseen * (atRandom - lookedAt);
  const stretchVariance = ((slowed - 1) * least * least) / tail(load, crew);
  const waiting = taken * all.waitUs;
  const present = waiting + taken * ((workUs * slowed) / speed + heldUs);
  return { ...all, stretch: slowed * least, leastStretch: least, stretchVariance, present, waiting };
}

const FULL_LOAD = 0.98;

/** By what part of its time alone a request waits longer than with one station, because it cannot change over. */
function stayingCost(load: number, servers: number, crew: number): number {
  const all = Math.max(1, Math.round(servers * crew));
  const full = erlangC(load * all, all);
  return (LOST_BY_STAYING / servers) * full * (1 - 1 / crew) * Math.exp(Math.log(1 - load) / crew);
}

/** By how much less likely each further request in a station is. */
function tail(load: number, crew: number): number {
  return -Math.expm1(crew * Math.log(Math.max(MICRO, load)));
}
