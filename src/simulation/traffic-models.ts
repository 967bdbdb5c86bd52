// The models in which requests are worked out, by the way that was chosen for them.

import { ExactTraffic } from "../queueing/exact-traffic.ts";
import { IntervalTraffic } from "../queueing/interval-traffic.ts";
import type { TrafficModel, TrafficNetwork } from "../queueing/traffic-model.ts";

import type { ModelWay } from "../environment/load/model-way.ts";

export function newModel(way: ModelWay, network: TrafficNetwork, seed: string): TrafficModel {
  return way === "exact" ? new ExactTraffic(network, seed) : new IntervalTraffic(network);
}
