// What is told of a change.

import { expect, it } from "vitest";

import type { Node } from "../../src/model/objects.ts";

import type { Change, Delta } from "../../src/cluster/change.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { classDelta, nodeDelta, nominationDelta, objectDelta, plainDelta } from "../../src/cluster/deltas.ts";
import { NONE } from "../../src/cluster/pod-table.ts";

const change: Change = { kind: "pod-deleted", pod: 3 };
const stored: StoredObject = { kind: "Service", object: { metadata: { name: "web" } } };

it("what is told has the same fields in the same order, whatever there is to say", () => {
  const before = { metadata: { name: "n0" } } as Node;
  const told: readonly Delta[] = [
    plainDelta(change, 3, 4),
    objectDelta(change, stored),
    nodeDelta(change, 4, before),
    classDelta(change, 3, 4, 7),
    nominationDelta(change, 3, 4, "n0"),
  ];
  expect(new Set(told.map((delta) => Object.keys(delta).join(" "))).size).toBe(1);
  expect(told).toEqual([
    { change, pod: 3, node: 4 },
    { change, pod: NONE, node: NONE, previous: stored },
    { change, pod: NONE, node: 4, previousNode: before },
    { change, pod: 3, node: 4, previousClass: 7 },
    { change, pod: 3, node: 4, previousNomination: "n0" },
  ]);
});
