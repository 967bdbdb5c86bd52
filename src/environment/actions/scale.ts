// `kubectl scale`: another number of replicas.
// Source: kubectl v1.36, pkg/cmd/scale/scale.go

import { z } from "zod";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { ActionDefinition } from "./action.ts";
import { notFound, objectText, serverError } from "./kubectl-names.ts";
import { afterAnswer, failed, oneStep } from "./one-step.ts";
import { readSubject, subjectOptions, type Subject } from "./subject.ts";

const FIELDS = ["deployment", "statefulSet", "replicaSet"] as const;
const MAX_REPLICAS = 1_000_000;

const OPTIONS = z
  .strictObject({
    ...subjectOptions(FIELDS),
    replicas: z
      .int()
      .min(0)
      .max(MAX_REPLICAS)
      .meta({ description: `How many replicas, 0 to ${MAX_REPLICAS}` }),
  })
  .meta({ description: "kubectl scale: another number of replicas" });

type Scaled = Subject<"Deployment" | "StatefulSet" | "ReplicaSet">;

export const SCALE: ActionDefinition = {
  name: "scale",
  source: "kubectl v1.36, pkg/cmd/scale/scale.go",
  options: OPTIONS,
  read: (options, reader) => ({ subject: readSubject(options, FIELDS, reader), replicas: options["replicas"] }),
  create: (settings, { client, tell }) => {
    const { subject, replicas } = settings as { readonly subject: Scaled; readonly replicas: number };
    const { kind, namespace, name } = subject;
    return oneStep(() => {
      const object = client.find(kind, namespace, name);
      if (object === undefined) return failed(serverError(notFound(kind, name)));
      const scaled = { kind, object: { ...object, spec: { ...object.spec, replicas } } } as StoredObject;
      return afterAnswer(client.update(scaled), () => tell(`${objectText(kind, name)} scaled`));
    });
  },
};
