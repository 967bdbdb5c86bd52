// A rate that jumps between states at random: a Markov-modulated Poisson process, whose arrivals come in clumps.

import { z } from "zod";

import type { EntityDraws } from "../../../base/random/entity-draws.ts";

import { durationOption } from "../../option-types.ts";
import type { LoadProfile } from "../load-profile.ts";
import { PiecePath } from "../piece-path.ts";
import { rateOption, readStep, type ValueRange } from "../profile-options.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({
      states: z
        .array(
          z
            .strictObject({
              rate: rateOption("The rate in the state", values),
              mean: durationOption("How long the state lasts on average, by an exponential law, at least 100ms"),
            })
            .meta({ description: "A state: rate and mean" }),
        )
        .min(2)
        .meta({ description: "Two states or more; after one comes each of the others with the same chance" }),
    })
    .meta({ description: "A rate that jumps between states at random (Markov-modulated Poisson process)" });
}

interface State {
  readonly rate: number;
  readonly meanUs: number;
}

/** Numbers of draws in a stay. */
const WHICH = 0;
const HOW_LONG = 1;

export const MMPP: LoadProfile = {
  name: "mmpp",
  source: "Markov-modulated Poisson processes (Fischer and Meier-Hellstern, Performance Evaluation 18, 1993)",
  options: optionsOf,
  read: (options, reader) => {
    const { states } = options as z.infer<ReturnType<typeof optionsOf>>;
    return {
      states: states.map(({ rate, mean }, index) => ({
        rate,
        meanUs: readStep(mean, ["states", index, "mean"], reader),
      })),
    };
  },
  create: ({ states }, draws) => randomPath(states as readonly State[], draws),
  meanPerSecond: ({ states }) => {
    const known = states as readonly State[];
    const whole = known.reduce((sum, { meanUs }) => sum + meanUs, 0);
    return known.reduce((sum, { rate, meanUs }) => sum + rate * (meanUs / whole), 0);
  },
};

/** The mark of a stay is the number of its state. The first is in the state that somebody meets who looks at any time. */
function randomPath(states: readonly State[], draws: EntityDraws): PiecePath {
  return new PiecePath((stay, fromUs, before) => {
    const mark =
      stay === 0 ? firstState(states, draws.unit(0, WHICH)) : otherState(states, before, draws.unit(stay, WHICH));
    const { rate, meanUs } = states[mark]!;
    const lengthUs = Math.max(1, Math.round(-Math.log1p(-draws.unit(stay, HOW_LONG)) * meanUs));
    return { untilUs: fromUs + lengthUs, perSecond: rate, mark };
  });
}

function firstState(states: readonly State[], unit: number): number {
  let rest = unit * states.reduce((sum, { meanUs }) => sum + meanUs, 0);
  const found = states.findIndex(({ meanUs }) => (rest -= meanUs) < 0);
  return found === -1 ? states.length - 1 : found;
}

function otherState(states: readonly State[], before: number, unit: number): number {
  const others = Math.floor(unit * (states.length - 1));
  return others >= before ? others + 1 : others;
}
