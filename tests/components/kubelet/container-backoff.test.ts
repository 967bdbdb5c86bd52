// Back-off beside the records: what an entry means, and how it grows.

import { describe, expect, it } from "vitest";

import {
  advancedBackoff,
  CRASH_LOOP_BACKOFF,
  hasExpired,
  IMAGE_PULL_BACKOFF,
  imagePullBackoff,
  pullableAtUs,
  restartableAtUs,
  type BackoffEntry,
} from "../../../src/components/kubelet/container-backoff.ts";

const SECOND = 1_000_000;

describe("the back-off of a container", () => {
  it("lets the first restart be at once, and doubles from 10 s to 5 minutes", () => {
    let entry: BackoffEntry | undefined;
    let nowUs = 0;
    const waits: number[] = [];
    for (let restart = 0; restart < 8; restart += 1) {
      const atUs = restartableAtUs(entry, nowUs, CRASH_LOOP_BACKOFF);
      waits.push((atUs - nowUs) / SECOND);
      entry = advancedBackoff(entry, nowUs, atUs, CRASH_LOOP_BACKOFF);
      nowUs = atUs;
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it("begins anew after a run of more than ten minutes", () => {
    const entry = { delayUs: 300 * SECOND, updatedAtUs: 0 };
    expect(restartableAtUs(entry, 600 * SECOND, CRASH_LOOP_BACKOFF)).toBe(900 * SECOND);
    expect(restartableAtUs(entry, 600 * SECOND + 1, CRASH_LOOP_BACKOFF)).toBe(600 * SECOND + 1);
    const { delayUs } = advancedBackoff(entry, 600 * SECOND + 1, 600 * SECOND + 1, CRASH_LOOP_BACKOFF);
    expect(delayUs).toBe(10 * SECOND);
  });
});

describe("the back-off of an image", () => {
  it("counts from the last failure, and is forgotten after twice its longest delay", () => {
    expect(pullableAtUs(undefined)).toBe(0);
    const entry = advancedBackoff(undefined, SECOND, SECOND, IMAGE_PULL_BACKOFF);
    expect(pullableAtUs(entry)).toBe(11 * SECOND);
    expect(hasExpired(entry, 601 * SECOND, IMAGE_PULL_BACKOFF)).toBe(false);
    expect(hasExpired(entry, 601 * SECOND + 1, IMAGE_PULL_BACKOFF)).toBe(true);
    expect(imagePullBackoff(SECOND, 4 * SECOND).expiresAfterUs).toBe(8 * SECOND);
  });
});
