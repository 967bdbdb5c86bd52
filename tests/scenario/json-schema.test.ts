// The JSON Schema for editors, and questions asked of it.

import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { schemasAt, scenarioJsonSchema, type JsonSchema } from "../../src/scenario/json-schema.ts";

const SCHEMA = scenarioJsonSchema();

function withoutDescription(schema: JsonSchema, path: string): readonly string[] {
  const children = [
    ...Object.entries(schema.properties ?? {}).map(([name, child]) => [`${path}.${name}`, child] as const),
    ...(schema.items === undefined ? [] : [[`${path}[]`, schema.items] as const]),
  ];
  return children.flatMap(([place, child]) => [
    ...(child.description === undefined ? [place] : []),
    ...withoutDescription(child, place),
  ]);
}

describe("the JSON Schema", () => {
  it("is the one kept in docs/schema/scenario.json (npm run schema writes it)", () => {
    expect(JSON.parse(readFileSync("docs/schema/scenario.json", "utf8"))).toEqual(SCHEMA);
  });

  it("describes every field", () => {
    expect(withoutDescription(SCHEMA, "")).toEqual([]);
  });

  it("is named in the first line of every scenario", () => {
    const scenarios = readdirSync("scenarios").filter((name) => name.endsWith(".yaml"));
    expect(scenarios.length).toBeGreaterThanOrEqual(4);
    for (const name of scenarios) {
      const [first] = readFileSync(`scenarios/${name}`, "utf8").split("\n");
      expect(first, name).toBe("# yaml-language-server: $schema=../docs/schema/scenario.json");
    }
  });
});

describe("what may stand at a path", () => {
  it("is found through lists, mappings and choices", () => {
    expect(schemasAt(SCHEMA, ["spec", "horizon"])[0]?.type).toBe("string");
    const arrival = schemasAt(SCHEMA, ["spec", "workloads", 0, "arrival"]);
    expect(arrival.flatMap(({ properties }) => Object.keys(properties ?? {}))).toEqual([
      "perSecond",
      "process",
      "order",
    ]);
    expect(schemasAt(SCHEMA, ["spec", "coefficients", "anything"])[0]?.type).toBe("number");
  });

  it("is nothing where nothing may", () => {
    expect(schemasAt(SCHEMA, ["spec", "constructor"])).toEqual([]);
    expect(schemasAt(SCHEMA, ["kind", 0])).toEqual([]);
  });
});
