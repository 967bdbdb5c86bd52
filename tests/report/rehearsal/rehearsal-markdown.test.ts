// A rehearsal in a pull request.

import { describe, expect, it } from "vitest";

import { rehearsalMarkdown } from "../../../src/report/rehearsal/rehearsal-markdown.ts";
import { madeRehearsal, SHORT, SURVIVED } from "./made-rehearsal.ts";

describe("the summary of a rehearsal", () => {
  it("says of one loss all that there is to say", () => {
    const text = rehearsalMarkdown(madeRehearsal([SHORT]));
    expect(text).toMatch(/^### plimsoll: `shop` without some of its nodes\n/);
    expect(text).toContain("- 3 pods stay Pending");
    expect(text).toContain("| `deployment/web` | 12 | 8 | 7 | 9 | not within 1h |");
  });

  it("has a row of each of many losses", () => {
    const text = rehearsalMarkdown(madeRehearsal([SURVIVED, SHORT]));
    expect(text).toContain("| `zone a` | 2 | 5 | yes | 6m 16s | 0 | 0 |");
    expect(text).toContain("| `node n1` | 1 | 1 | no |");
  });
});
