// What every workload source must do: the contract, run over the whole list.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../src/environment/documents/source-text.ts";
import { WORKLOAD_SOURCES } from "../../src/environment/workload-sources.ts";
import { listeningPorts } from "./reading.ts";

const HOSTILE_TEXTS = ["\u0001\u0002", "{", "a,b\n1,2\n", "- [", '"', "---\n---\n", "x".repeat(10_000), "🂡\n\t\r"];

describe.each(WORKLOAD_SOURCES)("the source $name", (source) => {
  const options = [...Object.keys(source.podFiles.shape), ...Object.keys(source.nodeFiles?.shape ?? {})];

  it("says what it reads, and describes each option", () => {
    expect(source.source.length).toBeGreaterThan(20);
    expect(options.length).toBeGreaterThan(0);
    const shapes = { ...source.podFiles.shape, ...source.nodeFiles?.shape };
    for (const [name, option] of Object.entries(shapes)) expect(option.meta()?.description, name).toBeTruthy();
  });

  it("makes an empty batch of no files", () => {
    const { ports, told } = listeningPorts();
    const { pods, nodes, boundPods } = source.read({}, ports);
    expect([pods.names.length, pods.template.length, nodes.length, boundPods.length]).toEqual([0, 0, 0, 0]);
    expect(told()).toEqual([]);
  });

  it.each(HOSTILE_TEXTS)("tells of %j, or reads nothing in it, and never throws", (text) => {
    for (const option of options) {
      const { ports, told } = listeningPorts();
      const { pods } = source.read({ [option]: [new SourceText("f", text)] }, ports);
      expect(pods.names).toEqual([]);
      for (const { message } of told()) expect(message).not.toMatch(/undefined|\[object/);
    }
  });
});
