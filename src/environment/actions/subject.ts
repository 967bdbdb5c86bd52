// Which object an action is about: `deployment: web`, perhaps with its namespace.

import type { z } from "zod";

import type { StoredKind } from "../../cluster/object-store.ts";

import { textOption } from "../option-types.ts";
import type { ActionReader } from "./action.ts";

const FIELD_KINDS = Object.freeze({
  deployment: "Deployment",
  statefulSet: "StatefulSet",
  daemonSet: "DaemonSet",
  replicaSet: "ReplicaSet",
  job: "Job",
  cronJob: "CronJob",
  horizontalPodAutoscaler: "HorizontalPodAutoscaler",
  service: "Service",
  podDisruptionBudget: "PodDisruptionBudget",
  persistentVolumeClaim: "PersistentVolumeClaim",
} as const satisfies Readonly<Record<string, StoredKind>>);

export type SubjectField = keyof typeof FIELD_KINDS;
export type SubjectKind = (typeof FIELD_KINDS)[SubjectField];

/** One object; plain data. */
export interface Subject<Kind extends SubjectKind = SubjectKind> {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

/** The fields that name it, one of which must be there. */
export function subjectOptions(fields: readonly SubjectField[]) {
  return {
    ...Object.fromEntries(fields.map((field) => [field, textOption(`Name of the ${FIELD_KINDS[field]}`).optional()])),
    namespace: textOption("Its namespace; absent: default").optional(),
  } as Record<SubjectField | "namespace", z.ZodOptional<z.ZodString>>;
}

/** The object that the options name; undefined if they name none or several, which is told. */
export function readSubject(
  options: Readonly<Record<string, unknown>>,
  fields: readonly SubjectField[],
  reader: ActionReader,
): Subject | undefined {
  const field = onlyFieldOf(options, fields, reader);
  if (field === undefined) return undefined;
  const namespace = (options["namespace"] as string | undefined) ?? "default";
  const subject = { kind: FIELD_KINDS[field], namespace, name: options[field] as string };
  reader.expectObject(subject, [field]);
  return subject;
}

/** The one of the fields that the options have; undefined if they have none or several, which is told. */
export function onlyFieldOf<Field extends string>(
  options: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  reader: ActionReader,
): Field | undefined {
  const named = fields.filter((field) => options[field] !== undefined);
  if (named.length === 1) return named[0];
  const message = named.length === 0 ? "the action names no object" : "the action names more than one object";
  const code = named.length === 0 ? "missing-field" : "too-many-kinds";
  reader.report([], { code, message, expected: `one of ${fields.join(", ")}` });
  return undefined;
}
