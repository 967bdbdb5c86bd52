// What users say of the behaviour of containers: values of their kinds, containers that are there.

import { describe, expect, it } from "vitest";

import { listeningPorts, readTexts } from "../reading.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { readManifests } from "../../../src/environment/manifests/manifests-source.ts";

const SPEC =
  "spec: { containers: [{ name: app, image: a, readinessProbe: { tcpSocket: { port: 80 } } }], initContainers: [{ name: setup, image: a }] }";

function pod(annotations: Readonly<Record<string, string>>): string {
  const lines = Object.entries(annotations).map(([name, text]) => `    ${name}: ${JSON.stringify(text)}`);
  return ["apiVersion: v1", "kind: Pod", "metadata:", "  name: web", "  annotations:", ...lines, SPEC].join("\n");
}

/** Code, line and what is suggested or expected. */
function told(annotations: Readonly<Record<string, string>>) {
  return readTexts(pod(annotations)).told.map(({ code, position, suggestion, expected }) => [
    code,
    position?.line,
    suggestion ?? expected,
  ]);
}

describe("annotations of behaviour", () => {
  it("are kept with the pod as they are written", () => {
    const annotations = {
      "plimsoll/ready-after": "5s",
      "plimsoll/exit-after.setup": "1h30m",
      "plimsoll/exit-code.setup": "1",
      "plimsoll/pull-fails": "false",
      "plimsoll/image-size": "250Mi",
      "plimsoll/stops-within.app": "2d",
      "plimsoll/memory-use.app": "200Mi@0s,1Gi@2d",
      "plimsoll/cpu-use.app": "1500m@0s,1.5@30s,20m@30s",
      "plimsoll/warm-up": "0.4@0s,1@30s",
    };
    const { content, told: nothing } = readTexts(pod({ ...annotations, note: "n" }));
    expect(nothing).toEqual([]);
    expect(content.pods.templates[0]!.metadata.annotations).toEqual(annotations);
  });

  it("are refused at their line where their values are of another kind", () => {
    expect(told({ "plimsoll/ready-after": "5" })).toEqual([["bad-duration", 6, "5s"]]);
    expect(told({ "plimsoll/exit-code.setup": "256" })).toEqual([
      ["bad-annotation", 6, "a whole number from 0 to 255, in quotes"],
    ]);
    expect(told({ "plimsoll/pull-fails": "True" })).toEqual([["bad-annotation", 6, "true"]]);
    expect(told({ "plimsoll/image-size": "-1" })).toEqual([
      ["bad-annotation", 6, "a quantity of bytes such as 250Mi or 1G"],
    ]);
    expect(told({ "plimsoll/memory-use": "1Gi@10m,2Gi@5m" })).toEqual([
      ["bad-annotation", 6, "a quantity such as 600Mi, or quantities at rising ages such as 200Mi@0s,600Mi@10m"],
    ]);
    expect(told({ "plimsoll/cpu-use": "1500m for 30s" })).toEqual([
      ["bad-annotation", 6, "a quantity such as 20m, or quantities at rising ages such as 1500m@0s,1500m@30s,20m@30s"],
    ]);
    expect(told({ "plimsoll/warm-up": "30s" })).toEqual([
      ["bad-annotation", 6, "a number above 0 and up to 1, or such numbers at rising ages such as 0.4@0s,1@30s"],
    ]);
  });

  it("are refused for containers that the pod does not have", () => {
    expect(told({ "plimsoll/exit-after.ap": "5s" })).toEqual([["bad-annotation", 6, "plimsoll/exit-after.app"]]);
  });

  it("are told from others by the nearest name", () => {
    expect(told({ "plimsoll/ready-afer": "5s" })).toEqual([["unknown-annotation", 6, "plimsoll/ready-after"]]);
  });
});

describe("annotations of templates whose controllers run", () => {
  it.each([
    ["apps/v1", "Deployment", "template"],
    ["batch/v1", "CronJob", "schedule: '* * * * *', jobTemplate: { spec: { template"],
  ])("are checked where they stand: %s %s", (version, kind, path) => {
    const { ports, told: all } = listeningPorts();
    const closing = path.includes("{") ? " } }" : "";
    const restart = kind === "CronJob" ? "restartPolicy: Never, " : "";
    const selector = kind === "CronJob" ? "" : "selector: { matchLabels: { a: b } }, ";
    const template =
      `{ metadata: { labels: { a: b }, annotations: { plimsoll/ready-after: soon } }, ` +
      `spec: { ${restart}containers: [{ name: app, image: a }] } }`;
    const text = [
      `apiVersion: ${version}`,
      `kind: ${kind}`,
      "metadata: { name: web }",
      `spec: { ${selector}${path}: ${template}${closing} }`,
    ].join("\n");
    readManifests([new SourceText("f1", text)], { ...ports, workloads: "controlled" });
    expect(all().map(({ code, position }) => [code, position?.line])).toContainEqual(["bad-duration", 4]);
  });
});
