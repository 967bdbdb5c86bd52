// The number under which an entity draws, from its name: the same whatever other entities a run has and in which order
// they come. So a workload that is added shifts the draws of no other.

import { mixBits } from "../hash.ts";

const SEPARATOR = "/";

/**
 * A 32-bit number for a name, or for `within/name`. Two of 10,000 names share theirs with a chance of one in a hundred; those two then draw
 * alike, which no distribution notices.
 */
export function entityIdOf(name: string, within = ""): number {
  if (within === "") return mixText(mixBits(name.length), name);
  const length = within.length + SEPARATOR.length + name.length;
  return mixText(mixText(mixText(mixBits(length), within), SEPARATOR), name);
}

function mixText(start: number, text: string): number {
  let mixed = start;
  for (let index = 0; index < text.length; index += 1) mixed = mixBits(mixed ^ text.charCodeAt(index));
  return mixed;
}
