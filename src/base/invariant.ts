// Our own mistakes: a broken invariant stops the run with what was expected and what was found.
// Never used for what a user can cause (see diagnostic.ts) nor for a domain outcome (a value).

/** Thrown when the program contradicts itself; the command line turns it into exit code 1. */
export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";

  constructor(expectation: string, facts: Readonly<Record<string, unknown>>) {
    super(`expected that ${expectation}${describeFacts(facts)}`);
  }
}

/** Asserts what must hold whatever the user did. `facts` are printed with the failure. */
export function invariant(
  condition: boolean,
  expectation: string,
  facts: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (!condition) throw new InvariantViolation(expectation, facts);
}

/** The value, where the program has proved that there is one. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new InvariantViolation(`there is ${what}`, {});
  return value;
}

/** Marks a branch that the types rule out. */
export function unreachable(value: never): never {
  throw new InvariantViolation("every kind is handled", { value });
}

function describeFacts(facts: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(facts);
  if (entries.length === 0) return "";
  return ` (${entries.map(([name, value]) => `${name}: ${String(value)}`).join(", ")})`;
}
