// Each of plimsoll's annotations at each place where one can write it takes effect, is refused, or is said to say nothing.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { readManifests } from "../../../src/environment/manifests/manifests-source.ts";
import type { WorkloadReading } from "../../../src/environment/workload-source.ts";
import { listeningPorts } from "../reading.ts";

const PROBED = "{ name: main, image: a, readinessProbe: { tcpSocket: { port: 80 } } }";
const PLAIN = "{ name: main, image: a }";

const VALUES = {
  "plimsoll/arrives-at": "5s",
  "plimsoll/runs-for": "5s",
  "plimsoll/ready-after": "5s",
  "plimsoll/unhealthy-after": "5s",
  "plimsoll/exit-after": "5s",
  "plimsoll/exit-code": "1",
  "plimsoll/pull-fails": "true",
  "plimsoll/image-size": "1Mi",
  "plimsoll/stops-within": "5s",
  "plimsoll/memory-use": "1Mi",
  "plimsoll/cpu-use": "20m",
  "plimsoll/warm-up": "0.4@0s,1@30s",
  "plimsoll/price-per-hour": "1",
  "plimsoll/unheard-of": "1",
} as const;
type Annotation = keyof typeof VALUES;

type Place = "pod" | "bound pod" | "template" | "job template" | "object" | "service" | "node";

function annotated(names: readonly Annotation[]): string {
  return `annotations: { ${names.map((name) => `${name}: ${JSON.stringify(VALUES[name])}`).join(", ")} }`;
}

function manifest(place: Place, names: readonly Annotation[], container: string): string {
  const own = annotated(names);
  const spec = `containers: [${container}]`;
  const labels = "labels: { app: a }";
  switch (place) {
    case "pod":
      return `{ apiVersion: v1, kind: Pod, metadata: { name: a, ${own} }, spec: { ${spec} } }`;
    case "bound pod":
      return `{ apiVersion: v1, kind: Pod, metadata: { name: a, ${own} }, spec: { nodeName: n1, ${spec} } }`;
    case "template":
    case "object": {
      const [outer, inner] = place === "object" ? [`, ${own}`, ""] : ["", `, ${own}`];
      const template = `{ metadata: { ${labels}${inner} }, spec: { ${spec} } }`;
      return `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a${outer} }, spec: { selector: { matchLabels: { app: a } }, template: ${template} } }`;
    }
    case "job template": {
      const template = `{ metadata: { ${own} }, spec: { restartPolicy: Never, ${spec} } }`;
      return `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { schedule: "* * * * *", jobTemplate: { spec: { template: ${template} } } } }`;
    }
    case "service":
      return `{ apiVersion: v1, kind: Service, metadata: { name: a, ${own} }, spec: { ports: [{ port: 80 }] } }`;
    case "node":
      return `{ apiVersion: v1, kind: Node, metadata: { name: a, ${own} }, status: { allocatable: { cpu: "1", memory: 1Gi, pods: "9" } } }`;
  }
}

const OWN_CODES = new Set(["without-effect", "unknown-annotation", "misplaced-annotation"]);

/** The codes of what is said of annotations. */
function saidOf(workloads: WorkloadReading, place: Place, names: readonly Annotation[], container = PROBED): string[] {
  const { ports, told } = listeningPorts();
  readManifests([new SourceText("f1", manifest(place, names, container))], { ...ports, workloads });
  return told()
    .map(({ code }) => code)
    .filter((code) => OWN_CODES.has(code));
}

/** Where they take effect nothing is said; `exit-code` goes together with `exit-after`. */
const EFFECTIVE: readonly Annotation[] = [
  "plimsoll/ready-after",
  "plimsoll/unhealthy-after",
  "plimsoll/exit-after",
  "plimsoll/pull-fails",
  "plimsoll/image-size",
  "plimsoll/stops-within",
  "plimsoll/memory-use",
  "plimsoll/cpu-use",
  "plimsoll/warm-up",
];
const TIMES: readonly Annotation[] = ["plimsoll/arrives-at", "plimsoll/runs-for"];
const ALL = Object.keys(VALUES) as Annotation[];

describe.each(["expanded", "controlled"] as const)("annotations where workloads are %s", (workloads) => {
  it.each(["pod", "bound pod", "template", "job template"] as const)("of behaviour take effect: %s", (place) => {
    for (const name of EFFECTIVE) expect([name, saidOf(workloads, place, [name])]).toEqual([name, []]);
    expect(saidOf(workloads, place, ["plimsoll/exit-after", "plimsoll/exit-code"])).toEqual([]);
  });

  it.each(["pod", "bound pod", "template", "job template"] as const)(
    "are told where they need another: %s",
    (place) => {
      for (const name of ["plimsoll/ready-after", "plimsoll/unhealthy-after", "plimsoll/exit-code"] as const)
        expect([name, saidOf(workloads, place, [name], PLAIN)]).toEqual([name, ["without-effect"]]);
      const neverPulled = PROBED.replace("image: a", "image: a, imagePullPolicy: Never");
      expect(saidOf(workloads, place, ["plimsoll/image-size"], neverPulled)).toEqual(["without-effect"]);
    },
  );

  it.each(["pod", "bound pod", "template", "job template"] as const)("of nodes or nobody are refused: %s", (place) => {
    for (const name of ["plimsoll/price-per-hour", "plimsoll/unheard-of"] as const)
      expect([name, saidOf(workloads, place, [name])]).toEqual([name, ["unknown-annotation"]]);
  });

  it("with times take effect on pods that come, and not on those that stand", () => {
    for (const name of TIMES) {
      expect([name, saidOf(workloads, "pod", [name])]).toEqual([name, []]);
      expect([name, saidOf(workloads, "bound pod", [name])]).toEqual([name, ["without-effect"]]);
    }
  });

  it("are misplaced on workload objects, and say nothing on others", () => {
    for (const name of ALL) {
      expect([name, saidOf(workloads, "object", [name])]).toEqual([name, ["misplaced-annotation"]]);
      expect([name, saidOf(workloads, "service", [name])]).toEqual([name, ["without-effect"]]);
    }
  });

  it("are prices on nodes, and no others", () => {
    for (const name of ALL) {
      const said = name === "plimsoll/price-per-hour" ? [] : ["unknown-annotation"];
      expect([name, saidOf(workloads, "node", [name])]).toEqual([name, said]);
    }
  });
});

describe("times in a template", () => {
  it("take effect where it is expanded", () => {
    expect(saidOf("expanded", "template", TIMES)).toEqual([]);
  });

  it.each(["template", "job template"] as const)(
    "say when a pod ends, not when its controller makes it: %s",
    (place) => {
      expect(saidOf("controlled", place, ["plimsoll/arrives-at"])).toEqual(["without-effect"]);
      expect(saidOf("controlled", place, ["plimsoll/runs-for"])).toEqual([]);
      expect(saidOf("controlled", place, ["plimsoll/runs-for", "plimsoll/exit-code"])).toEqual([]);
      expect(saidOf("controlled", place, ["plimsoll/runs-for", "plimsoll/exit-after"])).toEqual(["without-effect"]);
    },
  );

  it("are told at their line", () => {
    const { ports, told } = listeningPorts();
    const text = manifest("template", ["plimsoll/arrives-at"], PLAIN).replace("plimsoll/", "\n    plimsoll/");
    readManifests([new SourceText("f1", text)], { ...ports, workloads: "controlled" });
    expect(told()).toMatchObject([
      { code: "without-effect", severity: "warning", position: { file: "f1", line: 2, column: 5 } },
    ]);
  });
});
