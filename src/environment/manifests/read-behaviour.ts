// The annotations by which a user says how the containers of a pod behave: checked where they stand.

import { suggestionFor } from "../../base/diagnostic.ts";
import { unreachable } from "../../base/invariant.ts";

import {
  behaviourNamed,
  behaviourValueOf,
  isBehaviourValue,
  type BehaviourValue,
} from "../../model/kubelet/container-behaviour.ts";
import type { PodSpec } from "../../model/objects.ts";

import { DURATION_EXAMPLES, nearestDuration } from "../duration-text.ts";
import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { noteSilentBehaviour } from "./silent-annotations.ts";

type Annotations = Readonly<Record<string, string>>;

/** Tells of values that are none, of containers that the pod does not have, and of what changes nothing. `path`: to the metadata. */
export function checkBehaviour(
  object: ManifestObject,
  annotations: Annotations | undefined,
  path: DocumentPath,
  spec: PodSpec,
  ports: ReadingPorts,
): void {
  const { containers, initContainers = [] } = spec;
  const { sink } = ports;
  noteSilentBehaviour(object, annotations, path, spec, ports);
  const names = [...containers, ...initContainers].map(({ name }) => name);
  for (const [name, text] of Object.entries(annotations ?? {})) {
    const behaviour = behaviourNamed(name);
    if (behaviour === undefined) continue;
    const place = [...object.path, ...path, "annotations", name];
    const { annotation, container } = behaviour;
    const kind = behaviourValueOf(annotation);
    if (!isBehaviourValue(kind, text)) {
      sink.report({
        code: kind === "duration" ? "bad-duration" : "bad-annotation",
        severity: "error",
        message: `${name}: ${JSON.stringify(text)} is not ${NOUNS[kind]}`,
        position: object.document.positionOf(place),
        path: pathText(place),
        ...expectation(kind, text),
      });
    }
    if (container === undefined || names.includes(container)) continue;
    sink.report({
      code: "bad-annotation",
      severity: "error",
      message: `${name}: the pod has no container ${container}`,
      position: object.document.positionOfKey(place),
      path: pathText(place),
      expected: names.map((known) => `${annotation}.${known}`).join(" or "),
      ...suggestionFor(
        name,
        names.map((known) => `${annotation}.${known}`),
      ),
    });
  }
}

const NOUNS: Readonly<Record<BehaviourValue, string>> = Object.freeze({
  duration: "a duration",
  "exit code": "an exit code",
  truth: "a truth value",
  size: "a size",
  "memory use": "an amount of memory over a container's age",
  "CPU use": "an amount of CPU over a container's age",
  speed: "a share of full speed over a container's age",
});

function expectation(kind: BehaviourValue, text: string): { readonly expected: string; readonly suggestion?: string } {
  switch (kind) {
    case "duration": {
      const suggestion = nearestDuration(text);
      return { expected: DURATION_EXAMPLES, ...(suggestion === undefined ? {} : { suggestion }) };
    }
    case "exit code":
      return { expected: "a whole number from 0 to 255, in quotes" };
    case "truth":
      return { expected: '"true" or "false"', ...suggestionFor(text.toLowerCase(), ["true", "false"]) };
    case "size":
      return { expected: "a quantity of bytes such as 250Mi or 1G" };
    case "memory use":
      return { expected: "a quantity such as 600Mi, or quantities at rising ages such as 200Mi@0s,600Mi@10m" };
    case "CPU use":
      return { expected: "a quantity such as 20m, or quantities at rising ages such as 1500m@0s,1500m@30s,20m@30s" };
    case "speed":
      return { expected: "a number above 0 and up to 1, or such numbers at rising ages such as 0.4@0s,1@30s" };
    default:
      return unreachable(kind);
  }
}
