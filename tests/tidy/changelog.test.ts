// Planted mistakes of a changelog: each must be seen.

import { describe, expect, it } from "vitest";

import { checkAnnounced, checkChangelogForm, checkTouched } from "./changelog.ts";
import { show } from "./rule.ts";

const GOOD = `# Changelog

## [Unreleased]

### Added

- Something.

## [0.2.0] - 2026-02-01

### Fixed

- Something else.

## [0.1.0] - 2026-01-01

### Added

- The first thing.
`;

describe("checkChangelogForm", () => {
  it("accepts the form of Keep a Changelog", () => {
    expect(show(checkChangelogForm(GOOD, "0.2.0"))).toEqual([]);
  });

  it.each([
    ["another title", GOOD.replace("# Changelog", "# News")],
    ["no unreleased part", GOOD.replace("[Unreleased]", "[0.3.0] - 2026-03-01")],
    ["a release without a date", GOOD.replace(" - 2026-02-01", "")],
    ["releases in the wrong order", GOOD.replace("2026-01-01", "2026-03-01")],
    ["an unknown kind of change", GOOD.replace("### Fixed", "### Improved")],
    ["an empty section", GOOD.replace("- Something else.", "")],
    ["no releases at all", "# Changelog\n"],
  ])("sees %s", (_, text) => {
    expect(checkChangelogForm(text, "0.2.0").length).toBeGreaterThan(0);
  });

  it("asks that the package's version is released or has something unreleased", () => {
    expect(checkChangelogForm(GOOD.replace("### Added\n\n- Something.\n", ""), "0.3.0").length).toBe(1);
    expect(checkChangelogForm(GOOD, "0.3.0")).toEqual([]);
  });
});

describe("checkAnnounced", () => {
  it("names what the changelog does not", () => {
    expect(checkAnnounced(GOOD, ["first thing", "plimsoll sweep"]).map(({ message }) => message)).toEqual([
      "plimsoll sweep is new to the reader of the changelog: announce it",
    ]);
  });
});

describe("checkTouched", () => {
  it("asks for a line when src/ differs, and only then", () => {
    expect(checkTouched(["src/engine/engine.ts"]).length).toBe(1);
    expect(checkTouched(["src/engine/engine.ts", "CHANGELOG.md"])).toEqual([]);
    expect(checkTouched(["docs/architecture.md"])).toEqual([]);
  });
});
