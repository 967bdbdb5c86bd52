// plimsoll schema: what it prints, and that it prints nothing else.

import { describe, expect, it } from "vitest";

import { scenarioJsonSchema } from "../../../src/scenario/json-schema.ts";

import { schemaCommand } from "../../../src/cli/commands/schema.ts";

import { recordingTerminal } from "../recording-terminal.ts";

describe("plimsoll schema", () => {
  it("prints the JSON Schema of scenarios and nothing else", () => {
    const terminal = recordingTerminal();
    expect(schemaCommand(terminal)).toBe(0);
    expect(JSON.parse(terminal.output())).toEqual(scenarioJsonSchema());
    expect(terminal.errors()).toBe("");
  });
});
