// The streams of one run: by name, independent of one another, saved and restored together.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";

describe("random streams", () => {
  it("are the same object each time a name is asked for", () => {
    const streams = new RandomStreams("7");
    expect(streams.stream("a")).toBe(streams.stream("a"));
    expect(streams.stream("a")).not.toBe(streams.stream("b"));
  });

  it("depend on seed and name only, not on what else was drawn", () => {
    const streams = new RandomStreams("7");
    for (let draw = 0; draw < 100; draw += 1) streams.stream("other").nextUnit();
    expect(streams.stream("a").nextUnit()).toBe(new RandomStream("7", "a").nextUnit());
  });

  it("go on from a saved state; those that were not in use then start anew", () => {
    const streams = new RandomStreams("7");
    streams.stream("a").nextUnit();
    streams.stream("toString").nextUnit();
    const saved = streams.snapshot();
    const expected = [
      streams.stream("a").nextUnit(),
      streams.stream("toString").nextUnit(),
      streams.stream("c").nextUnit(),
    ];
    const other = new RandomStreams("7");
    other.stream("c").nextUnit();
    for (const target of [streams, other]) {
      target.restore(saved);
      const drawn = ["a", "toString", "c"].map((name) => target.stream(name).nextUnit());
      expect(drawn).toEqual(expected);
    }
  });

  it("share nothing with the draws of entities of the same name", () => {
    const streams = new RandomStreams("7");
    expect(streams.entityDraws("a").unit(0, 0)).not.toBe(streams.stream("a").nextUnit());
    expect(streams.entityDraws("a").unit(0, 0)).toBe(new RandomStreams("7").entityDraws("a").unit(0, 0));
    expect(streams.entityDraws("a").unit(0, 0)).not.toBe(new RandomStreams("8").entityDraws("a").unit(0, 0));
  });
});
