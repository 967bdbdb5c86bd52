// A scheduler extender: somebody outside who may refuse nodes, score them and reconsider victims, asked once a decision about
// all the nodes at once. How the question reaches it is the business of whoever made it.
// Imitates pkg/scheduler/extender.go (HTTPExtender), v1.36.

import type { Pod } from "../../model/objects.ts";

/** In the place of a plugin's name where extenders refuse. */
export const EXTENDER_NAME = "Extender";

/** What comes back: the body of an answer, or why there is none. */
export type ExtenderAnswer =
  { readonly kind: "answered"; readonly body: unknown } | { readonly kind: "failed"; readonly error: string };

export interface Extender {
  /** Its urlPrefix. */
  readonly name: string;
  /** Verbs that it answers; empty: none. */
  readonly filterVerb: string;
  readonly prioritizeVerb: string;
  readonly preemptVerb: string;
  readonly bindVerb: string;
  readonly weight: number;
  /** It knows the nodes, and is sent names only. */
  readonly nodeCacheCapable: boolean;
  /** Pods are scheduled without it where it fails. */
  readonly ignorable: boolean;
  /** It is asked only about pods that ask for one of these; empty: about all. */
  readonly managedResources: ReadonlySet<string>;
  /** Asks and waits. `args` is as it goes over the wire, to be read only. */
  send(verb: string, args: Readonly<Record<string, unknown>>): ExtenderAnswer;
}

/** Whether the extender is asked about the pod at all: some container names a resource that it manages. */
export function isInterested({ managedResources }: Extender, { spec }: Pod): boolean {
  if (managedResources.size === 0) return true;
  return [...spec.containers, ...(spec.initContainers ?? [])].some(({ resources = {} }) =>
    [resources.requests, resources.limits].some((amounts) =>
      Object.keys(amounts ?? {}).some((name) => managedResources.has(name)),
    ),
  );
}
