// The options that all faults share: a name, which nodes, and when. Knows no kind of fault.

import { z } from "zod";

import { lawOption } from "../laws.ts";
import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import { durationOption, textOption } from "../option-types.ts";

/** A fault's name, where it matters that it stays the same. */
const NAME_OPTION = {
  name: textOption("A name of its own, under which its chance is drawn; absent: its kind").optional(),
};

/** When it happens, and when it is over. */
const TIMING_OPTIONS = {
  at: durationOption("When it happens").optional(),
  for: durationOption("How long it lasts; absent: for ever").optional(),
  every: durationOption("It happens again each time this span has passed").optional(),
  meanTimeBetweenFailures: lawOption(
    "In the place of at: the time until what runs fails",
    "the mean of an exponential law",
  ).optional(),
  repair: lawOption("With meanTimeBetweenFailures: how long it lasts; absent: for ever", "always the same").optional(),
};

/** All fields of a fault that has nothing of its own. */
export const COMMON_OPTIONS = { ...NAME_OPTION, ...NODE_TARGET_OPTIONS, ...TIMING_OPTIONS };

const COMMON = z.strictObject(COMMON_OPTIONS);

/** The common fields as they come out of the schema. */
export type CommonFaultOptions = z.infer<typeof COMMON>;
