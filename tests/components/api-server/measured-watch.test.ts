// What a watcher hears: everything, in order, some time after it happened.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";

import { makeServer } from "./made-server.ts";

/** What is seen, and when, of so many notices of one moment in each µs given. */
function seenOf(cores: number | undefined, momentsUs: readonly number[], each: number) {
  const { engine, api } = makeServer(cores);
  const seen: { readonly number: number; readonly atUs: number }[] = [];
  const watch = api.watch({
    name: "test/watch",
    phase: "controllers",
    inProcess: "kube-controller-manager",
    seen: (_code, number) => seen.push({ number, atUs: engine.now }),
  });
  let noted = 0;
  const note = engine.defineKind("test/note", "api", () => {
    for (let count = 0; count < each; count += 1) {
      watch.note(1, noted);
      noted += 1;
    }
  });
  for (const at of momentsUs) engine.schedule(moment(at), note);
  engine.run();
  return { seen, events: engine.events };
}

describe.each([undefined, 2])("a watch with cores %s", (cores) => {
  it("tells everything in the order in which it happened", () => {
    const { seen } = seenOf(
      cores,
      Array.from({ length: 300 }, (_, number) => number * 100),
      2,
    );
    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: 600 }, (_, number) => number));
  });

  it("takes between a half and 4 milliseconds for nearly all", () => {
    const times = Array.from({ length: 200 }, (_, number) => number * 50_000);
    const { seen } = seenOf(cores, times, 1);
    const delays = seen.map(({ atUs }, number) => atUs - times[number]!).toSorted((a, b) => a - b);
    expect(delays[10]).toBeGreaterThan(500);
    expect(delays[100]).toBeGreaterThan(1000);
    expect(delays[100]).toBeLessThan(1700);
    expect(delays[195]).toBeLessThan(4500);
  });
});

it("makes one event of all notices of a moment", () => {
  expect(seenOf(undefined, [0], 1000).events).toBe(2);
});
