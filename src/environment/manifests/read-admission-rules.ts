// Limit ranges, quotas and runtime classes of manifests: what admission goes by.

import type { RuntimeClass } from "../../model/api/types/policy.ts";
import type { LimitRange, ResourceQuota } from "../../model/api/types/quota.ts";

import type { ListedRule, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { LIMIT_RANGE_USES, RESOURCE_QUOTA_USES, RUNTIME_CLASS_USES } from "./cluster-uses.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { readUses } from "./read-uses.ts";

/** A LimitRange with the defaults that follow from its bounds. */
export function readLimitRange(object: CheckedObject, ports: ReadingPorts): LimitRange {
  const { spec } = readUses(object.value, LIMIT_RANGE_USES, object, ports) as LimitRange;
  return { metadata: identityOf(object), ...(spec === undefined ? {} : { spec }) };
}

/** A quota with its place. */
export function readResourceQuota(object: CheckedObject, ports: ReadingPorts): ListedRule<ResourceQuota> {
  const { spec } = readUses(object.value, RESOURCE_QUOTA_USES, object, ports) as ResourceQuota;
  const rule = { metadata: identityOf(object), ...(spec === undefined ? {} : { spec }) };
  return { rule, position: positionOfObject(object) };
}

/** A RuntimeClass; which runtime handles its pods changes nothing here. */
export function readRuntimeClass(object: CheckedObject, ports: ReadingPorts): RuntimeClass {
  const { metadata: _metadata, ...read } = readUses(object.value, RUNTIME_CLASS_USES, object, ports) as RuntimeClass;
  return { metadata: { name: object.name }, ...read };
}

function identityOf({ name, namespace }: CheckedObject): { readonly name: string; readonly namespace: string } {
  return { name, namespace };
}
