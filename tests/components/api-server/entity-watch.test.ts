// Watchers of one entity each.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";

import { makeServer } from "./made-server.ts";

/** What is seen of notices about some of three entities, 100 µs apart: entity and code, and when. */
function seenOf(entities: readonly number[]) {
  const { engine, api } = makeServer();
  const seen: { readonly entity: number; readonly code: number; readonly afterUs: number }[] = [];
  const watch = api.watch({
    name: "test/watch",
    phase: "kubelet",
    entityOf: (first) => first + 100,
    seen: (code, entity, second) => seen.push({ entity, code, afterUs: engine.now - second }),
  });
  const note = engine.defineKind("test/note", "api", (number) => watch.note(number % 4, entities[number]!, engine.now));
  for (const number of entities.keys()) engine.schedule(moment(number * 100), note, number);
  engine.run();
  return seen;
}

it("tells each entity's watcher in order, after the same time", () => {
  const seen = seenOf([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  for (const entity of [0, 1, 2]) {
    const own = seen.filter((one) => one.entity === entity);
    expect(own.map(({ code }) => code)).toEqual([entity, (entity + 3) % 4, (entity + 6) % 4]);
    expect(new Set(own.map(({ afterUs }) => afterUs)).size).toBe(1);
  }
});

it("tells an entity's watcher no later for what others hear", () => {
  const alone = seenOf([1]);
  const among = seenOf([1, 0, 2, 0, 2]).filter(({ entity }) => entity === 1);
  expect(among).toEqual(alone);
});
