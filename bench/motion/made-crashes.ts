// Nodes that fail, as faults of a scenario made for measuring: each crashes once and is back after a while.

import { RandomStream } from "../../src/base/random/random-stream.ts";

const REPAIR = "15m";

export interface CrashSizes {
  /** How many of a hundred nodes crash, each once. */
  readonly failingPercent: number;
  readonly horizonMinutes: number;
}

/** Between a fifth and three fifths of the time, so that all is mended before the end. */
export function crashesOf(nodes: readonly string[], { failingPercent, horizonMinutes }: CrashSizes): readonly object[] {
  const random = new RandomStream("bench", "crashes");
  const names = [...nodes];
  const count = Math.round((nodes.length * failingPercent) / 100);
  return Array.from({ length: count }, (_, index) => {
    const [name] = names.splice(random.nextIndex(names.length), 1);
    const at = horizonMinutes * 12_000 + random.nextIndex(horizonMinutes * 24_000);
    return { nodeCrash: { name: `crash-${index}`, node: name, at: `${at}ms`, for: REPAIR } };
  });
}
