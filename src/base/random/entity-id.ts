// The number under which an entity draws, from its name: the same whatever other entities a run has and in which order
// they come. So a workload that is added shifts the draws of no other.

import { mixBits } from "../hash.ts";

/**
 * A 32-bit number for a name. Two of 10,000 names share theirs with a chance of one in a hundred; those two then draw
 * alike, which no distribution notices.
 */
export function entityIdOf(name: string): number {
  let mixed = mixBits(name.length);
  for (let index = 0; index < name.length; index += 1) mixed = mixBits(mixed ^ name.charCodeAt(index));
  return mixed;
}
