// Points drawn at random: every value independently of every other.

import type { RandomStreams } from "../../base/random/random-streams.ts";

import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";

import { chooserOf } from "./axis-assignments.ts";
import type { DesignKind } from "./design-kind.ts";

export const RANDOM: DesignKind = Object.freeze({
  name: "random",
  source: "simple random sampling; one stream of random numbers for each parameter",
  countPoints: ({ drawnPoints }: SweepOptions) => drawnPoints,
  layOut: ({ axes, drawnPoints }: SweepOptions, streams: RandomStreams) => {
    const columns = axes.map((axis) => {
      const choose = chooserOf(axis);
      const stream = streams.stream(`design/random/${axis.name}`);
      return Array.from({ length: drawnPoints }, () => choose(stream.nextUnit()));
    });
    return Array.from({ length: drawnPoints }, (_, row) => columns.flatMap((column) => column[row]!));
  },
});
