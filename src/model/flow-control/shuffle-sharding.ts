// Shuffle sharding: each flow of requests gets a few queues of its own out of many, by its hash.
// Imitates staging apiserver pkg/util/shufflesharding/shufflesharding.go, v1.36.

/** So many bits of a hash are used at most, lest the last queues of a hand come up unevenly often. */
const HASH_BITS_MAX = 60;
const DECK_SIZE_MAX = 67_108_864;
/** What Go makes of a number that is none. */
const NOT_A_NUMBER_IN_GO = -9_223_372_036_854_775_808;

/** About how many bits of hash a hand takes; means something only for 1 <= handSize <= deckSize <= 2^26. */
export function requiredEntropyBits(deckSize: number, handSize: number): number {
  const bits = Math.ceil(Math.log2(deckSize) * handSize);
  return Number.isFinite(bits) ? bits : NOT_A_NUMBER_IN_GO;
}

/** Why no hands of this size can be dealt from a deck of that size, in Go's words; undefined if they can. */
export function dealerProblem(deckSize: number, handSize: number): string | undefined {
  if (deckSize <= 0 || handSize <= 0) return `deckSize ${deckSize} or handSize ${handSize} is not positive`;
  if (handSize > deckSize) return `handSize ${handSize} is greater than deckSize ${deckSize}`;
  if (deckSize > DECK_SIZE_MAX) return `deckSize ${deckSize} is impractically large`;
  if (requiredEntropyBits(deckSize, handSize) <= HASH_BITS_MAX) return undefined;
  return `required entropy bits of deckSize ${deckSize} and handSize ${handSize} is greater than ${HASH_BITS_MAX}`;
}

/** The cards, 0 to deckSize - 1 and all different, that the 64-bit hash deals, in their order. */
export function dealHand(deckSize: number, handSize: number, hash: bigint): readonly number[] {
  const hand: number[] = [];
  let rest = hash;
  for (let dealt = 0; dealt < handSize; dealt += 1) {
    const left = BigInt(deckSize - dealt);
    hand.push(cardAt(Number(rest % left), hand.toSorted(ascending)));
    rest /= left;
  }
  return hand;
}

/** The card at a place among those not dealt yet. */
function cardAt(place: number, dealtAscending: readonly number[]): number {
  let card = place;
  for (const dealt of dealtAscending) if (dealt <= card) card += 1;
  return card;
}

function ascending(left: number, right: number): number {
  return left - right;
}
