// Problems of one object, placed in its file.

import { describe, expect, it } from "vitest";

import { readObject } from "../../../src/environment/manifests/object-reading.ts";
import { POD } from "../../../src/environment/manifests/pod-shapes.ts";
import { listeningPorts, manifestObjects } from "../reading.ts";

const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: { name: a }
  spec:
    containers:
    - name: c
      resources:
        requests: { cpu: 10 GB }
    nodeSelecto: {}
- apiVersion: v1
  kind: Pod
  metadata: { name: b }
  spec:
    containers: [{ name: c }]
    nodeSelecto: {}
`;

describe("reading one object", () => {
  it("tells mistakes one by one and oddities once for all, with places inside lists", () => {
    const { ports, told } = listeningPorts();
    const objects = manifestObjects(LIST, ports);
    expect(objects.map((object) => readObject(object, POD, ports) !== undefined)).toEqual([true, true]);
    expect(told()).toMatchObject([
      {
        severity: "error",
        code: "bad-quantity",
        path: "items[0].spec.containers[0].resources.requests.cpu",
        position: { line: 11, column: 26 },
        suggestion: "10G",
      },
      {
        severity: "warning",
        code: "unknown-field",
        message: 'pod spec has no field "nodeSelecto" (2 places; this is the first)',
        position: { line: 12, column: 5 },
        suggestion: "nodeSelector",
      },
    ]);
  });
});
