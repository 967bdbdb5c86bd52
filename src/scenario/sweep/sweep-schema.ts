// `spec.sweep` of a scenario: what is varied, how the points are chosen and how often each is run. A part of the scenario's
// definition; what it means beyond its form is checked in read-sweep-options.ts.

import { z } from "zod";

/** More points would neither fit into a report nor be looked at. */
export const MAX_POINTS = 1_000_000;
/** The half-width of an interval shrinks with the square root of the replications: beyond this nothing is gained. */
export const MAX_REPLICATIONS = 10_000;
export const DEFAULT_REPLICATIONS = 10;
export const DEFAULT_CONFIDENCE = 0.95;

/** In the order in which they are told. */
export const DESIGN_NAMES = Object.freeze(["grid", "list", "latin-hypercube", "random"] as const);

export type DesignName = (typeof DESIGN_NAMES)[number];

/** A number with the unit of its field, if that has one: `40`, `0.5`, `8Gi`, `250ms`. */
const BOUND_PATTERN = /^-?\d+(\.\d+)?[A-Za-z]*$/;
const PERCENT_PATTERN = /^\d+(\.\d+)?%$/;

const bound = (description: string) =>
  z
    .union([z.number(), z.string().regex(BOUND_PATTERN)])
    .meta({ description: `${description}: a number, or a number with a unit such as 8Gi` });

const range = z
  .strictObject({
    from: bound("The first level"),
    to: bound("The last level"),
    step: bound("From one level to the next").optional(),
    count: z
      .int()
      .min(2)
      .max(MAX_POINTS)
      .optional()
      .meta({ description: "In place of step: so many levels, 2 or more" }),
    scale: z
      .enum(["linear", "log"])
      .optional()
      .meta({ description: "With count: linear (equal differences, the default) or log (equal ratios)" }),
  })
  .meta({ description: "A range: from and to, with step or count" });

const LEVELS = "A list of values, or a range with from, to and step or count";

const level = z.unknown().meta({ description: "A value; null takes the field away" });
const levels = z.union([z.array(level).min(1).max(MAX_POINTS), range]).meta({ description: LEVELS });

const parameters = (description: string) => z.record(z.string(), levels).meta({ description });
const values = (description: string) => z.record(z.string(), level).meta({ description });

const paired = z
  .object({
    name: z.string().min(1).max(100).optional().meta({ description: "What tables and charts call it" }),
    levels: z
      .array(z.string().min(1).max(100).meta({ description: "Name of a level" }))
      .min(1)
      .max(MAX_POINTS)
      .optional()
      .meta({ description: "What tables and charts call its levels, in their order" }),
  })
  .catchall(levels)
  .meta({ description: "Paths to lists of equal length, which vary together, perhaps with names" });

const nested = z
  .strictObject({
    when: values("The values, by path, with which these parameters vary"),
    parameters: parameters("What varies there: paths to a list of values or a range"),
  })
  .meta({ description: "Parameters that vary at some points only: when and parameters" });

export const SWEEP_SCHEMA = z
  .strictObject({
    parameters: parameters("What is varied: paths of the scenario to a list of values or a range").optional(),
    paired: z.array(paired).optional().meta({ description: "A list of parameters that vary together" }),
    nested: z.array(nested).optional().meta({ description: "A list of parameters that vary at some points only" }),
    design: z
      .enum(DESIGN_NAMES)
      .optional()
      .meta({
        description:
          "How the points are chosen: grid (all combinations, the default), list (those under points), " +
          "latin-hypercube or random",
      }),
    points: z
      .union([z.int().min(1).max(MAX_POINTS), z.array(values("A point: paths to values")).min(1).max(MAX_POINTS)])
      .optional()
      .meta({ description: "How many points latin-hypercube and random choose; or a list of points, paths to values" }),
    replications: z
      .int()
      .min(1)
      .max(MAX_REPLICATIONS)
      .optional()
      .meta({
        description: `How often each point is run, with random draws of its own: 1 to ${MAX_REPLICATIONS}, ${DEFAULT_REPLICATIONS} if absent`,
      }),
    precision: z
      .string()
      .regex(PERCENT_PATTERN)
      .optional()
      .meta({ description: "Replicate until the half-width of intervals is this share of the mean: 5% for instance" }),
    confidence: z
      .number()
      .min(0.5)
      .max(0.9999)
      .optional()
      .meta({ description: `Confidence of all intervals, 0.5 to 0.9999; absent: ${DEFAULT_CONFIDENCE}` }),
  })
  .meta({ description: "What a sweep varies; a single run takes no notice of it" });

export type SweepSection = z.infer<typeof SWEEP_SCHEMA>;
export type WrittenLevels = z.infer<typeof levels>;
export type WrittenRange = z.infer<typeof range>;
