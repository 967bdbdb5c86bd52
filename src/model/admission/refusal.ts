// What comes of admission, and how the API server says that it does not admit an object.
// Imitates staging apiserver pkg/admission/errors.go (NewForbidden), v1.36.

/** An object that is not admitted; `message` is all that the server says. */
export interface Refusal {
  readonly kind: "refused";
  readonly message: string;
}

/** The object as it is taken on, or why it is not. */
export type AdmissionOutcome<Pod> = { readonly kind: "admitted"; readonly pod: Pod } | Refusal;

/** What names an object in a refusal. */
export interface NamedByMetadata {
  readonly metadata?: { readonly name?: string; readonly generateName?: string };
}

/** Refuses an object of a resource (`pods`, `deployments.apps`). */
export function refusal(resource: string, object: NamedByMetadata, why: string): Refusal {
  return { kind: "refused", message: `${resource} "${nameOf(object)}" is forbidden: ${why}` };
}

/** Names are generated only after admission. */
function nameOf({ metadata }: NamedByMetadata): string {
  return metadata?.name || metadata?.generateName || "Unknown";
}

/** Refuses a pod. */
export function podRefusal(pod: NamedByMetadata, why: string): Refusal {
  return refusal("pods", pod, why);
}
