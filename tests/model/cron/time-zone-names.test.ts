// The names of time zones.

import { describe, expect, it } from "vitest";

import { findTimeZone } from "../../../src/model/cron/time-zone.ts";
import { isTimeZoneFolder, TIME_ZONE_NAMES } from "../../../src/model/cron/time-zone-names.ts";

describe("the names of time zones", () => {
  it("include links, and count their case", () => {
    const names = ["Europe/Paris", "US/Pacific", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "europe/paris", "CEST"];
    expect(names.map((name) => TIME_ZONE_NAMES.has(name))).toEqual([true, true, true, true, false, false]);
  });

  it("are all known to the machine's database", () => {
    expect([...TIME_ZONE_NAMES].filter((name) => findTimeZone(name).kind === "unknown")).toEqual([]);
  });

  it("stand in folders", () => {
    expect(["Europe", "America/Argentina", "", "Mars"].map(isTimeZoneFolder)).toEqual([true, true, false, false]);
  });
});
