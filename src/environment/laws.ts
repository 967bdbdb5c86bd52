// Laws of chance for spans of time as scenarios write them: `90d`, or `{ distribution: weibull, mean: 90d, shape: 0.7 }`.
// They come out as distributions of µs.

import { z } from "zod";

import { lognormalFromMean, sample, type Distribution } from "../base/random/distribution.ts";
import type { RandomSource } from "../base/random/random-source.ts";
import { logGamma } from "../base/random/special-functions.ts";
import { span, type Duration } from "../base/time.ts";

import { DURATION_EXAMPLES, DURATION_PATTERN } from "./duration-text.ts";
import type { OptionPath, OptionReader } from "./option-reader.ts";
import { durationOption } from "./option-types.ts";

/** A hundred years: longer spans are drawn by laws with heavy tails, and never end within a run. */
const LONGEST_US = 3_155_760_000_000_000;
const MAX_SHAPE = 100;

const mean = durationOption("The mean");

const SHAPES = z.discriminatedUnion("distribution", [
  z.strictObject({
    distribution: z.literal("constant").meta({ description: "The text constant: always the same span" }),
    value: durationOption("The span"),
  }),
  z.strictObject({
    distribution: z.literal("exponential").meta({ description: "The text exponential: without memory" }),
    mean,
  }),
  z.strictObject({
    distribution: z
      .literal("weibull")
      .meta({ description: "The text weibull: shape below 1 for early failures, above 1 for wear" }),
    mean,
    shape: z
      .number()
      .min(0.1)
      .max(MAX_SHAPE)
      .meta({ description: `Shape of the Weibull law, 0.1 to ${MAX_SHAPE}` }),
  }),
  z.strictObject({
    distribution: z.literal("lognormal").meta({ description: "The text lognormal" }),
    mean,
    cv: z
      .number()
      .min(0)
      .max(MAX_SHAPE)
      .meta({ description: `Coefficient of variation (standard deviation / mean), 0 to ${MAX_SHAPE}` }),
  }),
  z.strictObject({
    distribution: z
      .literal("empirical")
      .meta({ description: "The text empirical: between measured values, each as likely as the others" }),
    values: z
      .array(durationOption("A measured span"))
      .min(2)
      .meta({ description: "At least two measured spans, in any order" }),
  }),
]);

/** A law of a span; `plain` says what a span by itself means. */
export function lawOption(description: string, plain: string) {
  return z.union([z.string().regex(DURATION_PATTERN), SHAPES]).meta({
    description:
      `${description}: ${DURATION_EXAMPLES} (${plain}), or a law with distribution constant, exponential, ` +
      "weibull, lognormal or empirical",
  });
}

type Shaped = z.infer<typeof SHAPES>;
export type LawOption = string | Shaped;

/** The law of a written option; `plainKind` is that of a span by itself. */
export function readLaw(
  option: LawOption,
  plainKind: "constant" | "exponential",
  path: OptionPath,
  reader: OptionReader,
): Distribution {
  if (typeof option === "string") {
    const us = positive(reader.spanOf(option, path), path, reader);
    return plainKind === "constant" ? { kind: "constant", value: us } : { kind: "exponential", mean: us };
  }
  return shapedLaw(option, path, reader);
}

function shapedLaw(option: Shaped, path: OptionPath, reader: OptionReader): Distribution {
  const spanAt = (text: string, ...steps: readonly (string | number)[]) =>
    positive(reader.spanOf(text, [...path, ...steps]), [...path, ...steps], reader);
  switch (option.distribution) {
    case "constant":
      return { kind: "constant", value: spanAt(option.value, "value") };
    case "exponential":
      return { kind: "exponential", mean: spanAt(option.mean, "mean") };
    case "weibull": {
      const { shape } = option;
      // The mean of a Weibull law is its scale times Γ(1 + 1 / shape).
      return { kind: "weibull", shape, scale: spanAt(option.mean, "mean") * Math.exp(-logGamma(1 + 1 / shape)) };
    }
    case "lognormal":
      return lognormalFromMean(spanAt(option.mean, "mean"), option.cv);
    case "empirical": {
      const values = option.values
        .map((text, index) => spanAt(text, "values", index))
        .sort((one, other) => one - other);
      const fractions = values.map((_, index) => index / (values.length - 1));
      return { kind: "empirical", fractions, values };
    }
  }
}

/** A law of no time at all would let something happen without end at one moment. */
function positive(us: Duration, path: OptionPath, reader: OptionReader): number {
  if (us > 0) return us;
  const message = "a law of time needs more than no time";
  reader.report(path, { code: "out-of-range", message, expected: DURATION_EXAMPLES });
  return LONGEST_US;
}

/** One span of the law: at least a microsecond, at most a hundred years. */
export function drawSpan(law: Distribution, source: RandomSource): Duration {
  return span(Math.min(LONGEST_US, Math.max(1, Math.round(sample(law, source)))));
}
