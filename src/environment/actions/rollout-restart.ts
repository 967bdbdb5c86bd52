// `kubectl rollout restart`: the pod template gets a new annotation, so that all pods are made anew.
// Source: kubectl v1.36, pkg/cmd/rollout/rollout_restart.go, pkg/polymorphichelpers/objectrestarter.go

import { z } from "zod";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { ActionDefinition } from "./action.ts";
import { notFound, objectText, resourceText, serverError } from "./kubectl-names.ts";
import { afterAnswer, failed, oneStep } from "./one-step.ts";
import { readSubject, subjectOptions, type Subject } from "./subject.ts";

const FIELDS = ["deployment", "statefulSet", "daemonSet"] as const;
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

type Restarted = Subject<"Deployment" | "StatefulSet" | "DaemonSet">;

export const ROLLOUT_RESTART: ActionDefinition = {
  name: "rolloutRestart",
  source: "kubectl v1.36, pkg/cmd/rollout/rollout_restart.go",
  options: z
    .strictObject(subjectOptions(FIELDS))
    .meta({ description: "kubectl rollout restart: all pods are made anew" }),
  read: (options, reader) => ({ subject: readSubject(options, FIELDS, reader) }),
  create: (settings, { client, tell }) => {
    const { kind, namespace, name } = settings["subject"] as Restarted;
    return oneStep((nowUs) => {
      const object = client.find(kind, namespace, name);
      if (object === undefined) return failed(serverError(notFound(kind, name)));
      if ((object.spec as { readonly paused?: boolean } | undefined)?.paused === true) {
        const why = "can't restart paused deployment (run rollout resume first)";
        return failed(`error: ${resourceText(kind)} "${name}" ${why}`);
      }
      const restarted = restartedAt(object.spec?.template, client.timestampAt(nowUs));
      if (restarted === undefined) return failed(tooSoon(name));
      const stored = { kind, object: { ...object, spec: { ...object.spec, template: restarted } } } as StoredObject;
      return afterAnswer(client.update(stored), () => tell(`${objectText(kind, name)} restarted`));
    });
  },
};

interface Template {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

/** The template with the moment; undefined if it has that moment already. */
function restartedAt(template: unknown, timestamp: string): Template | undefined {
  const before = (template ?? {}) as Template;
  const annotations = before.metadata?.annotations ?? {};
  if (Object.hasOwn(annotations, RESTARTED_AT) && annotations[RESTARTED_AT] === timestamp) return undefined;
  return { ...before, metadata: { ...before.metadata, annotations: { ...annotations, [RESTARTED_AT]: timestamp } } };
}

function tooSoon(name: string): string {
  const rest =
    "if restart has already been triggered within the past second, please wait before attempting to trigger another";
  return `error: failed to create patch for ${name}: ${rest}`;
}
