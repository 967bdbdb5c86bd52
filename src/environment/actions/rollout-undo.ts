// `kubectl rollout undo`: the template of an earlier revision takes the place of the present one.
// Source: kubectl v1.36, pkg/cmd/rollout/rollout_undo.go, pkg/polymorphichelpers/rollback.go

import { z } from "zod";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { ActionDefinition } from "./action.ts";
import { findEarlier, type EarlierTemplate, type UndoProblem } from "./earlier-templates.ts";
import { notFound, objectText, serverError } from "./kubectl-names.ts";
import { afterAnswer, DONE, failed, oneStep } from "./one-step.ts";
import { readSubject, subjectOptions, type Subject } from "./subject.ts";

const FIELDS = ["deployment", "statefulSet", "daemonSet"] as const;

type Undone = Subject<"Deployment" | "StatefulSet" | "DaemonSet">;

export const ROLLOUT_UNDO: ActionDefinition = {
  name: "rolloutUndo",
  source: "kubectl v1.36, pkg/cmd/rollout/rollout_undo.go",
  options: z
    .strictObject({
      ...subjectOptions(FIELDS),
      toRevision: z.int().min(0).optional().meta({ description: "The revision to go back to; absent or 0: the last" }),
    })
    .meta({ description: "kubectl rollout undo: back to an earlier revision" }),
  read: (options, reader) => {
    const subject = readSubject(options, FIELDS, reader);
    return { subject, toRevision: options["toRevision"] ?? 0 };
  },
  create: (settings, { client, tell }) => {
    const { subject, toRevision } = settings as { readonly subject: Undone; readonly toRevision: number };
    const { kind, namespace, name } = subject;
    return oneStep(() => {
      const object = client.find(kind, namespace, name);
      if (object === undefined) return failed(serverError(notFound(kind, name)));
      const earlier = findEarlier(subject, toRevision, client);
      if (isProblem(earlier)) return failed(`error: ${earlier.problem}`);
      if (earlier.isCurrent) {
        tell(`${objectText(kind, name)} skipped rollback (current template already matches revision ${toRevision})`);
        return DONE;
      }
      const metadata = earlier.annotations === undefined ? {} : { annotations: earlier.annotations };
      const undone = {
        ...object,
        metadata: { ...object.metadata, ...metadata },
        spec: { ...object.spec, template: earlier.template },
      };
      const stored = { kind, object: undone } as StoredObject;
      return afterAnswer(client.update(stored), () => tell(`${objectText(kind, name)} rolled back`));
    });
  },
};

function isProblem(found: EarlierTemplate | UndoProblem): found is UndoProblem {
  return "problem" in found;
}
