// What was worked out of groups last: round after round of a network that asks again, most of it is asked for the same. Whoever asks with
// the same numbers gets what he would work out.

import type { DiscreteLaw } from "./discrete-law.ts";
import type { StationGroup } from "./station-group.ts";
import type { Station } from "./station.ts";

/** What a state makes of a group. */
export type Worked = Pick<StationGroup, "state" | "served" | "varianceUs" | "variancesEnd">;

interface Known {
  readonly station: Station;
  readonly isMoving: boolean;
  /** The number present of a moving group, the rate of another. */
  readonly number: number;
  readonly worked: Worked;
  lateness: number;
  variance: number;
  laws: (DiscreteLaw | undefined)[];
}

/** Groups that stay as their rates make them, at the same rate, are one: that of the last few is kept. */
const LASTING = 4;

export class GroupMemory {
  readonly #known = new WeakMap<StationGroup, Known>();
  #lasting: readonly Known[] = [];

  /** Sets what follows from the group's number or rate. */
  workOut(group: StationGroup, station: Station, work: () => Worked): void {
    const { isMoving } = group;
    const number = isMoving ? group.present : group.rate;
    let known = this.#known.get(group);
    if (known?.station !== station || known.isMoving !== isMoving || known.number !== number) {
      known = isMoving ? newKnown(station, isMoving, number, work()) : this.#lastingAt(station, number, work);
      this.#known.set(group, known);
    }
    const { worked } = known;
    [group.state, group.served] = [worked.state, worked.served];
    [group.varianceUs, group.variancesEnd] = [worked.varianceUs, worked.variancesEnd];
  }

  /** What follows from something else. */
  forget(group: StationGroup): void {
    this.#known.delete(group);
  }

  /** The law of a class's time in the state that was worked out last. */
  law(group: StationGroup, place: number, build: () => DiscreteLaw): DiscreteLaw {
    const known = this.#known.get(group);
    if (known === undefined || known.isMoving !== group.isMoving) return build();
    const { lateness, variance } = group;
    // Of one that stays as its rate makes it neither counts.
    if (known.isMoving && !(Object.is(known.lateness, lateness) && Object.is(known.variance, variance))) {
      [known.lateness, known.variance, known.laws] = [lateness, variance, []];
    }
    return (known.laws[place] ??= build());
  }

  #lastingAt(station: Station, rate: number, work: () => Worked): Known {
    const known = this.#lasting.find((one) => one.station === station && one.number === rate);
    if (known !== undefined) return known;
    const made = newKnown(station, false, rate, work());
    this.#lasting = [made, ...this.#lasting.slice(0, LASTING - 1)];
    return made;
  }
}

function newKnown(station: Station, isMoving: boolean, number: number, worked: Worked): Known {
  return { station, isMoving, number, worked, lateness: NaN, variance: NaN, laws: [] };
}
