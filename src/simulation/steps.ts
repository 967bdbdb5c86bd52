// Values over time as steps, and what follows from several of them together. Knows nothing of what they mean.

import type { TimeSeries } from "./result.ts";

/** Each value holds from its moment to the next. */
export type Steps = Pick<TimeSeries, "atSeconds" | "value">;

/** What `of` makes of all values, at each moment at which one of them may change; before its first moment a value is 0. */
export function combineSteps(all: readonly Steps[], of: (values: readonly number[]) => number): Steps {
  const [only] = all;
  const atSeconds = all.length === 1 ? only!.atSeconds : momentsOf(all);
  const places = all.map(() => 0);
  const values = all.map(() => 0);
  const value = atSeconds.map((moment) => {
    for (const [index, steps] of all.entries()) {
      let place = places[index]!;
      while (place < steps.atSeconds.length && steps.atSeconds[place]! <= moment) {
        values[index] = steps.value[place]!;
        place += 1;
      }
      places[index] = place;
    }
    return of(values);
  });
  return { atSeconds, value };
}

function momentsOf(all: readonly Steps[]): readonly number[] {
  const moments = new Set<number>();
  for (const { atSeconds } of all) for (const moment of atSeconds) moments.add(moment);
  return [...moments].sort((one, other) => one - other);
}

/** Without points that change nothing; the last value holds to the end. */
export function keptSteps({ atSeconds, value }: Steps, endSeconds: number): Steps {
  const kept = value.map((_, place) => place).filter((place) => place === 0 || value[place] !== value[place - 1]);
  const last = value.at(-1);
  const isToHold = last !== undefined && atSeconds[kept.at(-1)!]! < endSeconds;
  return {
    atSeconds: [...kept.map((place) => atSeconds[place]!), ...(isToHold ? [endSeconds] : [])],
    value: [...kept.map((place) => value[place]!), ...(isToHold ? [last] : [])],
  };
}
