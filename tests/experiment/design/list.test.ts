// Designs that somebody wrote.

import { expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { LIST } from "../../../src/experiment/design/list.ts";
import { madeOptions } from "./made-options.ts";

it("a list has its points in their order", () => {
  const listed = [[{ path: "a", value: 2 }], [], [{ path: "a", value: 1 }]];
  const options = madeOptions({ design: "list", listed });
  expect(LIST.layOut(options, new RandomStreams("1"))).toEqual(listed);
  expect(LIST.countPoints(options, 10)).toBe(3);
});
