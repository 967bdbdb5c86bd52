// A rehearsal at a terminal.

import { describe, expect, it } from "vitest";

import { rehearsalText } from "../../../src/report/rehearsal/rehearsal-text.ts";
import { madeRehearsal, SHORT, SURVIVED } from "./made-rehearsal.ts";

describe("the text of a rehearsal", () => {
  it("begins with the sentence of one loss, and has a row of each workload", () => {
    const lines = rehearsalText(madeRehearsal([SURVIVED])).split(/ *\n/);
    expect(lines[0]).toMatch(/^LOST {4}zone a \(2 nodes, 5 pods\)/);
    expect(lines.find((line) => line.startsWith("deployment/web"))).toMatch(/ 12 +8 +8 +12 +6m 16s +0s$/);
  });

  it("begins with a table of many losses, and tells those in full that are not survived", () => {
    const text = rehearsalText(madeRehearsal([SURVIVED, SHORT]));
    expect(text).toMatch(/^LOST +NODES +PODS/);
    expect(text.match(/^LOST {4}\w+ \w+ \(/gm)).toEqual(["LOST    node n1 ("]);
    expect(text).toContain("not within 1h");
  });

  it("begins with what was given up", () => {
    const lost = { lost: "zone a", events: 500_000_000, atSeconds: 90 };
    expect(rehearsalText({ ...madeRehearsal([SURVIVED]), givenUp: [lost] })).toMatch(
      /^GIVEN UP: the run without zone a was broken off after 500 million events, at 1m 30s: .*\n.*\n?\nLOST/,
    );
    const calm = rehearsalText({ ...madeRehearsal([]), givenUp: [{ ...lost, lost: null }] });
    expect(calm).toContain("no loss was tried");
    expect(calm).not.toContain("LOST");
  });
});
