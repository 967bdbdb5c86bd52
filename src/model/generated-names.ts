// Names and identities of objects that controllers would create, in the look of the real ones but the same in
// every run. Imitates apimachinery pkg/util/rand (the alphabet) and apiserver pkg/storage/names (the lengths).

import { mixBits } from "../base/hash.ts";

/** No vowels and no digits that look like letters: no words come out. */
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const SUFFIX_LENGTH = 5;
/** All suffixes of five letters: 27^5. */
const SUFFIXES = 14_348_907;
/** Shares no factor with 27, so that the first 27^5 pods of one owner have different suffixes. */
const STRIDE = 5_170_109;
const MAX_GENERATED_NAME = 63;

/** A number that depends on the text alone. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixBits(hash) >>> 0;
}

/** The n-th name that an owner generates from `base`: `web-` gives `web-7xk2p`. */
export function generatedName(base: string, ownerHash: number, index: number): string {
  let number = ((ownerHash % SUFFIXES) + ((index * STRIDE) % SUFFIXES)) % SUFFIXES;
  let suffix = "";
  for (let place = 0; place < SUFFIX_LENGTH; place += 1) {
    suffix += ALPHABET[number % ALPHABET.length]!;
    number = Math.floor(number / ALPHABET.length);
  }
  return base.slice(0, MAX_GENERATED_NAME - SUFFIX_LENGTH) + suffix;
}

/** The same of a thing with a number: much less work than from a text. */
export function numberedUid(number: number): string {
  const first = mixBits(number + 1) >>> 0;
  const last = mixBits(first) >>> 0;
  writeHex(first, 8, 0);
  writeHex(last >>> 16, 4, 9);
  writeHex(last, 3, 15);
  writeHex(last >>> 4, 3, 20);
  // The number itself stands at the end: no two are alike.
  writeHex(number, 8, 28);
  // At once: what is put together from parts is kept as its parts, which take five times the room.
  return String.fromCharCode.apply(null, UID_CODES);
}

const CODE_OF_DIGIT: readonly number[] = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
/** The letters of one identity, of which `numberedUid` replaces the digits. */
const UID_CODES: number[] = Array.from("00000000-0000-4000-8000-000000000000", (letter) => letter.charCodeAt(0));

/** The last digits of a word. */
function writeHex(word: number, digits: number, at: number): void {
  let left = word;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    UID_CODES[place] = CODE_OF_DIGIT[left & 15]!;
    left >>>= 4;
  }
}

/** An identity as the API server would draw it (a UUID of version 4), but the same in every run. */
export function objectUid(name: string): string {
  const digits = ["a", "b", "c", "d"].map((salt) => textHash(`${salt}${name}`).toString(16).padStart(8, "0")).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}
