// What the API server says of the signal that stops a container.
// Imitates pkg/apis/core/validation/validation.go (validateStopSignal), v1.36.

import { forbidden, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { unsupportedWord } from "./choices.ts";

const WINDOWS_SIGNALS: readonly string[] = Object.freeze(["SIGKILL", "SIGTERM"]);

const NAMES =
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT RTMAX RTMIN SEGV STKFLT STOP SYS " +
  "TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ";

/** Real-time signals counted up from the first and down from the last. */
const LINUX_SIGNALS: readonly string[] = Object.freeze(
  [
    ...NAMES.split(" "),
    ...Array.from({ length: 15 }, (_, index) => `RTMIN+${index + 1}`),
    ...Array.from({ length: 14 }, (_, index) => `RTMAX-${index + 1}`),
  ]
    .map((name) => `SIG${name}`)
    .toSorted(),
);

/** Which signals there are depends on the system, so it must be known; unknown systems are told of elsewhere. */
export function validateStopSignal(signal: string, osName: string | undefined, path: FieldPath): readonly FieldError[] {
  if (osName === undefined) return [forbidden(path, "may not be set for containers with empty `spec.os.name`")];
  const signals = signalsOf(osName);
  return signals === undefined || signals.includes(signal) ? [] : [unsupportedWord(path, signal, signals)];
}

function signalsOf(osName: string): readonly string[] | undefined {
  if (osName === "windows") return WINDOWS_SIGNALS;
  return osName === "linux" ? LINUX_SIGNALS : undefined;
}
