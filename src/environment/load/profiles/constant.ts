// The same rate all the time. A number in the place of a profile means this one.

import { z } from "zod";

import type { LoadProfile } from "../load-profile.ts";
import { PiecePath } from "../piece-path.ts";
import { rateOption } from "../profile-options.ts";

export const CONSTANT: LoadProfile = {
  name: "constant",
  source: "load generators' constant rate (vegeta, wrk2, k6 constant-arrival-rate)",
  options: (values) =>
    z
      .strictObject({ rate: rateOption("The rate", values) })
      .meta({ description: "Always the same rate; a number by itself means this" }),
  read: ({ rate }) => ({ rate }),
  create: ({ rate }) => new PiecePath(() => ({ untilUs: Infinity, perSecond: rate as number })),
  meanPerSecond: ({ rate }) => rate as number,
};
