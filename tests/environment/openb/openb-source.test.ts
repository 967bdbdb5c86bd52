// Both lists through the source's one door.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { OPENB_SOURCE } from "../../../src/environment/openb/openb-source.ts";
import { listeningPorts } from "../reading.ts";

const NODES = new SourceText("n", "sn,cpu_milli,memory_mib,gpu,model\nn1,1000,1024,0,\n");
const PODS = new SourceText("p", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np1,100,128,0,0\n");

describe("the openb source", () => {
  it("reads nodes, pods or both", () => {
    const { ports, told } = listeningPorts();
    const both = OPENB_SOURCE.read({ nodes: [NODES], pods: [PODS] }, ports);
    expect([both.nodes.length, both.pods.names]).toEqual([1, ["p1"]]);
    const nodesOnly = OPENB_SOURCE.read({ nodes: [NODES] }, ports);
    expect([nodesOnly.nodes.length, nodesOnly.pods.names, nodesOnly.listsTimes]).toEqual([1, [], false]);
    expect(told()).toEqual([]);
  });
});
