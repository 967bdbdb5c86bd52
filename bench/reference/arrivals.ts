// When the pods of a workload are created.

import type { RandomSource } from "../../src/base/random/random-source.ts";
import type { Workload } from "../../src/environment/workload.ts";

const SECOND_US = 1_000_000;

export interface Arrival {
  readonly atUs: number;
  /** Row of the workload's batch. */
  readonly row: number;
}

/** In order of time; a Poisson process draws one number a pod. */
export function arrivalsOf({ pods, arrival }: Workload, chance: RandomSource): readonly Arrival[] {
  const gapUs = arrival.kind === "even" || arrival.kind === "poisson" ? SECOND_US / arrival.perSecond : 0;
  let lastUs = 0;
  const timeOf = (row: number): number => {
    switch (arrival.kind) {
      case "at-start":
        return 0;
      case "listed":
        return pods.listedAtUs[row]!;
      case "even":
        return Math.round(row * gapUs);
      case "poisson":
        lastUs += -Math.log(1 - chance.nextUnit()) * gapUs;
        return Math.round(lastUs);
    }
  };
  const arrivals = pods.names.map((_, row) => ({ atUs: timeOf(row), row }));
  return arrivals.toSorted((left, right) => left.atUs - right.atUs);
}
