// The quotas of a plan as objects, as they stand when the run begins: what is there already has been counted.

import { recountedStatus } from "../model/admission/quota-recount.ts";
import type { ResourceQuota } from "../model/api/types/quota.ts";
import { objectUid } from "../model/generated-names.ts";

import type { ControllerView } from "../components/controllers/controller.ts";
import { countedKinds } from "../components/controllers/resource-quota/counted-kinds.ts";

/** `createdAt` as the API writes it. */
export function quotaAtStart(quota: ResourceQuota, view: ControllerView, createdAt: string): ResourceQuota {
  const { namespace = "default", name = "" } = quota.metadata ?? {};
  const uid = objectUid(`ResourceQuota/${namespace}/${name}/0`);
  const metadata = { ...quota.metadata, namespace, uid, creationTimestamp: createdAt };
  const status = recountedStatus(quota, countedKinds(view, namespace));
  return { ...quota, metadata, ...(status === undefined ? {} : { status }) };
}
