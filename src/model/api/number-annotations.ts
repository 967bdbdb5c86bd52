// Annotations that hold what was a field in old versions of the API: the server reads them as that field.
// Imitates pkg/apis/apps/v1/conversion.go, v1.36.

import { parseInt64, readInt64 } from "../go-integer.ts";
import type { Draft } from "./api-type.ts";
import type { DecodeProblem } from "./decode.ts";
import { quoted } from "../go-text.ts";
import type { ObjectMeta } from "./types/object-meta.ts";

/** How often a DaemonSet's template has changed. */
export const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
/** The revision to which a Deployment is to go back. */
export const ROLLBACK_TO = "deprecated.deployment.rollback.to";

/** The number in the annotation, undefined if there is none or if it is no int64. */
export function annotatedNumber(metadata: ObjectMeta | undefined, name: string): bigint | undefined {
  const text = metadata?.annotations?.[name];
  return text === undefined ? undefined : parseInt64(text);
}

/** Sets the annotation. */
export function annotateNumber(object: { metadata?: Draft<ObjectMeta> }, name: string, value: bigint): void {
  object.metadata ??= {};
  object.metadata.annotations = { ...object.metadata.annotations, [name]: String(value) };
}

/** Why the annotation, which is there, is no number: `before` stands before the words of Go's strconv. */
export function annotationProblem(metadata: ObjectMeta, name: string, before = ""): DecodeProblem {
  const text = metadata.annotations?.[name] ?? "";
  const reading = readInt64(text);
  const reason = reading.kind === "exact" ? "" : reading.reason;
  return {
    kind: "wrong-type",
    path: ["metadata", "annotations", name],
    message: `${before}strconv.ParseInt: parsing ${quoted(text)}: ${reason}`,
    expected: "a whole number",
    final: true,
  };
}

/** The metadata that the server validates: without the annotation that is a field to it. */
export function withoutAnnotation(metadata: ObjectMeta | undefined, name: string): ObjectMeta | undefined {
  if (metadata?.annotations?.[name] === undefined) return metadata;
  const { [name]: _field, ...annotations } = metadata.annotations;
  return { ...metadata, annotations };
}
