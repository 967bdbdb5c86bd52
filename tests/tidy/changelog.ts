// The form of CHANGELOG.md (Keep a Changelog 1.1) and that it is kept: what users can name must be named in it.

import { lineAt } from "./source-text.ts";
import type { Violation } from "./rule.ts";

const PATH = "CHANGELOG.md";
const KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/** Headings, their order, and that each section says something. */
export function checkChangelogForm(text: string, version: string): readonly Violation[] {
  const violations: Violation[] = [];
  const complain = (at: number, message: string): void => {
    violations.push({ path: PATH, line: lineAt(text, at), message });
  };
  if (!text.startsWith("# Changelog\n")) complain(0, "begins with `# Changelog`");
  const releases = Array.from(text.matchAll(/^## (.*)$/gm));
  releases.forEach((heading, index) => {
    const wellFormed = index === 0 ? /^\[Unreleased\]$/ : /^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/;
    if (!wellFormed.test(heading[1]!)) complain(heading.index, `\`${heading[1]}\` is no heading of a release`);
  });
  if (releases.length === 0) complain(0, "has no `## [Unreleased]`");
  const dates = releases.slice(1).map((heading) => heading[1]!.slice(-10));
  if (dates.some((date, index) => index > 0 && date > dates[index - 1]!)) complain(0, "the newest release comes first");
  for (const heading of text.matchAll(/^### (.*)$/gm)) {
    if (!KINDS.includes(heading[1]!)) complain(heading.index, `\`${heading[1]}\` is none of ${KINDS.join(", ")}`);
    if (!/^\n+- \S/.test(text.slice(heading.index + heading[0].length))) complain(heading.index, "an empty section");
  }
  const released = releases.some((heading) => heading[1]!.startsWith(`[${version}]`));
  const unreleased = text.slice(releases[0]?.index ?? 0, releases[1]?.index ?? text.length);
  if (!released && !unreleased.includes("\n- ")) complain(0, `says nothing of version ${version}, released or not`);
  return violations;
}

/** Everything that a user can name (commands, scenarios, entries of the lists) was announced by that name. */
export function checkAnnounced(text: string, names: readonly string[]): readonly Violation[] {
  return names
    .filter((name) => !text.includes(name))
    .map((name) => ({ path: PATH, line: 1, message: `${name} is new to the reader of the changelog: announce it` }));
}

/** A change of src/ that others do not have yet comes with a line in the changelog. */
export function checkTouched(changed: readonly string[]): readonly Violation[] {
  const touchesSource = changed.some((path) => path.startsWith("src/"));
  if (!touchesSource || changed.includes(PATH)) return [];
  return [{ path: PATH, line: 1, message: "src/ differs from what others have, and the changelog does not say how" }];
}
