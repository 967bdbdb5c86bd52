// `kubectl apply`: objects of manifests come, or change to what the manifests say; what no manifest names stays.
// Source: kubectl v1.36, pkg/cmd/apply/{apply,patcher}.go

import { z } from "zod";

import { storedApiKindOf } from "../../model/api/api-kinds.ts";
import { areSemanticallyEqual } from "../../model/api/semantic-equality.ts";
import type { Pod } from "../../model/objects.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import { textOption } from "../option-types.ts";
import type { ActionDefinition } from "./action.ts";
import { asKnown, asWritten } from "./as-written.ts";
import { objectText, serverError } from "./kubectl-names.ts";
import type { ManifestContent } from "./manifest-content.ts";
import { appliedOver, namedFields, type NamedFields } from "./named-fields.ts";
import { DONE, failed, oneStep } from "./one-step.ts";
import type { UserAnswer, UserClient } from "./ports.ts";

const OPTIONS = z
  .strictObject({
    manifests: z
      .array(textOption("A path, a directory or a pattern"))
      .min(1)
      .optional()
      .meta({ description: "Paths, directories or patterns of YAML or JSON files, relative to the scenario" }),
    objects: z
      .array(z.record(z.string(), z.unknown()).meta({ description: "A Kubernetes object" }))
      .min(1)
      .optional()
      .meta({ description: "Kubernetes objects as they would stand in a file of manifests" }),
  })
  .meta({ description: "kubectl apply: objects come, or change to what is written" });

export const APPLY: ActionDefinition = {
  name: "apply",
  source: "kubectl v1.36, pkg/cmd/apply/apply.go",
  options: OPTIONS,
  read: (options, reader) => {
    const { manifests, objects } = options as z.infer<typeof OPTIONS>;
    if (manifests === undefined && objects === undefined) {
      const message = "apply names no objects";
      reader.report([], { code: "missing-field", message, expected: "manifests or objects" });
    }
    return { content: reader.manifestsOf(options) };
  },
  create: (settings, { client, tell }) =>
    oneStep(() => {
      const { objects, named, pods, nodes } = settings["content"] as ManifestContent;
      const outcomes = [
        ...nodes.map(({ node, pool }) => {
          const known = client.findNode(node.metadata.name);
          const answer = known === undefined ? client.createNode(node, pool) : client.updateNode(node);
          return outcomeOf(
            answer,
            objectText("Node", node.metadata.name),
            known === undefined ? "created" : "configured",
          );
        }),
        ...objects.map((stored, place) => applyObject(client, stored, named[place]!)),
        ...pods.map((pod) => applyPod(client, pod)),
      ];
      for (const { said } of outcomes) if (said !== undefined) tell(said);
      const refusals = outcomes.flatMap(({ refused }) => refused ?? []);
      return refusals.length === 0 ? DONE : failed(refusals.join("\n"));
    }),
};

/** One of the two. */
interface Outcome {
  readonly said?: string;
  readonly refused?: string;
}

function outcomeOf(answer: UserAnswer, object: string, what: string): Outcome {
  return answer.kind === "refused" ? { refused: serverError(answer) } : { said: `${object} ${what}` };
}

function applyObject(client: UserClient, stored: StoredObject, named: NamedFields | null): Outcome {
  const { kind, object } = asWritten(stored);
  const name = object.metadata?.name ?? "";
  const known = client.find(kind, namespaceIn(stored), name);
  if (known === undefined)
    return outcomeOf(client.create({ kind, object } as StoredObject), objectText(kind, name), "created");
  const merged = asKnown({ kind, object: mergedOver(known, object, named ?? namedFields(object)) });
  const applied = merged.object;
  const type = storedApiKindOf(kind)?.type;
  if (type !== undefined && areSemanticallyEqual(applied, known, type))
    return { said: `${objectText(kind, name)} unchanged` };
  return outcomeOf(client.update(merged), objectText(kind, name), "configured");
}

/** Fields that an apply leaves as the server has them. */
const NOT_WRITTEN: readonly string[] = ["apiVersion", "kind", "metadata", "status"];
/** Of the metadata, those that it does not. */
const WRITTEN_METADATA = ["labels", "annotations"] as const;

type Content = Readonly<Record<string, unknown>>;

/** What is written in the place of what was there; identity and status stay. */
function mergedOver(known: StoredObject["object"], written: StoredObject["object"], named: NamedFields): Content {
  const [before, after] = [known, written] as readonly Content[];
  const metadata: Record<string, unknown> = { ...known.metadata };
  const namedMetadata = named["metadata"] ?? {};
  for (const field of WRITTEN_METADATA) {
    const applied = appliedOver(
      known.metadata?.[field] ?? {},
      written.metadata?.[field] ?? {},
      namedMetadata[field] ?? {},
    );
    if (Object.keys(applied).length > 0) metadata[field] = applied;
    else delete metadata[field];
  }
  const kept = Object.fromEntries(NOT_WRITTEN.flatMap((field) => (field in known ? [[field, before![field]]] : [])));
  return { ...appliedOver(without(before!), without(after!), named), ...kept, metadata };
}

function without(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([field]) => !NOT_WRITTEN.includes(field)));
}

/** Of a pod that is there, hardly anything may change: it stays as it is. */
function applyPod(client: UserClient, pod: Pod): Outcome {
  const { name, namespace = "default" } = pod.metadata;
  if (client.findPod(namespace, name) !== undefined) return { said: `${objectText("Pod", name)} unchanged` };
  return outcomeOf(client.createPod(pod), objectText("Pod", name), "created");
}
