// When pods that were bound before the run began had started.

import { describe, expect, it } from "vitest";

import { boundStartsUs } from "../../src/simulation/bound-starts.ts";
import { podAsking } from "../model/build-objects.ts";

function started(startTime?: string) {
  return startTime === undefined ? podAsking({}) : { ...podAsking({}), status: { startTime } };
}

describe("pods that were bound before", () => {
  it("have started as long before one another as their statuses say, the last of them a second before the run", () => {
    const pods = [started("2026-01-01T00:00:10Z"), started(), started("2026-01-01T01:00:00+01:00"), started("never")];
    expect(boundStartsUs(pods)).toEqual([-1_000_000, undefined, -11_000_000, undefined]);
  });

  it("may all say nothing", () => {
    expect(boundStartsUs([started(), started()])).toEqual([undefined, undefined]);
    expect(boundStartsUs([])).toEqual([]);
  });
});
