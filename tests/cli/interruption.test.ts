// Signals while there is something to tidy up.

import { EventEmitter } from "node:events";

import { describe, expect, it } from "vitest";

import { whileInterruptible } from "../../src/cli/interruption.ts";

describe("interruption", () => {
  it.each(["SIGINT", "SIGTERM"])("by %s aborts the work, and only while it lasts", async (name) => {
    const signals = new EventEmitter();
    const aborted = await whileInterruptible(signals, (signal) => {
      signals.emit(name);
      return Promise.resolve(signal.aborted);
    });
    expect(aborted).toBe(true);
    expect(signals.listenerCount(name)).toBe(0);
  });

  it("leaves no handler behind where the work fails", async () => {
    const signals = new EventEmitter();
    await expect(whileInterruptible(signals, () => Promise.reject(new Error("x")))).rejects.toThrow("x");
    expect(signals.eventNames()).toEqual([]);
  });
});
