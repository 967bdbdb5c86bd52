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

export class GroupMemory {
  readonly #known = new WeakMap<StationGroup, Known>();

  /** Sets what follows from the group's number or rate. */
  workOut(group: StationGroup, station: Station, work: () => Worked): void {
    const { isMoving } = group;
    const number = isMoving ? group.present : group.rate;
    let known = this.#known.get(group);
    if (known?.station !== station || known.isMoving !== isMoving || known.number !== number) {
      known = { station, isMoving, number, worked: work(), lateness: NaN, variance: NaN, laws: [] };
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
    if (known === undefined) return build();
    const { lateness, variance } = group;
    if (!Object.is(known.lateness, lateness) || !Object.is(known.variance, variance)) {
      [known.lateness, known.variance, known.laws] = [lateness, variance, []];
    }
    return (known.laws[place] ??= build());
  }
}
