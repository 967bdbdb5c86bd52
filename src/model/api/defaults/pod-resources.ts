// Defaults of what a pod requests as a whole and in its containers.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_Pod, defaultPodRequests, defaultHugePagePodLimits), v1.36.

import { containersTogether, WRITTEN_LIMITS, WRITTEN_REQUESTS, type SizedContainers } from "../../container-amounts.ts";
import { canonicalText } from "../../quantity/canonical-text.ts";
import { isHugePages, isPodLevelResource } from "../../resource-name.ts";

/** Amounts by resource name; the trimmed objects of a simulation may hold numbers. */
type Amounts = Record<string, string | number>;

/** A container, or a pod as a whole, whose amounts are completed in place. */
export interface SizedDraft {
  resources?: { requests?: Amounts; limits?: Amounts };
}

/** Requests that are not written are the limits. */
export function applyRequestDefaults({ resources }: SizedDraft): void {
  if (resources?.limits !== undefined) resources.requests = { ...resources.limits, ...resources.requests };
}

/** Where something is written for the pod as a whole, what is missing follows from its containers and its limits. */
export function applyPodLevelDefaults(spec: SizedContainers & SizedDraft): void {
  applyHugePageLimits(spec);
  applyPodLevelRequests(spec);
}

/** Limits on huge pages that the pod has no word about are those of its containers together. */
function applyHugePageLimits(spec: SizedContainers & SizedDraft): void {
  const { resources } = spec;
  if (resources === undefined || (isEmpty(resources.limits) && isEmpty(resources.requests))) return;
  const limits = { ...resources.limits };
  for (const [name, sum] of containersTogether(spec, WRITTEN_LIMITS)) {
    if (!isHugePages(name) || has(resources.requests, name) || has(limits, name)) continue;
    limits[name] = canonicalText(sum);
  }
  if (!isEmpty(limits)) resources.limits = limits;
}

/** Requests that the pod has no word about are its containers' together, else its limits. */
function applyPodLevelRequests(spec: SizedContainers & SizedDraft): void {
  const { resources } = spec;
  if (resources?.limits === undefined || isEmpty(resources.limits)) return;
  const requests = { ...resources.requests };
  for (const [name, sum] of containersTogether(spec, WRITTEN_REQUESTS)) {
    if (isPodLevelResource(name) && !isHugePages(name) && !has(requests, name)) requests[name] = canonicalText(sum);
  }
  for (const [name, limit] of Object.entries(resources.limits)) {
    if (isPodLevelResource(name) && !has(requests, name)) requests[name] = limit;
  }
  if (!isEmpty(requests)) resources.requests = requests;
}

function has(amounts: Amounts | undefined, name: string): boolean {
  return amounts !== undefined && Object.hasOwn(amounts, name);
}

function isEmpty(amounts: Amounts | undefined): boolean {
  return amounts === undefined || Object.keys(amounts).length === 0;
}
