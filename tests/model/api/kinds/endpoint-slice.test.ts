// Endpoint slices on their way into the API server.

import { expect, it } from "vitest";

import { ENDPOINT_SLICE_KIND } from "../../../../src/model/api/kinds/endpoint-slice.ts";
import { changeMistakes, create, created, update } from "../kind-outcomes.ts";

const SLICE = { addressType: "IPv4", endpoints: [{ addresses: ["10.0.0.1"] }], ports: [{ port: 80 }] };

it("stores a slice with the protocols of its ports", () => {
  expect(created(ENDPOINT_SLICE_KIND, SLICE)).toMatchObject({
    metadata: { generation: 1 },
    ports: [{ name: "", port: 80, protocol: "TCP" }],
  });
  expect(created(ENDPOINT_SLICE_KIND, { addressType: "IPv6" })).toMatchObject({ endpoints: null, ports: null });
});

it("warns of names as addresses", () => {
  expect(create(ENDPOINT_SLICE_KIND, { addressType: "FQDN" })).toHaveProperty("warnings.length", 1);
});

it("counts changes of all but annotations", () => {
  const generation = (parts: object): unknown => {
    const outcome = update(ENDPOINT_SLICE_KIND, SLICE, { ...SLICE, ...parts });
    return "object" in outcome ? (outcome.object["metadata"] as { generation: unknown }).generation : outcome;
  };
  expect(generation({ metadata: { annotations: { a: "b" } } })).toBe(1);
  expect(generation({ metadata: { labels: { a: "b" } } })).toBe(2);
  expect(generation({ ports: [] })).toBe(2);
  expect(generation({ ports: [{ port: 80, protocol: "TCP", name: "" }] })).toBe(1);
});

it("keeps the type of addresses", () => {
  const changed = { addressType: "FQDN", endpoints: [] };
  expect(changeMistakes(ENDPOINT_SLICE_KIND, SLICE, changed)).toEqual([
    'addressType: Invalid value: "FQDN": field is immutable',
  ]);
});
