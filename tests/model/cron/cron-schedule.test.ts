// Cron schedules read from their texts.

import { describe, expect, it } from "vitest";

import { parseCronSchedule, scheduleTextInZone, type FieldSchedule } from "../../../src/model/cron/cron-schedule.ts";

function fields(text: string): FieldSchedule {
  const parsed = parseCronSchedule(text);
  if (parsed.kind !== "parsed" || parsed.schedule.kind !== "fields") throw new Error(JSON.stringify(parsed));
  return parsed.schedule;
}

describe("a schedule", () => {
  it.each([
    ["@yearly", "0 0 1 1 *"],
    ["@annually", "0 0 1 1 *"],
    ["@monthly", "0 0 1 * *"],
    ["@weekly", "0 0 * * 0"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@hourly", "0 * * * *"],
    [" \t0\u00a0 0 * *\n*", "0 0 * * *"],
    ["TZ=UTC @daily", "0 0 * * *"],
    ["TZ= 0 0 * * *", "0 0 * * *"],
  ])("%j is the same as %j", (text, same) => {
    expect(fields(text)).toEqual(fields(same));
  });

  it("may have a zone before it", () => {
    expect(fields("TZ=Asia/Tokyo 0 0 * * *").zone.name).toBe("Asia/Tokyo");
    expect(fields("CRON_TZ=Asia/Kolkata   @hourly").zone.name).toBe("Asia/Kolkata");
    expect(fields("0 0 * * *").zone.name).toBe("UTC");
  });

  it.each([
    ["@every 1h", 3_600],
    ["@every 1.5h", 5_400],
    ["@every 1s500ms", 1],
    ["@every 500ms", 1],
    ["@every -1h", 1],
    ["TZ=Asia/Tokyo @every 2562047h", 9_223_369_200],
  ])("%j has a delay of whole seconds, at least one", (text, delaySeconds) => {
    expect(parseCronSchedule(text)).toEqual({ kind: "parsed", schedule: { kind: "delay", delaySeconds } });
  });

  it.each([
    ["", "empty spec string"],
    [" ", "expected exactly 5 fields, found 0: []"],
    ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
    ["\ufeff* * * * * *", "expected exactly 5 fields, found 6: [\ufeff* * * * * *]"],
    ["@Hourly", "unrecognized descriptor: @Hourly"],
    ["@hourly ", "unrecognized descriptor: @hourly "],
    ["@every 1d", 'failed to parse duration @every 1d: time: unknown unit "d" in duration "1d"'],
    ["* 24 * * 9", "end of range (24) above maximum (23): 24"],
    ["TZ=Mars/Base * * * * *", "provided bad location Mars/Base: unknown time zone Mars/Base"],
    ["tz=UTC 0 0 * * *", "expected exactly 5 fields, found 6: [tz=UTC 0 0 * * *]"],
  ])("%j is refused: %s", (text, message) => {
    expect(parseCronSchedule(text)).toEqual({ kind: "refused", message });
  });

  it("of a zone alone makes the real parser crash", () => {
    const message = "runtime error: slice bounds out of range [:-1]";
    expect(parseCronSchedule("TZ=UTC")).toEqual({ kind: "crashed", message });
  });
});

describe("the schedule of a CronJob with a time zone", () => {
  it("is that of the zone, unless the schedule has one or there is none of this name", () => {
    expect(scheduleTextInZone("@daily", "Asia/Tokyo")).toBe("TZ=Asia/Tokyo @daily");
    expect(scheduleTextInZone("@daily", undefined)).toBe("@daily");
    expect(scheduleTextInZone("@daily", "Mars/Base")).toBe("@daily");
    expect(scheduleTextInZone("TZ=UTC @daily", "Asia/Tokyo")).toBe("TZ=UTC @daily");
  });
});
