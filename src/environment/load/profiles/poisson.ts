// A rate that is drawn anew in each interval, as counts of independent requests fluctuate about their mean.

import { z } from "zod";

import { drawPoissonCount } from "../../../base/random/poisson-count.ts";
import { US_PER_SECOND } from "../../../base/time.ts";

import type { LoadProfile } from "../load-profile.ts";
import { PiecePath } from "../piece-path.ts";
import { rateOption, readResolution, RESOLUTION_OPTION, type ValueRange } from "../profile-options.ts";
import { perSecondOf } from "../segments.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({ rate: rateOption("The mean", values), resolution: RESOLUTION_OPTION })
    .meta({ description: "A rate drawn anew in each step, as counts of independent requests fluctuate" });
}

type PoissonSettings = {
  readonly rate: number;
  readonly resolutionUs: number;
};

export const POISSON: LoadProfile = {
  name: "poisson",
  source: "counts of a Poisson process, interval by interval",
  options: optionsOf,
  read: (options, reader) => {
    const { rate, resolution } = options as z.infer<ReturnType<typeof optionsOf>>;
    return { rate, resolutionUs: readResolution(resolution, reader) };
  },
  create: (settings, draws) => {
    const { rate, resolutionUs } = settings as PoissonSettings;
    const expected = (rate * resolutionUs) / US_PER_SECOND;
    return new PiecePath((index, fromUs) => {
      const count = drawPoissonCount(expected, draws.of(index));
      return { untilUs: fromUs + resolutionUs, perSecond: perSecondOf(count, resolutionUs) };
    });
  },
  meanPerSecond: ({ rate }) => rate as number,
};
