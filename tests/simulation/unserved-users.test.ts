// Users who are not served, in the verdict.

import { describe, expect, it } from "vitest";

import type { SourceFindings } from "../../src/metrics/load/load-findings.ts";
import { unservedSentence } from "../../src/simulation/unserved-users.ts";

const WEB: SourceFindings = {
  source: "web",
  target: "service/default/web",
  requestClass: "default",
  requests: 1000,
  answered: 1000,
  failed: {},
  errorRatio: 0,
  requestsPerSecond: 10,
  latencySeconds: null,
};
const promised = (missedRatio: number) => ({ seconds: 0.5, missed: missedRatio * 1000, missedRatio });

describe("users who are not served", () => {
  it("are none where little fails and promises hold", () => {
    expect(unservedSentence([{ ...WEB, errorRatio: 0.01, slo: promised(0.05) }])).toBeUndefined();
    expect(unservedSentence([])).toBeUndefined();
  });

  it("are told with what failed and what took too long", () => {
    const bad = { ...WEB, errorRatio: 0.914, slo: promised(0.987) };
    expect(unservedSentence([bad])).toBe("Of the requests of web, 91.4% failed and 98.7% missed the promise of 500ms.");
    expect(unservedSentence([{ ...WEB, slo: promised(0.2) }])).toBe(
      "Of the requests of web, 20.0% missed the promise of 500ms.",
    );
  });

  it("are told of once, the worst first, with how many others there are", () => {
    const [some, most] = [
      { ...WEB, requestClass: "read", errorRatio: 0.02 },
      { ...WEB, requestClass: "write", errorRatio: 0.3 },
    ];
    expect(unservedSentence([some, most, { ...WEB, source: "api" }])).toBe(
      "Of the requests of web (write), 30.0% failed; 1 more of 3 fares badly.",
    );
  });
});
