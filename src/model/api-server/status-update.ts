// What a request about an object's status changes: the status, and the annotations that come with it, which the Deployment
// controller counts on for its revision. All else stays.
// Imitates the status strategies of pkg/registry/apps/*/strategy.go (PrepareForUpdate), v1.36.

import { merged } from "../../base/merged.ts";

import type { ObjectMeta } from "../api/types/object-meta.ts";

interface WithStatus {
  readonly metadata?: ObjectMeta;
  readonly status?: unknown;
}

/** The stored object with the status and the annotations that were sent. Copied whole first: that is the quickest way to a copy. */
export function withSentStatus<Stored extends WithStatus>(stored: Stored, sent: WithStatus): Stored {
  const annotations = sent.metadata?.annotations;
  const copy: { -readonly [Field in keyof WithStatus]: WithStatus[Field] } = { ...stored };
  if (annotations !== undefined && annotations !== stored.metadata?.annotations) {
    copy.metadata = merged(stored.metadata ?? {}, { annotations });
  }
  if (sent.status !== undefined) copy.status = sent.status;
  return copy as Stored;
}
