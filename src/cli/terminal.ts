// Where output goes: data to standard output, everything else to standard error. A port, so that commands can be
// tested without a process.

import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** The two streams of a command. */
export interface Terminal {
  /** Data: what a user would pipe on. */
  readonly out: (text: string) => void;
  /** Everything for a human: messages, progress. */
  readonly err: (text: string) => void;
  /** Whether a human watches standard error, so that a line may be overwritten. */
  readonly errIsTerminal: boolean;
  /** Letters in a line of it. */
  readonly errColumns: number;
  /** For standard error. */
  readonly paint: (style: Style, text: string) => string;
  /** For standard output, where a human reads it. */
  readonly paintOut: (style: Style, text: string) => string;
}

/** Colours as users ask for them: NO_COLOR and FORCE_COLOR before what the stream is (no-color.org, chalk). */
export function wantsColour(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const force = environment["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  const no = environment["NO_COLOR"];
  if (no !== undefined && no !== "") return false;
  return isTerminal && environment["TERM"] !== "dumb";
}

/** Paints with escapes, or not at all. */
export function painter(colour: boolean): (style: Style, text: string) => string {
  // Whether to paint has been decided; by itself, newer Node asks the stream once more.
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}
