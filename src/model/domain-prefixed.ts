// Names that begin with a domain of somebody: acme.io/foo, and domain names themselves.
// Their checks say of which part of the text they speak, so they return problems with values.
// Imitates staging apimachinery pkg/util/validation/validation.go, v1.36.

import { patternProblem } from "./format-problem.ts";
import { dns1123LabelProblems, dns1123SubdomainProblems } from "./name-formats.ts";
import { qualifiedNameProblems } from "./qualified-name.ts";

/** A problem with a text: that it is absent, or that `value`, the text or a part of it, is wrong. */
export type PartProblem =
  { readonly kind: "required" } | { readonly kind: "invalid"; readonly value: string; readonly message: string };

const REQUIRED: readonly PartProblem[] = Object.freeze([{ kind: "required" }]);

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const WHOLE_HTTP_PATH = new RegExp(`^${HTTP_PATH}$`);

function invalid(value: string, message: string): PartProblem {
  return { kind: "invalid", value, message };
}

/** IsDomainPrefixedPath: `acme.io/foo`, where anything that an HTTP path may hold follows the first slash. */
export function domainPrefixedPathProblems(text: string): readonly PartProblem[] {
  if (text === "") return REQUIRED;
  const slash = text.indexOf("/");
  if (slash <= 0 || slash === text.length - 1) {
    return [invalid(text, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  const host = text.slice(0, slash);
  const path = text.slice(slash + 1);
  return [
    ...dns1123SubdomainProblems(host).map((message) => invalid(host, message)),
    ...(WHOLE_HTTP_PATH.test(path) ? [] : [invalid(path, patternProblem("Invalid path", HTTP_PATH))]),
  ];
}

/** IsDomainPrefixedKey: a label's key that has a prefix. */
export function domainPrefixedKeyProblems(text: string): readonly PartProblem[] {
  if (text === "") return REQUIRED;
  const problems = qualifiedNameProblems(text);
  if (problems.length > 0) return problems.map((message) => invalid(text, message));
  return text.includes("/") ? [] : [invalid(text, 'must be a domain-prefixed key (such as "acme.io/foo")')];
}

/** IsFullyQualifiedName: a domain of three parts or more, without a dot at its end. */
export function fullyQualifiedNameProblems(text: string): readonly PartProblem[] {
  if (text === "") return REQUIRED;
  const problems = dns1123SubdomainProblems(text);
  if (problems.length > 0) return [invalid(text, problems.join(","))];
  if (text.split(".").length >= 3) return [];
  return [invalid(text, "should be a domain with at least three segments separated by dots")];
}

/** IsFullyQualifiedDomainName: a domain of two parts or more, each a DNS label; one dot at the end is allowed. */
export function fullyQualifiedDomainNameProblems(text: string): readonly PartProblem[] {
  if (text === "") return REQUIRED;
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  const problems = dns1123SubdomainProblems(name);
  if (problems.length > 0) return [invalid(name, problems.join(","))];
  const labels = name.split(".");
  if (labels.length < 2) return [invalid(name, "should be a domain with at least two segments separated by dots")];
  const wrong = labels.find((label) => dns1123LabelProblems(label).length > 0);
  return wrong === undefined ? [] : [invalid(wrong, dns1123LabelProblems(wrong).join(","))];
}
