// Taking over what the model reads: order, amounts that look odd, fields that are not simulated.

import { expect, it } from "vitest";

import { list, map, pointer, QUANTITY, STRING, struct } from "../../../src/model/api/api-type.ts";

import {
  list as listOf,
  QUANTITIES,
  usesOf,
  WHOLE,
  type UseTable,
} from "../../../src/environment/manifests/field-uses.ts";
import { readUses } from "../../../src/environment/manifests/read-uses.ts";
import { listeningPorts, manifestObjects } from "../reading.ts";

const PART = struct("v1.Part", { amounts: map(QUANTITY), note: STRING });
const THING = struct("v1.Thing", { name: STRING, parts: list(PART), spin: pointer(STRING), colour: STRING });
const PART_USES = usesOf(PART, { amounts: QUANTITIES }, "note");
const USES: UseTable = usesOf(THING, { parts: listOf(PART_USES), name: WHOLE }, "colour", { spin: "it does not turn" });

const MANIFEST = `apiVersion: v1
kind: Node
metadata: { name: n }
name: x
spin: fast
parts:
- amounts: { memory: 5 }
`;

function read(value: Record<string, unknown>) {
  const { ports, told } = listeningPorts();
  const object = manifestObjects(MANIFEST, ports)[0]!;
  return { kept: readUses(value, USES, object, ports), told: told() };
}

it("keeps what is read, in the order of the table, and says nothing of what is ignored", () => {
  const { kept, told } = read({ colour: "red", name: "x", parts: [{ note: "n", amounts: { cpu: "1" } }] });
  expect(JSON.stringify(kept)).toBe('{"parts":[{"amounts":{"cpu":"1"}}],"name":"x"}');
  expect(told).toEqual([]);
});

it("tells of what is not simulated where its key stands, unless it is empty", () => {
  expect(read({ spin: "fast" }).told).toMatchObject([
    { severity: "not-simulated", message: "spin is not simulated: it does not turn", position: { line: 5, column: 1 } },
  ]);
  expect(read({ spin: "" }).told).toEqual([]);
});

it("remarks on odd amounts, and refuses those that cannot be counted", () => {
  expect(read({ parts: [{ amounts: { memory: "5" } }] }).told).toMatchObject([
    { severity: "warning", code: "suspicious-quantity", position: { line: 7, column: 22 } },
  ]);
  expect(read({ parts: [{ amounts: { memory: "10E" } }] }).told).toMatchObject([
    { severity: "error", code: "out-of-range", path: "parts[0].amounts.memory" },
  ]);
});
