// What the API server says of limit ranges.
// Imitates pkg/apis/core/validation/validation.go (ValidateLimitRange), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { forbidden, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { LimitRange, LimitRangeItem } from "../types/quota.ts";
import { duplicateWord, invalidWord } from "./choices.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { LIMIT_LISTS, validateLimitAmounts } from "./limit-amounts.ts";
import { validateContainerResourceName, validateResourceName } from "./resource-names.ts";

const METADATA = FieldPath.root("metadata");
const LIMITS = FieldPath.root("spec").child("limits");
const POD = "Pod";
const CLAIM = "PersistentVolumeClaim";
const TYPES: ReadonlySet<string> = new Set([POD, "Container", CLAIM]);
/** Pods get no defaults of their own. */
const DEFAULT_LISTS = ["default", "defaultRequest"] as const;

export function validateLimitRange({ metadata, spec }: LimitRange): readonly FieldError[] {
  const errors = [...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA)];
  const types = new Set<string>();
  for (const [index, item] of (spec?.limits ?? []).entries()) {
    const { type = "" } = item;
    const path = LIMITS.index(index);
    errors.push(...validateItem(item, path));
    if (types.has(type)) errors.push(duplicateWord(path.child("type"), type));
    types.add(type);
  }
  return errors;
}

function validateItem(item: LimitRangeItem, path: FieldPath): readonly FieldError[] {
  const { type = "" } = item;
  const judged = type === POD ? withoutDefaults(item) : item;
  return [
    ...validateTypeName(type, path.child("type")),
    ...LIMIT_LISTS.flatMap((list) =>
      Object.keys(judged[list] ?? {}).flatMap((name) =>
        validateItemResourceName(type, name, path.child(list).key(name)),
      ),
    ),
    ...(type === POD ? validateNoDefaults(item, path) : []),
    ...(type === CLAIM ? validateStorage(item, path) : []),
    ...validateLimitAmounts(judged, path),
  ];
}

function withoutDefaults({ default: _default, defaultRequest: _request, ...item }: LimitRangeItem): LimitRangeItem {
  return item;
}

function validateTypeName(type: string, path: FieldPath): readonly FieldError[] {
  const problems = qualifiedNameProblems(type);
  if (problems.length > 0) return problems.map((problem) => invalidWord(path, type, problem));
  if (type.includes("/") || TYPES.has(type)) return [];
  return [invalidWord(path, type, "must be a standard limit type or fully qualified")];
}

function validateItemResourceName(type: string, name: string, path: FieldPath): readonly FieldError[] {
  const isOfPods = type === POD || type === "Container";
  return isOfPods ? validateContainerResourceName(name, path) : validateResourceName(name, path);
}

function validateNoDefaults(item: LimitRangeItem, path: FieldPath): readonly FieldError[] {
  return DEFAULT_LISTS.filter((list) => Object.keys(item[list] ?? {}).length > 0).map((list) =>
    forbidden(path.child(list), "may not be specified when `type` is 'Pod'"),
  );
}

/** The server names a field that items do not have. */
function validateStorage({ min = {}, max = {} }: LimitRangeItem, path: FieldPath): readonly FieldError[] {
  if (Object.hasOwn(min, "storage") || Object.hasOwn(max, "storage")) return [];
  const rule = "either minimum or maximum storage value is required, but neither was provided";
  return [required(path.child("limits"), rule)];
}
