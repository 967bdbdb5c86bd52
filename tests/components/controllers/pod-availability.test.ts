// Ready and available pods.

import { expect, it } from "vitest";

import {
  isPodAvailable,
  isPodReady,
  untilNextPodAvailableUs,
} from "../../../src/components/controllers/pod-availability.ts";
import { livePod } from "./fake-view.ts";

const READY = livePod({ name: "ready", readySinceUs: 2_000_000 });
const NOT_READY = livePod({ name: "waits", readySinceUs: undefined });

it("counts a pod as available when it was ready for long enough", () => {
  expect([isPodReady(READY), isPodReady(NOT_READY)]).toEqual([true, false]);
  expect([11_999_999, 12_000_000].map((nowUs) => isPodAvailable(READY, 10, nowUs))).toEqual([false, true]);
  expect(isPodAvailable(READY, 0, 0)).toBe(true);
  expect(isPodAvailable(NOT_READY, 0, 99_000_000)).toBe(false);
});

it("knows when the next pod becomes available by waiting", () => {
  const later = livePod({ name: "later", readySinceUs: 3_000_000 });
  expect(untilNextPodAvailableUs([NOT_READY, later, READY], 10, 5_000_000)).toBe(7_000_000);
  expect(untilNextPodAvailableUs([NOT_READY, later, READY], 10, 12_500_000)).toBe(500_000);
  expect(untilNextPodAvailableUs([NOT_READY], 10, 5_000_000)).toBeUndefined();
});
