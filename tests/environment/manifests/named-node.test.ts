// Templates that name a node.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { readManifests } from "../../../src/environment/manifests/manifests-source.ts";
import { listeningPorts } from "../reading.ts";

function saidOf(workloads: "expanded" | "controlled", text: string): readonly string[] {
  const { ports, told } = listeningPorts();
  readManifests([new SourceText("f1", text)], { ...ports, workloads });
  return told()
    .filter(({ message }) => message.includes("names a node"))
    .map(({ code, position }) => `${code} ${position?.line}`);
}

const TEMPLATE = `
    metadata: { labels: { app: a } }
    spec:
      nodeName: n1
      containers: [{ name: main, image: a }]`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  selector: { matchLabels: { app: a } }
  template:${TEMPLATE}`;

describe.each(["expanded", "controlled"] as const)("a node's name where workloads are %s", (workloads) => {
  it("is told in a template, with its line", () => {
    expect(saidOf(workloads, DEPLOYMENT)).toEqual(["not-simulated 9"]);
    expect(saidOf(workloads, DEPLOYMENT.replace("nodeName: n1", 'nodeName: ""'))).toEqual([]);
  });

  it("is where a pod by itself stands", () => {
    const pod =
      "{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { nodeName: n1, containers: [{ name: a, image: a }] } }";
    expect(saidOf(workloads, pod)).toEqual([]);
  });
});
