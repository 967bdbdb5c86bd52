// The parts of metadata that readers of all kinds need: the name an object goes by, and the times that plimsoll's
// own annotations put on pods.

import { suggestionFor, type Diagnostic } from "../../base/diagnostic.ts";
import { nearestName } from "../../base/nearest-name.ts";

import { BEHAVIOUR_ANNOTATIONS, behaviourNamed } from "../../model/kubelet/container-behaviour.ts";

import { DURATION_EXAMPLES, nearestDuration, parseDuration } from "../duration-text.ts";
import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import { RUNS_FOREVER_US } from "../workload.ts";
import { pathText } from "./document-path.ts";
import type { ManifestObject } from "./manifest-objects.ts";

export const DEFAULT_NAMESPACE = "default";

/** When a pod is created after the run's begin, and how long it runs once started. */
export const ARRIVES_AT = "plimsoll/arrives-at";
export const RUNS_FOR = "plimsoll/runs-for";
const OWN_NAME = "plimsoll";
export const OWN_PREFIX = `${OWN_NAME}/`;

const POD_ANNOTATIONS = [ARRIVES_AT, RUNS_FOR, ...BEHAVIOUR_ANNOTATIONS];

export interface ListedTimes {
  readonly listedAtUs: number;
  readonly lifetimeUs: number;
}

/** What pods without annotations have. */
const AT_START_FOR_EVER: ListedTimes = Object.freeze({ listedAtUs: 0, lifetimeUs: RUNS_FOREVER_US });

/** Reads the annotations under `path` (to the metadata) of an object. */
export function readListedTimes(
  object: ManifestObject,
  annotations: Readonly<Record<string, string>> | undefined,
  path: DocumentPath,
  ports: ReadingPorts,
): ListedTimes {
  let { listedAtUs, lifetimeUs } = AT_START_FOR_EVER;
  for (const [name, text] of Object.entries(annotations ?? {})) {
    noteOtherPrefix(object, name, path, ports);
    if (!name.startsWith(OWN_PREFIX) || behaviourNamed(name) !== undefined) continue;
    const place = [...object.path, ...path, "annotations", name];
    if (name !== ARRIVES_AT && name !== RUNS_FOR) {
      ports.sink.report(unknownAnnotation(object, [...path, "annotations", name], POD_ANNOTATIONS));
      continue;
    }
    const duration = parseDuration(text);
    if (duration === undefined) {
      const suggestion = nearestDuration(text);
      ports.sink.report({
        code: "bad-duration",
        severity: "error",
        message: `${name}: ${JSON.stringify(text)} is not a duration`,
        position: object.document.positionOf(place),
        path: pathText(place),
        expected: DURATION_EXAMPLES,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    } else if (name === ARRIVES_AT) listedAtUs = duration;
    else lifetimeUs = duration;
  }
  return { listedAtUs, lifetimeUs };
}

/** Of an annotation that would be plimsoll's, had it its prefix: the prefix is misspelt, or there is none. */
function noteOtherPrefix(object: ManifestObject, name: string, path: DocumentPath, { notes }: ReadingPorts): void {
  const slash = name.indexOf("/");
  const meant = OWN_PREFIX + name.slice(slash + 1);
  if (meant === name || !isOwn(meant)) return;
  if (slash >= 0 && nearestName(name.slice(0, slash).split(".", 1)[0]!, [OWN_NAME]) === undefined) return;
  const message = `${name} says nothing to plimsoll`;
  notes.add({ code: "other-prefix", severity: "warning", message, suggestion: meant }, () =>
    object.document.positionOfKey([...object.path, ...path, "annotations", name]),
  );
}

function isOwn(name: string): boolean {
  return name === ARRIVES_AT || name === RUNS_FOR || behaviourNamed(name) !== undefined;
}

/** Of an annotation with plimsoll's prefix, at `path` in the object, that is none of those `known` there. */
export function unknownAnnotation(object: ManifestObject, path: DocumentPath, known: readonly string[]): Diagnostic {
  const name = String(path.at(-1));
  const place = [...object.path, ...path];
  return {
    code: "unknown-annotation",
    severity: "error",
    message: `plimsoll has no annotation ${name} here`,
    position: object.document.positionOfKey(place),
    path: pathText(place),
    expected: known.join(" or "),
    ...suggestionFor(name, known),
  };
}

/** Annotations that stand on a workload object itself, where no pod has them from. `path`: to where its pods have them from. */
export function noteMisplacedTimes(
  object: ManifestObject,
  annotations: Readonly<Record<string, string>> | undefined,
  path: DocumentPath,
  { notes }: ReadingPorts,
): void {
  for (const name of Object.keys(annotations ?? {})) {
    if (!name.startsWith(OWN_PREFIX)) continue;
    const right = pathText([...path, "annotations"]);
    const message = `${name} says nothing on a ${object.kind} itself: it belongs to ${right}`;
    notes.add({ code: "misplaced-annotation", severity: "warning", message }, () =>
      object.document.positionOfKey([...object.path, "metadata", "annotations", name]),
    );
  }
}
