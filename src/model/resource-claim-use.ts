// The claims to devices that a pod uses, compiled once per class: those that it names, and those made for it alone.
// Imitates staging dynamic-resource-allocation/resourceclaim/resourceclaim.go (Name) and
// pkg/controller/resourceclaim/controller.go (handleClaim), v1.36; generated names are the same in every run.

import { mixBits } from "../base/hash.ts";

import type { PodResourceClaim } from "./api/types/pod.ts";
import type { Pod } from "./objects.ts";

export type ResourceClaimUse =
  | { readonly kind: "claim"; readonly claimName: string }
  /** Made from a template; `claimName` is known where the pod's status says it. */
  | {
      readonly kind: "template";
      readonly entryName: string;
      readonly templateName: string;
      readonly claimName: string | undefined;
    };

const NONE: readonly ResourceClaimUse[] = Object.freeze([]);

/** In the pod's order. An entry for which its status says that no claim is needed is none. */
export function resourceClaimUsesOf({ spec, status }: Pod): readonly ResourceClaimUse[] {
  if (spec.resourceClaims === undefined || spec.resourceClaims.length === 0) return NONE;
  const statuses = new Map(
    (status?.resourceClaimStatuses ?? []).map(({ name, resourceClaimName }) => [name, { resourceClaimName }]),
  );
  return (spec.resourceClaims as readonly PodResourceClaim[]).flatMap((entry): readonly ResourceClaimUse[] => {
    const { name: entryName = "", resourceClaimName, resourceClaimTemplateName: templateName } = entry;
    if (resourceClaimName !== undefined) return [{ kind: "claim", claimName: resourceClaimName }];
    if (templateName === undefined) return [];
    const made = statuses.get(entryName);
    if (made !== undefined && made.resourceClaimName === undefined) return [];
    return [{ kind: "template", entryName, templateName, claimName: made?.resourceClaimName }];
  });
}

/** The name of the claim behind a use, for a pod of this name. */
export function resourceClaimNameOf(use: ResourceClaimUse, podName: string): string {
  return use.claimName ?? generatedClaimName(podName, (use as { readonly entryName: string }).entryName);
}

/** The alphabet of generated names: no vowels, no digits that look like letters. */
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const SUFFIX_LENGTH = 5;
const MAX_NAME = 63;

/** `pod-entry-7xk2p`. */
function generatedClaimName(podName: string, entryName: string): string {
  const base = `${podName}-${entryName}-`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < base.length; index += 1) hash = Math.imul(hash ^ base.charCodeAt(index), 0x01000193);
  let number = mixBits(hash) >>> 0;
  let suffix = "";
  for (let place = 0; place < SUFFIX_LENGTH; place += 1) {
    suffix += ALPHABET[number % ALPHABET.length]!;
    number = Math.floor(number / ALPHABET.length);
  }
  return base.slice(0, MAX_NAME - SUFFIX_LENGTH) + suffix;
}
