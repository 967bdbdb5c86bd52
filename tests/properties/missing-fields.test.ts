// What the reader says of objects that lack a field: the API server's words, at the part of the file that lacks it.

import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isCollection, isNode, parseDocument, type Document } from "yaml";

import { SourceText } from "../../src/environment/documents/source-text.ts";

import { readTexts } from "../environment/reading.ts";
import { EVERY_KIND, pathsIn, without, type KubernetesObject, type Path } from "./every-kind.ts";
import { runsFor, SEED, TIMEOUT_MS } from "./mutations.ts";

interface Told {
  readonly text: string;
  readonly path: string;
  readonly place: string;
}

function mistakesIn(text: string): readonly Told[] {
  return readTexts(text)
    .told.filter(({ severity }) => severity === "error")
    .map(({ message, path = "", position }) => ({
      text: message.replace(/^The \w+ ".*?" is invalid: /, ""),
      path,
      place: `${position?.line}:${position?.column}`,
    }));
}

function objectOf(kind: string, name: string): KubernetesObject {
  return EVERY_KIND.find(
    (object) => object.kind === kind && (object["metadata"] as { readonly name: string }).name === name,
  )!;
}

describe("an object without a field", () => {
  it.each<[kind: string, name: string, path: Path, text: string]>([
    ["Namespace", "shop", ["metadata", "name"], "metadata.name: Required value: name or generateName is required"],
    ["RuntimeClass", "sandboxed", ["handler"], "handler: Required value"],
    ["Node", "node-1", ["spec", "taints", 0, "effect"], "metadata.taints[0].effect: Required value"],
    ["StorageClass", "fast", ["provisioner"], "provisioner: Required value"],
    ["CSINode", "node-1", ["spec", "drivers", 0, "nodeID"], "spec.drivers[0].nodeID: Required value"],
    ["VolumeAttachment", "attachment-1", ["spec", "attacher"], "spec.attacher: Required value"],
    ["PersistentVolume", "volume-1", ["spec", "csi"], "spec: Required value: must specify a volume type"],
    ["PersistentVolume", "volume-1", ["spec", "accessModes"], "spec.accessModes: Required value"],
    ["PersistentVolumeClaim", "scratch", ["spec", "resources", "requests"], "spec.resources[storage]: Required value"],
    ["Service", "web", ["spec", "ports"], "spec.ports: Required value"],
    ["Service", "web", ["spec", "ports", 1, "name"], "spec.ports[1].name: Required value"],
    ["EndpointSlice", "web-abcde", ["addressType"], "addressType: Required value"],
    [
      "HorizontalPodAutoscaler",
      "web",
      ["spec", "metrics", 0, "resource", "name"],
      "spec.metrics[0].resource.name: Required value: must specify a resource name",
    ],
    [
      "HorizontalPodAutoscaler",
      "store",
      ["spec", "scaleTargetRef", "kind"],
      "spec.scaleTargetRef.kind: Required value",
    ],
    ["Pod", "bare", ["spec", "containers", 0, "name"], "spec.containers[0].name: Required value"],
    ["Deployment", "web", ["spec", "template", "spec"], "spec.template.spec.containers: Required value"],
    ["ReplicaSet", "solo", ["spec", "selector"], "spec.selector: Required value"],
    ["ReplicationController", "old", ["spec", "template"], "spec.template: Required value"],
    [
      "StatefulSet",
      "store",
      ["spec", "volumeClaimTemplates", 0, "spec", "accessModes"],
      "spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required",
    ],
    [
      "DaemonSet",
      "agent",
      ["spec", "template", "spec", "volumes", 0, "hostPath", "path"],
      "spec.template.spec.volumes[0].hostPath.path: Required value",
    ],
    [
      "Job",
      "index",
      ["spec", "template", "spec", "restartPolicy"],
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
    ["CronJob", "nightly", ["spec", "schedule"], "spec.schedule: Required value"],
  ])("%s %s without %j", (kind, name, path, text) => {
    const spoilt = dump(without(objectOf(kind, name), path));
    const told = mistakesIn(spoilt).find((mistake) => mistake.text === text);
    expect(told, text).toBeDefined();
    expect(told!.place).toBe(placeOf(path.slice(0, -1), spoilt));
  });

  it(
    "is told where the field would stand, whatever field it is",
    () => {
      const fields = EVERY_KIND.flatMap((object) => [...pathsIn(object)].map((path) => ({ object, path })));
      fc.assert(
        fc.property(fc.constantFrom(...fields), ({ object, path }) => {
          const spoilt = dump(without(object, path));
          for (const { text, path: said, place } of mistakesIn(spoilt)) {
            if (text.includes("Required value")) expect(place, text).toBe(placeOf(steps(said), spoilt));
          }
        }),
        { seed: SEED, numRuns: runsFor(250, 1) },
      );
    },
    TIMEOUT_MS,
  );
});

/** Line and column of what stands at the path, or of the innermost part of it, as another reader of YAML sees them. */
function placeOf(path: Path, text: string): string {
  const document: Document = parseDocument(text);
  let node: unknown = document.contents;
  for (const step of path) {
    const part: unknown = isCollection(node) ? node.get(step, true) : undefined;
    if (part === undefined) break;
    node = part;
  }
  const offset = isNode(node) ? node.range![0] : 0;
  const { line, column } = new SourceText("f1", text).positionAt(offset);
  return `${line}:${column}`;
}

/** `spec.ports[0].name` in steps; the server says that the taints of a node stand under its metadata. */
function steps(path: string): Path {
  const names = path.replace(/^metadata\.taints/, "spec.taints").match(/[^.[\]]+/g) ?? [];
  return names.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
}
