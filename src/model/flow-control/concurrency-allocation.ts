// Shares out the API server's seats between priority levels: each gets its target times one common proportion, within
// its bounds. Imitates computeConcurrencyAllocation of staging apiserver pkg/util/flowcontrol/conc_alloc.go, v1.36.

/** What one priority level asks for; `lower` is at least 0 and at most `target` and `upper`. */
export interface AllocationClass {
  readonly target: number;
  readonly lower: number;
  readonly upper: number;
}

export type ConcurrencyAllocation =
  | { readonly kind: "allocated"; readonly allocations: readonly number[]; readonly fairProportion: number }
  /** `message` is the server's error text. */
  | { readonly kind: "impossible"; readonly message: string };

/** Smaller targets count as this. */
const TARGET_MIN = 0.001;
const EPSILON = 0.000_000_1;
/** The largest number of single precision. */
const FLOAT32_MAX = 3.402_823_466_385_288_6e38;

/** A class with its bounds as proportions of its target. */
interface ProportionalClass {
  readonly target: number;
  readonly lower: number;
  readonly upper: number;
}

/** Allocations, not whole, that add up to the whole number `requiredSum`. */
export function allocateConcurrency(requiredSum: number, classes: readonly AllocationClass[]): ConcurrencyAllocation {
  const problem = requiredSum < 0 ? "negative sums are not supported" : firstClassProblem(classes);
  if (problem !== undefined) return impossible(problem);
  const lowest = sum(classes.map(({ lower }) => lower));
  const highest = sum(classes.map(({ upper }) => upper));
  if (lowest - requiredSum > EPSILON)
    return impossible(
      `lower bounds sum to ${floatText(lowest)}, which is higher than the required sum of ${requiredSum}`,
    );
  if (requiredSum - highest > EPSILON)
    return impossible(
      `upper bounds sum to ${floatText(highest)}, which is lower than the required sum of ${requiredSum}`,
    );
  if (requiredSum === 0) return { kind: "allocated", allocations: classes.map(() => 0), fairProportion: 0 };
  return allocateWithinBounds({ requiredSum, classes, lowest, highest });
}

interface Feasible {
  readonly requiredSum: number;
  readonly classes: readonly AllocationClass[];
  readonly lowest: number;
  readonly highest: number;
}

function allocateWithinBounds({ requiredSum, classes, lowest, highest }: Feasible): ConcurrencyAllocation {
  const proportional = classes.map(proportionalClass);
  const lowers = proportional.map(({ lower }) => lower);
  const uppers = proportional.map(({ upper }) => upper);
  const leastLower = Math.min(FLOAT32_MAX, ...lowers);
  if (lowest - requiredSum > -EPSILON)
    return { kind: "allocated", allocations: classes.map(({ lower }) => lower), fairProportion: leastLower };
  if (requiredSum - highest > -EPSILON)
    return {
      kind: "allocated",
      allocations: classes.map(({ upper }) => upper),
      fairProportion: Math.max(0, ...uppers),
    };
  const unbounded = requiredSum / sum(proportional.map(({ target }) => target));
  if (Math.max(0, ...lowers) <= unbounded && unbounded <= Math.min(FLOAT32_MAX, ...uppers))
    return {
      kind: "allocated",
      allocations: proportional.map(({ target }) => target * unbounded),
      fairProportion: unbounded,
    };
  const fairProportion = boundProportion(proportional, { start: leastLower, lowest, requiredSum });
  if (fairProportion === undefined)
    return impossible("impossible: ran out of bounds to consider in bound-constrained problem");
  const allocations = classes.map(({ lower, upper }, index) =>
    Math.max(lower, Math.min(upper, fairProportion * proportional[index]!.target)),
  );
  return { kind: "allocated", allocations, fairProportion };
}

/** A bound at which the sum of targets that follow the proportion changes. */
interface Bound {
  readonly proportion: number;
  readonly targetChange: number;
  readonly classChange: number;
}

interface BoundSearch {
  readonly start: number;
  readonly lowest: number;
  readonly requiredSum: number;
}

/** Raises the proportion from bound to bound; in between, the sum grows with the targets of classes within bounds. */
function boundProportion(
  classes: readonly ProportionalClass[],
  { start, lowest, requiredSum }: BoundSearch,
): number | undefined {
  let proportion = start;
  let sumSoFar = lowest;
  let sensitiveTargets = 0;
  let sensitiveClasses = 0;
  for (const bound of boundsAscending(classes)) {
    if (bound.proportion > proportion) {
      if (sensitiveClasses > 0) {
        const solution = proportion + (requiredSum - sumSoFar) / sensitiveTargets;
        if (solution <= bound.proportion) return solution;
        sumSoFar += (bound.proportion - proportion) * sensitiveTargets;
      }
      proportion = bound.proportion;
      if (sumSoFar >= requiredSum) return proportion;
    }
    sensitiveTargets += bound.targetChange;
    sensitiveClasses += bound.classChange;
  }
  return undefined;
}

function boundsAscending(classes: readonly ProportionalClass[]): readonly Bound[] {
  const bounds = classes.flatMap(({ target, lower, upper }): readonly Bound[] => [
    { proportion: lower, targetChange: target, classChange: 1 },
    { proportion: upper, targetChange: -target, classChange: -1 },
  ]);
  return bounds.toSorted((left, right) => left.proportion - right.proportion);
}

function proportionalClass({ target, lower, upper }: AllocationClass): ProportionalClass {
  const divisor = Math.max(target, TARGET_MIN);
  return { target: divisor, lower: lower / divisor, upper: upper / divisor };
}

function firstClassProblem(classes: readonly AllocationClass[]): string | undefined {
  return classes.map(classProblem).find((problem) => problem !== undefined);
}

function classProblem({ target, lower, upper }: AllocationClass, index: number): string | undefined {
  if (lower < 0) return `lower bound ${index} is ${floatText(lower)} but negative lower bounds are not allowed`;
  if (target < lower)
    return `target ${index} is ${floatText(target)}, which is below its lower bound of ${floatText(lower)}`;
  if (upper < lower)
    return `upper bound ${index} is ${floatText(upper)} but should not be less than the lower bound ${floatText(lower)}`;
  return undefined;
}

/** Adds up in the order of the list, as the source does: the last bits depend on it. */
function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function impossible(message: string): ConcurrencyAllocation {
  return { kind: "impossible", message };
}

/** A double as Go's `%v` prints it: numbers below 0.0001 and from 10^21 on have an exponent of two digits or more. */
function floatText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e21)) return value.toString();
  return value.toExponential().replace(/e([-+])(\d)$/, "e$10$2");
}
