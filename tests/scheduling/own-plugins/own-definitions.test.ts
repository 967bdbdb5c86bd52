// The plugin definitions that a user's module exports.

import { describe, expect, it } from "vitest";

import { ownDefinitions } from "../../../src/scheduling/own-plugins/own-definitions.ts";

const create = () => ({ score: () => 1 });

function read(exports: Readonly<Record<string, unknown>>) {
  const { definitions, problems } = ownDefinitions(exports, "price.js", new Set(["NodeName"]));
  return { names: definitions.map(({ name }) => name), problems, definitions };
}

/** Messages of one export `plugin`. */
function messages(plugin: unknown): readonly string[] {
  return read({ plugin }).problems.map(({ message }) => message);
}

describe("a module", () => {
  it("exports as many plugins as it likes, and functions beside them", () => {
    const exports = {
      price: { name: "Price", points: ["score"], create },
      default: { name: "acme.example/Other", points: ["score"], create, source: "a paper" },
      helper: () => 1,
      limit: 3,
    };
    const { names, problems, definitions } = read(exports);
    expect([names, problems]).toEqual([["Price", "acme.example/Other"], []]);
    expect(definitions.map(({ source }) => source)).toEqual(["price.js", "a paper"]);
  });

  it("without a plugin is of no use", () => {
    expect(read({ helper: () => 1 })).toMatchObject({
      names: [],
      problems: [{ message: "price.js exports no plugin", expected: "an object with name, points and create" }],
    });
  });

  it("gives each plugin a name of its own", () => {
    const price = { name: "Price", points: ["score"], create };
    expect(read({ a: price, b: price })).toMatchObject({
      names: ["Price"],
      problems: [{ message: "the name Price of the export b is taken" }],
    });
  });
});

describe("an export that is no plugin", () => {
  it.each([
    ["a name that is none", { name: "9 lives", points: ["score"], create }, 'name of the export plugin is "9 lives"'],
    ["no name", { points: ["score"], create }, "name of the export plugin is undefined"],
    [
      "the name of another",
      { name: "NodeName", points: ["score"], create },
      "the name NodeName of the export plugin is taken",
    ],
    ["no function", { name: "A", points: ["score"] }, "create of the export plugin is undefined"],
    ["no points", { name: "A", points: [], create }, "points of the export plugin are []"],
    ["points that are no list", { name: "A", points: "score", create }, 'points of the export plugin are "score"'],
    ["an unknown point", { name: "A", points: ["scor"], create }, 'point "scor" of the export plugin does not exist'],
    [
      "a point that is not simulated",
      { name: "A", points: ["permit"], create },
      "point permit of the export plugin is not simulated for plugins of a scenario",
    ],
  ])("has %s", (_sentence, plugin, message) => {
    expect(messages(plugin)).toEqual([message]);
  });

  it("is told all that is wrong with it, with the nearest point", () => {
    expect(read({ plugin: { points: ["filtre", 3] } }).problems).toMatchObject([
      { message: "name of the export plugin is undefined" },
      { message: "create of the export plugin is undefined" },
      { suggestion: "filter" },
      { message: "point 3 of the export plugin does not exist" },
    ]);
  });
});
