// The agreement that must not be lost: agreement.json says for each theme how many steps agreed at the least, and
// how many were replayed. Its figures may only be raised.

import type { ThemeOutcome } from "./family.ts";
import type { RecordFile } from "./record-file.ts";

/** By `family/theme`: steps that agree, and that are replayed, at the least. */
export type AgreementFloor = Readonly<Record<string, { readonly agree: number; readonly replayed: number }>>;

/** A sentence for a theme that fell below its floor, or has none and differs; nothing for the others. */
export function belowFloor(
  floor: AgreementFloor,
  { family, theme }: RecordFile,
  outcome: ThemeOutcome | undefined,
): readonly string[] {
  const least = floor[`${family}/${theme}`];
  const agreed = outcome?.agreed ?? 0;
  const steps = outcome?.steps ?? 0;
  if (least === undefined) {
    return agreed === steps ? [] : [`${family}/${theme}: agrees in ${agreed} of ${steps} steps, and has no floor yet`];
  }
  if (agreed >= least.agree && steps >= least.replayed && agreed === steps) return [];
  return [`${family}/${theme}: agrees in ${agreed} of ${steps} steps; it was ${least.agree} of ${least.replayed}`];
}

/** A sentence for each theme of the floor whose records were not among the files at all. */
export function missingThemes(floor: AgreementFloor, files: readonly RecordFile[]): readonly string[] {
  const seen = new Set(files.map(({ family, theme }) => `${family}/${theme}`));
  return Object.keys(floor)
    .filter((theme) => !seen.has(theme))
    .map((theme) => `${theme}: its records are not there any more`);
}
