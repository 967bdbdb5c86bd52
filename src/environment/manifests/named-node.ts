// A node's name in the template of a workload: its pods are made on that node, past the scheduler. That is not simulated, and told.
// Source: kubelet v1.36, pkg/kubelet/lifecycle/predicate.go, which alone looks at such pods.

import type { PodSpec } from "../../model/objects.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import type { ManifestObject } from "./manifest-objects.ts";

const MESSAGE =
  "pods of a template that names a node go to it by the scheduler and wait where it has no room; " +
  "real ones are made on the node, and its kubelet turns away those that it has no room for";

/** `path`: to the template's metadata. */
export function noteNamedNode(
  object: ManifestObject,
  path: DocumentPath,
  { nodeName }: PodSpec,
  { notes }: ReadingPorts,
): void {
  if (nodeName === undefined || nodeName === "") return;
  const place = [...object.path, ...path.slice(0, -1), "spec", "nodeName"];
  notes.add({ code: "not-simulated", severity: "not-simulated", message: MESSAGE }, () =>
    object.document.positionOfKey(place),
  );
}
