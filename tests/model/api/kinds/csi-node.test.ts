// The way of a node's CSI drivers into the API server.

import { expect, it } from "vitest";

import { CSI_NODE_KIND } from "../../../../src/model/api/kinds/csi-node.ts";
import { changeMistakes, created, mistakes } from "../kind-outcomes.ts";

function manifest(nodeID: string) {
  return { spec: { drivers: [{ name: "csi.example.com", nodeID, topologyKeys: null }] } };
}

it("is stored as it is", () => {
  expect(created(CSI_NODE_KIND, manifest("n1"))).toMatchObject(manifest("n1"));
});

it("is judged when it is new and when it changes", () => {
  expect(mistakes(CSI_NODE_KIND, manifest(""))).toEqual(["spec.drivers[0].nodeID: Required value"]);
  expect(changeMistakes(CSI_NODE_KIND, manifest("n1"), manifest("n2"))).toHaveLength(1);
});
