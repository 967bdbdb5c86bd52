// Signals while there is something to tidy up.

import { EventEmitter } from "node:events";

import { describe, expect, it } from "vitest";

import { whileInterruptible, whileStoppable } from "../../src/cli/interruption.ts";

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

describe("a stop", () => {
  it("is asked for by the first signal; the next one finds the process as it always is", async () => {
    const signals = new EventEmitter();
    const listeners = await whileStoppable(signals, (signal) => {
      expect([signals.listenerCount("SIGINT"), signals.listenerCount("SIGTERM"), signal.aborted]).toEqual([
        1,
        1,
        false,
      ]);
      signals.emit("SIGINT");
      expect(signal.aborted).toBe(true);
      return Promise.resolve(signals.eventNames());
    });
    expect(listeners).toEqual([]);
  });

  it("that nobody asks for leaves nothing behind, also where the work fails", async () => {
    const signals = new EventEmitter();
    await expect(whileStoppable(signals, () => Promise.reject(new Error("x")))).rejects.toThrow("x");
    expect(signals.eventNames()).toEqual([]);
  });
});
