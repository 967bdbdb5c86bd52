// What kube-scheduler says of extenders: when it validates them, and when it makes their clients.
// Imitates pkg/scheduler/apis/config/validation/validation.go (validateExtenders), pkg/scheduler/extender.go and
// client-go transport/transport.go (TLSConfigFor), v1.36. Certificates are not looked into.

import { invalid } from "../../model/api/field-error.ts";
import { FieldPath } from "../../model/api/field-path.ts";
import { qualifiedNameProblems } from "../../model/qualified-name.ts";
import { isExtendedResource } from "../../model/resource-name.ts";

import { fieldProblem, type ConfigurationProblem } from "./configuration-problem.ts";
import type { Extender } from "./configuration-types.ts";

export function validateExtenders(extenders: readonly Extender[]): readonly ConfigurationProblem[] {
  const path = FieldPath.root("extenders");
  const managed = new Set<string>();
  const problems = extenders.flatMap((extender, index) => validateExtender(extender, path.index(index), managed));
  const binders = extenders.filter(({ bindVerb = "" }) => bindVerb !== "").length;
  if (binders <= 1) return problems;
  const text = `found ${binders} extenders implementing bind`;
  return [...problems, fieldProblem(invalid(path, text, "only one extender can implement bind"))];
}

/** `managed`: names of resources that extenders before this one manage; its own are added. */
function validateExtender(
  { prioritizeVerb = "", weight = 0, managedResources = [] }: Extender,
  path: FieldPath,
  managed: Set<string>,
): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (prioritizeVerb !== "" && weight <= 0) {
    const detail = "must have a positive weight applied to it";
    problems.push(fieldProblem(invalid(path.child("weight"), weight, detail)));
  }
  for (const [index, { name = "" }] of managedResources.entries()) {
    const namePath = path.child("managedResources").index(index).child("name");
    problems.push(...validateResourceName(name, namePath));
    if (managed.has(name)) {
      problems.push(fieldProblem(invalid(namePath, name, "duplicate extender managed resource name")));
    }
    managed.add(name);
  }
  return problems;
}

function validateResourceName(name: string, path: FieldPath): readonly ConfigurationProblem[] {
  const malformed = qualifiedNameProblems(name);
  if (malformed.length > 0) return malformed.map((problem) => fieldProblem(invalid(path, name, problem)));
  if (isExtendedResource(name)) return [];
  return [fieldProblem(invalid(path, name, "is an invalid extended resource name"))];
}

/** Why no client can be made for an extender. */
export function clientProblems(extenders: readonly Extender[]): readonly ConfigurationProblem[] {
  return extenders.flatMap(({ tlsConfig = {} }, index) => {
    const { insecure = false, caFile = "", caData = "" } = tlsConfig;
    if (!insecure || (caFile === "" && caData === "")) return [];
    const message = "specifying a root certificates file with the insecure flag is not allowed";
    return [{ stage: "build" as const, place: ["extenders", index, "tlsConfig", "insecure"], message }];
  });
}
