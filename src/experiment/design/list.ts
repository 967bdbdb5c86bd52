// The design that somebody wrote: the points of the scenario, in its order.

import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";

import type { DesignKind } from "./design-kind.ts";

export const LIST: DesignKind = Object.freeze({
  name: "list",
  source: "the points as they are listed",
  countPoints: ({ listed }: SweepOptions) => listed.length,
  layOut: ({ listed }: SweepOptions) => listed,
});
