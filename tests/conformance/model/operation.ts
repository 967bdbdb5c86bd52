// The contract of an operation of the `model` records: one call of a rule, its recorded answer and ours.

/** What the recorded input and answer are before an operation has looked at them: the format's own words. */
export type RecordedValue = Readonly<Record<string, unknown>>;

/** Our answer, and the recorded one where the format says that less than all of it counts. */
export type Answer =
  | { readonly kind: "answered"; readonly actual: unknown; readonly expected: unknown }
  /** Left out, with what it would need: only where FORMAT.md allows it. */
  | { readonly kind: "left-out"; readonly need: string };

/** Answers `input`; `expected` is there to leave out what FORMAT.md says means nothing, never to copy from. */
export type Operation = (input: RecordedValue, expected: RecordedValue) => Answer;

/** Operations by name, as `input.op` has it. */
export type Operations = Readonly<Record<string, Operation>>;

/** An operation whose whole answer counts. */
export function wholeAnswer(answer: (input: RecordedValue) => unknown): Operation {
  return (input, expected) => ({ kind: "answered", actual: answer(input), expected });
}
