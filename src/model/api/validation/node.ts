// What the API server says of nodes.
// Imitates pkg/apis/core/validation/validation.go (ValidateNode, ValidateNodeUpdate), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { isIpv4, parseIpBlock } from "../../ip-address.ts";
import { legacyCidrProblems } from "../../ip-problems.ts";
import { DNS_SUBDOMAIN_LENGTH_MAX, dns1123SubdomainProblems } from "../../name-formats.ts";
import { duplicate, forbidden, internalError, invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { jsonText, quoted } from "../../go-text.ts";
import type { Node } from "../types/node.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validatePositive } from "./numbers.ts";
import { validateResourceQuantity } from "./quantities.ts";
import { validateNodeTaints } from "./taints.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const STATUS = FieldPath.root("status");
const FEATURE = /^[A-Z][a-zA-Z0-9]*(\/[a-zA-Z][a-zA-Z0-9]*)*$/;
const FEATURE_RULE =
  "must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or " +
  "MyFeature/mySubFeature), and contain only alphanumeric characters and slashes";
const UNCHANGEABLE = 'except from "" to valid';

export function validateNode(node: Node): readonly FieldError[] {
  const { metadata, spec, status } = node;
  const swapCapacity = status?.nodeInfo?.swap?.capacity;
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    // The server itself says `metadata` where the taints of the spec are wrong.
    ...validateNodeTaints(spec?.taints ?? [], METADATA.child("taints")),
    ...validateNodeResources(node),
    ...(swapCapacity === undefined ? [] : validatePositive(swapCapacity, METADATA.child("nodeSwapStatus", "capacity"))),
    ...validateDeclaredFeatures(status?.declaredFeatures ?? [], STATUS.child("declaredFeatures")),
    ...validatePodBlocks(spec?.podCIDRs ?? [], SPEC.child("podCIDRs")),
  ];
}

function validateNodeResources({ status }: Node): readonly FieldError[] {
  return (["capacity", "allocatable"] as const).flatMap((list) =>
    Object.entries(status?.[list] ?? {}).flatMap(([name, amount]) =>
      validateResourceQuantity(name, amount, STATUS.child(list, name)),
    ),
  );
}

function validateDeclaredFeatures(features: readonly string[], path: FieldPath): readonly FieldError[] {
  return features.flatMap((feature, index) => {
    const errors: FieldError[] = [];
    const problem = featureProblem(feature);
    if (problem !== undefined) {
      errors.push(invalid(path.index(index), feature, `invalid feature name ${quoted(feature)}: ${problem}`));
    }
    const next = features[index + 1];
    if (next === feature) errors.push(duplicate(path.index(index + 1), next));
    else if (next !== undefined && feature > next) {
      errors.push(invalid(path.index(index + 1), next, "list must be sorted alphabetically"));
    }
    return errors;
  });
}

function featureProblem(feature: string): string | undefined {
  if (utf8LengthBytes(feature) > DNS_SUBDOMAIN_LENGTH_MAX) {
    return `must be no more than ${DNS_SUBDOMAIN_LENGTH_MAX} characters`;
  }
  return FEATURE.test(feature) ? undefined : FEATURE_RULE;
}

/** At most one block of addresses for each family. */
function validatePodBlocks(blocks: readonly string[], path: FieldPath): readonly FieldError[] {
  const errors = blocks.flatMap((text, index) =>
    legacyCidrProblems(text).map((problem) => invalid(path.index(index), text, problem)),
  );
  if (blocks.length < 2) return errors;
  const parsed = blocks.map((text) => parseIpBlock(text));
  const unreadable = parsed.indexOf(undefined);
  if (unreadable >= 0) errors.push(internalError(path, unreadableBlock(unreadable, blocks[unreadable]!)));
  const families = new Set(parsed.map((block) => block !== undefined && isIpv4(block.address)));
  if (unreadable < 0 && families.size === 2 && blocks.length === 2) return errors;
  return [...errors, invalid(path, blocks, "may specify no more than one CIDR for each IP family")];
}

function unreadableBlock(index: number, text: string): string {
  const cause = `invalid CIDR[${index}]: <nil> (invalid CIDR address: ${text})`;
  return `invalid PodCIDRs. failed to check with dual stack with error:${cause}`;
}

export function validateNodeUpdate(node: Node, old: Node): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(node.metadata, old.metadata, METADATA),
    ...validateNodeResources(node),
    ...validateDeclaredFeatures(node.status?.declaredFeatures ?? [], STATUS.child("declaredFeatures")),
    ...validateAddresses(node),
    ...validateSpecUpdate(node, old),
    ...validateNodeTaints(node.spec?.taints ?? [], METADATA.child("taints")),
  ];
}

function validateAddresses({ status }: Node): readonly FieldError[] {
  const seen = new Set<string>();
  return (status?.addresses ?? []).flatMap((address, index) => {
    const identity = jsonText([address.type, address.address]);
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    return [duplicate(STATUS.child("addresses").index(index), address)];
  });
}

/** What controllers set once stays as it is. */
function validateSpecUpdate({ spec }: Node, old: Node): readonly FieldError[] {
  const blocks = spec?.podCIDRs ?? [];
  const oldBlocks = old.spec?.podCIDRs ?? [];
  const changed = oldBlocks.length > 0 && blocks.length !== oldBlocks.length;
  const changedBlocks = changed ? [""] : oldBlocks.filter((block, index) => block !== blocks[index]);
  const oldProvider = old.spec?.providerID;
  return [
    ...changedBlocks.map(() =>
      forbidden(SPEC.child("podCIDRs"), `node updates may not change podCIDR ${UNCHANGEABLE}`),
    ),
    ...(oldProvider !== undefined && oldProvider !== spec?.providerID
      ? [forbidden(SPEC.child("providerID"), `node updates may not change providerID ${UNCHANGEABLE}`)]
      : []),
    ...(spec?.externalID === old.spec?.externalID ? [] : [forbidden(SPEC.child("externalID"), "may not be updated")]),
  ];
}
