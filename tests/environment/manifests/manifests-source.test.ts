// Whole files of manifests, as people have them.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { MANIFESTS_SOURCE } from "../../../src/environment/manifests/manifests-source.ts";
import { listeningPorts, readTexts } from "../reading.ts";

const GCDA = "scenarios/data/gcda/";

describe("the manifests of gcda", () => {
  it("are 100 nodes and 1,067 pods of 73 shapes, with nothing to say about them", () => {
    const { ports, told } = listeningPorts();
    const files = ["nodes-100.yaml", "pods-100.yaml"].map(
      (name) => new SourceText(name, readFileSync(GCDA + name, "utf8")),
    );
    const content = MANIFESTS_SOURCE.read({ manifests: files }, ports);
    expect(told()).toEqual([]);
    expect(content.nodes).toHaveLength(100);
    expect(content.pods.names).toHaveLength(1067);
    expect(content.pods.templates).toHaveLength(73);
    expect(content.nodes[0]?.node.status?.allocatable?.["alibabacloud.com/gpu-milli"]).toBe("2k");
  });
});

describe("a dump", () => {
  it("offers the pods once that it lists three times, and keeps the bound ones", () => {
    const item = (kind: string, api: string, name: string, owner: string, rest: string): string =>
      `- { apiVersion: ${api}, kind: ${kind}, metadata: { name: ${name}${owner} }, ${rest} }\n`;
    const containers = "containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }]";
    const owned = (kind: string, name: string): string =>
      `, ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${name}, controller: true, uid: x }]`;
    const dump =
      "apiVersion: v1\nkind: List\nitems:\n" +
      item("Node", "v1", "n1", "", "status: { allocatable: { cpu: 4, pods: 10 } }") +
      item(
        "Deployment",
        "apps/v1",
        "web",
        "",
        `spec: { replicas: 2, selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { ${containers} } } }`,
      ) +
      item(
        "ReplicaSet",
        "apps/v1",
        "web-1",
        owned("Deployment", "web"),
        `spec: { replicas: 2, selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { ${containers} } } }`,
      ) +
      item(
        "Pod",
        "v1",
        "web-1-a",
        owned("ReplicaSet", "web-1"),
        `spec: { nodeName: n1, ${containers} }, status: { phase: Running }`,
      ) +
      item("Pod", "v1", "web-1-b", owned("ReplicaSet", "web-1"), `spec: { ${containers} }, status: { phase: Pending }`);
    const { content, told } = readTexts(dump);
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(content.boundPods.map(({ pod }) => pod.metadata.name)).toEqual(["web-1-a"]);
    expect(content.pods.names).toEqual(["web-1-b"]);
    expect(told.filter(({ code }) => code === "listed-pods")).toHaveLength(2);
  });

  it("in JSON means what it means in YAML", () => {
    const yaml =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }] }\n";
    const json =
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":1}}}]}}';
    expect(readTexts(json).content.pods).toEqual(readTexts(yaml).content.pods);
  });
});

describe("a file without objects", () => {
  it.each(["# nothing yet\n", "---\n---\n", "null\n"])("is told: %j", (text) => {
    const { told } = readTexts(text, "apiVersion: v1\nkind: List\nitems: []\n");
    expect(told).toMatchObject([
      { code: "no-objects", severity: "warning", position: { file: "f1", line: 1, column: 1 } },
    ]);
  });

  it("is not told beside what is wrong with it", () => {
    expect(readTexts("a: [\n").told.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  });
});

describe("mistakes in several files", () => {
  it("are told all at once, each with its file", () => {
    const wrong =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: NAME }\nspec: { containers: [{ name: c, image: i, resources: { requests: { cpu: x } } }] }\n";
    const { told } = readTexts(wrong.replace("NAME", "a"), "a: [\n", wrong.replace("NAME", "b"));
    const mistakes = told.filter(({ severity }) => severity === "error");
    expect(mistakes.map(({ code, position }) => `${position?.file} ${code}`).sort()).toEqual([
      "f1 wrong-type",
      "f2 yaml-syntax",
      "f3 wrong-type",
    ]);
  });
});
