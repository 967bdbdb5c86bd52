// What the server sets when objects are created and replaced.

import { expect, it } from "vitest";

import { beginGenerations, keepStatus, nextGeneration } from "../../../src/model/api/generation.ts";

it("takes the status from a new object and begins to count", () => {
  const object = { metadata: { name: "a", generation: 7 }, status: { replicas: 1 } };
  beginGenerations(object);
  expect(object).toEqual({ metadata: { name: "a", generation: 1 } });
});

it("keeps the status that is stored, or that there is none", () => {
  const object = { status: { replicas: 1 } };
  keepStatus(object, { status: { replicas: 2 } });
  expect(object.status).toEqual({ replicas: 2 });
  keepStatus(object, {});
  expect(object).toEqual({});
});

it("counts on from what is stored", () => {
  const object = { metadata: { generation: 9 } };
  nextGeneration(object, { metadata: { generation: 3 } });
  expect(object.metadata.generation).toBe(4);
});
