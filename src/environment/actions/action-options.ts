// The options that say when an action is done. Knows no kind of action.

import { z } from "zod";

import { durationOption, textOption } from "../option-types.ts";
import { CONDITION_OPTION } from "./condition.ts";

export const ACTION_START_OPTIONS = {
  name: textOption("A name, by which other actions can wait for it; absent: its kind").optional(),
  at: durationOption("When it is done, or from when on it may be").optional(),
  after: textOption("Name of an action that must be done before").optional(),
  when: CONDITION_OPTION.optional(),
  delay: durationOption("How long it is put off once its time has come").optional(),
};

const START = z.strictObject(ACTION_START_OPTIONS);

/** The fields as they come out of the schema. */
export type ActionStartOptions = z.infer<typeof START>;
