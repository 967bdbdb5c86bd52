// Random numbers of one purpose: seedrandom's xor128 (Marsaglia 2003) started from hashed words. The only
// file that knows the package. Its own seeding by text is not used: xor128 is linear, so that streams with
// similar texts would stay related; its default generator (ARC4) is ten times slower.

import seedrandom from "seedrandom";

import type { Snapshot, Snapshotable } from "../snapshot.ts";
import type { RandomSource } from "./random-source.ts";

import { invariant } from "../invariant.ts";
import { deriveWords } from "./derive-words.ts";

type Generator = seedrandom.StatefulPRNG<seedrandom.State.Xor128>;

/** One generator; its numbers depend on (run seed, stream name) and on how many were drawn before. */
export class RandomStream implements RandomSource, Snapshotable {
  #generator: Generator;

  constructor(seed: string, name: string) {
    this.#generator = generatorFrom(deriveWords(seed, name, 4));
  }

  /** The next number, uniform on [0, 1), 53 random bits. */
  nextUnit(): number {
    return this.#generator.double();
  }

  /** A whole number from 0 to `count` - 1, each equally likely (to within count / 2^53). */
  nextIndex(count: number): number {
    return Math.floor(this.#generator.double() * count);
  }

  snapshot(): Snapshot {
    const { x, y, z, w } = this.#generator.state();
    return { state: Int32Array.of(x, y, z, w) };
  }

  restore(saved: Snapshot): void {
    const state = saved["state"];
    invariant(state instanceof Int32Array && state.length === 4, "a saved stream has four words", {});
    this.#generator = generatorFrom(state);
  }
}

function generatorFrom(words: Int32Array): Generator {
  invariant(
    words.some((word) => word !== 0),
    "a generator's state is not all zero",
  );
  const [x, y, z, w] = [words[0]!, words[1]!, words[2]!, words[3]!];
  return seedrandom.xor128("", { state: { x, y, z, w } });
}
