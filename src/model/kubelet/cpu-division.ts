// How a machine's processors are divided among those who want them: each in proportion to its weight, nobody more than it wants, and
// what one leaves goes to the others. Groups divide in the same way what they get. Pure rules; knows no unit.
// Imitates what the kernel's fair scheduler (CFS, EEVDF) comes to over a second and more, for a tree of cgroups.

/** Who wants something: by itself, or for those in it. */
export interface Wish {
  readonly weight: number;
  readonly wants: number;
}

/**
 * What the first one gets. `others` are those beside it in its group.
 */
export function dividedTo(wish: Wish, others: readonly Wish[], amount: number): number {
  // Whoever wants least for its weight has enough first; all that are left share what is left.
  const isBefore = ({ weight, wants }: Wish): boolean => wants * wish.weight < wish.wants * weight;
  let left = amount;
  let weights = wish.weight + others.reduce((sum, { weight }) => sum + weight, 0);
  for (const other of others.filter(isBefore).sort((one, two) => one.wants * two.weight - two.wants * one.weight)) {
    left -= Math.min(other.wants, (left * other.weight) / weights);
    weights -= other.weight;
  }
  return Math.min(wish.wants, (left * wish.weight) / weights);
}
