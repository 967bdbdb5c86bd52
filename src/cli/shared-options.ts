// Options that several commands have.

/** What `--allow-network` does. */
export const ALLOW_NETWORK = "ask the extenders of the scheduler's configuration over the network";

/** Commander's way to take an option several times. */
export function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
