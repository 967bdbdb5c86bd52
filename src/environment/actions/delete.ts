// `kubectl delete` of one object, with what it owns or without.
// Source: kubectl v1.36, pkg/cmd/delete/delete.go

import { z } from "zod";

import { US_PER_SECOND } from "../../base/time.ts";

import { durationOption, textOption } from "../option-types.ts";
import type { ActionDefinition } from "./action.ts";
import { kindText, type NamedKind } from "./kubectl-names.ts";
import { afterAnswer, oneStep } from "./one-step.ts";
import type { UserPropagation } from "./ports.ts";
import { onlyFieldOf, readSubject, subjectOptions, type Subject } from "./subject.ts";

const FIELDS = [
  "deployment",
  "statefulSet",
  "daemonSet",
  "replicaSet",
  "job",
  "cronJob",
  "horizontalPodAutoscaler",
  "service",
  "podDisruptionBudget",
  "persistentVolumeClaim",
] as const;

const PROPAGATION: Readonly<Record<string, UserPropagation>> = Object.freeze({
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
});

const OPTIONS = z
  .strictObject({
    ...subjectOptions(FIELDS),
    pod: textOption("Name of a pod").optional(),
    cascade: z
      .enum(["background", "foreground", "orphan"])
      .optional()
      .meta({ description: "What becomes of what it owns: background (the default), foreground or orphan" }),
    gracePeriod: durationOption("Of a pod: how long it has to end, in whole seconds; absent: its own").optional(),
  })
  .meta({ description: "kubectl delete: one object" });

type Settings = {
  readonly subject: Subject | undefined;
  readonly pod: { readonly namespace: string; readonly name: string } | null;
  readonly propagation: UserPropagation;
  readonly graceSeconds: number | null;
};

export const DELETE: ActionDefinition = {
  name: "delete",
  source: "kubectl v1.36, pkg/cmd/delete/delete.go",
  options: OPTIONS,
  read: (options, reader): Readonly<Record<keyof Settings, unknown>> => {
    const {
      pod,
      cascade = "background",
      gracePeriod,
    } = options as {
      readonly pod?: string;
      readonly cascade?: string;
      readonly gracePeriod?: string;
    };
    const namespace = (options["namespace"] as string | undefined) ?? "default";
    const graceUs = gracePeriod === undefined ? null : reader.spanOf(gracePeriod, ["gracePeriod"]);
    const field = onlyFieldOf(options, [...FIELDS, "pod"], reader);
    return {
      subject: field === undefined || field === "pod" ? undefined : readSubject(options, [field], reader),
      pod: pod === undefined ? null : { namespace, name: pod },
      propagation: PROPAGATION[cascade],
      graceSeconds: graceUs === null ? null : Math.floor(graceUs / US_PER_SECOND),
    };
  },
  create: (plain, { client, tell }) => {
    const { subject, pod, propagation, graceSeconds } = plain as Settings;
    const say = (kind: NamedKind, { namespace, name }: { readonly namespace: string; readonly name: string }) => {
      const how = graceSeconds === 0 ? "force deleted" : "deleted";
      tell(`${kindText(kind)} "${name}" ${how} from ${namespace} namespace`);
    };
    return oneStep(() => {
      if (pod === null) return afterAnswer(client.remove(subject!, propagation), () => say(subject!.kind, subject!));
      const answer = client.removePod(pod.namespace, pod.name, graceSeconds ?? undefined);
      return afterAnswer(answer, () => say("Pod", pod));
    });
  },
};
