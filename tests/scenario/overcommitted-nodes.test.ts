// Nodes that hold more than they offer.

import { expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import type { Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

import { reportOvercommittedNodes } from "../../src/scenario/overcommitted-nodes.ts";

const NODE = {
  node: { metadata: { name: "n" }, status: { allocatable: { cpu: "2", memory: "4Gi", pods: "2", "x.io/gpu": "1" } } },
  pool: "p",
  position: { file: "a.yaml", line: 3, column: 1 },
};

function bound(requests: Readonly<Record<string, string>>, nodeName = "n"): Pod {
  return { metadata: { name: "p" }, spec: { nodeName, containers: [{ name: "c", resources: { requests } }] } };
}

function told(...pods: readonly Pod[]): readonly string[] {
  const sink = new DiagnosticSink();
  reportOvercommittedNodes([NODE], pods, VERSION_BEHAVIOUR["1.36"], sink);
  return sink.all.map(({ message, position }) => `${position?.line}: ${message.split(" than ")[0]}`);
}

it("is silent about nodes that are full to the last", () => {
  expect(told(bound({ cpu: "2", memory: "4Gi", "x.io/gpu": "1" }))).toEqual([]);
  expect(told(bound({ cpu: "9" }, "another"))).toEqual([]);
});

it.each([
  [{ cpu: "1001m" }, "cpu"],
  [{ memory: "3Gi" }, "memory"],
  [{ "x.io/gpu": "1" }, "x.io/gpu"],
  [{ "y.io/nic": "1" }, "y.io/nic"],
])("tells of more %j than there is", (requests, name) => {
  expect(told(bound(requests), bound(requests))).toEqual([`3: bound pods ask for more ${name}`]);
});

it("counts pods, too", () => {
  expect(told(bound({}), bound({}), bound({}))).toEqual(["3: bound pods ask for more pods"]);
});
