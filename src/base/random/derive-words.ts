// Start values for generators: many well-mixed words from a run's seed and the name of a purpose.
// Similar names give unrelated words, so that "seed 1" and "seed 2" share nothing.

import { Fingerprint, mixBits } from "../hash.ts";

/** `count` 32-bit words that depend on every character of `seed` and of `name`. */
export function deriveWords(seed: string, name: string, count: number): Int32Array {
  const fingerprint = new Fingerprint();
  fingerprint.addText(seed);
  fingerprint.addText(name);
  const words = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    fingerprint.addWord(index);
    const [first, second] = fingerprint.words();
    words[index] = mixBits(first + Math.imul(second, 0x9e3779b1));
  }
  return words;
}
