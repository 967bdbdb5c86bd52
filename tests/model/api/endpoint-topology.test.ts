// The old topology of endpoints.

import { expect, it } from "vitest";

import { dropDeprecatedTopology } from "../../../src/model/api/endpoint-topology.ts";

const HOST_NAME = "kubernetes.io/hostname";

it("drops what a new slice cannot have", () => {
  const slice = { endpoints: [{ addresses: ["1.2.3.4"], deprecatedTopology: { [HOST_NAME]: "n" } }, {}] };
  dropDeprecatedTopology(slice, undefined);
  expect(slice.endpoints).toEqual([{ addresses: ["1.2.3.4"] }, {}]);
});

it("takes over the names of nodes that it knows", () => {
  const old = {
    endpoints: [{ deprecatedTopology: { [HOST_NAME]: "n" } }, { deprecatedTopology: { [HOST_NAME]: "N" } }],
  };
  const slice = {
    endpoints: [
      { deprecatedTopology: { [HOST_NAME]: "n" } },
      { nodeName: "m", deprecatedTopology: { [HOST_NAME]: "n" } },
      { deprecatedTopology: { [HOST_NAME]: "N" } },
      { deprecatedTopology: { [HOST_NAME]: "o" } },
    ],
  };
  dropDeprecatedTopology(slice, old);
  expect(slice.endpoints).toEqual([{ nodeName: "n" }, { nodeName: "m" }, {}, {}]);
});

it("leaves alone what does not change", () => {
  const slice = { endpoints: [{ deprecatedTopology: { [HOST_NAME]: "n" } }] };
  dropDeprecatedTopology(slice, structuredClone(slice));
  expect(slice.endpoints).toEqual([{ deprecatedTopology: { [HOST_NAME]: "n" } }]);
});
