// Operations of quota.jsonl.

import { CLAIM_QUOTA } from "../../../../src/model/admission/claim-quota.ts";
import { POD_QUOTA } from "../../../../src/model/admission/pod-quota.ts";
import {
  objectCountEvaluator,
  resourceOfKind,
  type QuotaEvaluator,
} from "../../../../src/model/admission/quota-evaluator.ts";
import type { NamedByMetadata } from "../../../../src/model/admission/refusal.ts";
import { admitByQuotas, enforcedQuota } from "../../../../src/model/admission/resource-quota.ts";
import { SERVICE_QUOTA } from "../../../../src/model/admission/service-quota.ts";
import type { ResourceQuota } from "../../../../src/model/api/types/quota.ts";
import { writtenResourceList } from "../../../../src/model/resource-list.ts";
import { decodedObject } from "../decoded-object.ts";
import { wholeAnswer, type Operations } from "../operation.ts";

/** 2026-01-10T12:00:00Z, when the recorder's clock stood still. */
const RECORDED_NOW_US = 1_768_046_400_000_000;

const EVALUATORS = new Map([POD_QUOTA, SERVICE_QUOTA, CLAIM_QUOTA].map((one) => [one.resource, one]));

function evaluatorOf(object: unknown): QuotaEvaluator<NamedByMetadata> {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const resource = resourceOfKind(apiVersion, kind);
  return EVALUATORS.get(resource) ?? objectCountEvaluator(resource);
}

export const QUOTA_OPERATIONS: Operations = Object.freeze({
  usage: wholeAnswer(({ object }) => {
    const usage = evaluatorOf(object).usage(decodedObject(object), RECORDED_NOW_US);
    return { usage: writtenResourceList(usage) };
  }),
  admit: wholeAnswer(({ object, quotas }) => {
    const decoded = decodedObject(object) as NamedByMetadata;
    const enforced = (quotas as readonly unknown[]).map((quota) =>
      enforcedQuota(decodedObject(quota) as ResourceQuota),
    );
    const decision = admitByQuotas(decoded, evaluatorOf(object), enforced, RECORDED_NOW_US);
    if (decision.kind === "refused") return { allowed: false, error: decision.message };
    const used = enforced.map(({ name }, index) => [name, writtenResourceList(decision.used[index]!)] as const);
    return { allowed: true, used: Object.fromEntries(used) };
  }),
});
