// What the API server says of names of signers of certificates and of bundles of what they signed.
// Imitates pkg/apis/core/validation/names.go, v1.36.

import { quoted } from "../../go-text.ts";
import { utf8LengthBytes } from "../../format-problem.ts";
import {
  DNS_LABEL_LENGTH_MAX,
  DNS_SUBDOMAIN_LENGTH_MAX,
  dns1123LabelProblems,
  dns1123SubdomainProblems,
} from "../../name-formats.ts";
import { invalid, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";

/** A domain, a slash, and a name that may hold a namespace and a dot before it. */
const SIGNER_NAME_LENGTH_MAX = DNS_SUBDOMAIN_LENGTH_MAX + 1 + DNS_LABEL_LENGTH_MAX + 1 + DNS_SUBDOMAIN_LENGTH_MAX;

const NO_SIGNER_NAME = "must be a fully qualified domain and path of the form 'example.com/signer-name'";

/** Whether the signer is one of Kubernetes' own. */
export function isKubernetesSigner(signerName: string): boolean {
  const host = signerName.split("/", 1)[0]!;
  return host === "kubernetes.io" || host.endsWith(".kubernetes.io");
}

/** `example.com/signer`. */
export function validateSignerName(signerName: string | undefined, path: FieldPath): readonly FieldError[] {
  if (signerName === undefined || signerName === "") return [required(path)];
  const [domain = "", name = "", ...rest] = signerName.split("/");
  if (rest.length > 0 || !signerName.includes("/")) return [invalid(path, signerName, NO_SIGNER_NAME)];
  const labels = domain.split(".");
  return [
    ...(utf8LengthBytes(domain) > DNS_SUBDOMAIN_LENGTH_MAX ? [tooLong(path, DNS_SUBDOMAIN_LENGTH_MAX)] : []),
    ...validateParts(domain, dns1123LabelProblems, path),
    ...(labels.length < 2
      ? [invalid(path, domain, "should be a domain with at least two segments separated by dots")]
      : []),
    ...validateParts(name, dns1123SubdomainProblems, path),
    ...(utf8LengthBytes(signerName) > SIGNER_NAME_LENGTH_MAX ? [tooLong(path, SIGNER_NAME_LENGTH_MAX)] : []),
  ];
}

/** The problems of the first part between dots that has any. */
function validateParts(
  text: string,
  problemsOf: (part: string) => readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  for (const part of text.split(".")) {
    const problems = problemsOf(part);
    if (problems.length === 0) continue;
    return problems.map((problem) => invalid(path, text, `validating label ${quoted(part)}: ${problem}`));
  }
  return [];
}

/** What is wrong with the name of a bundle; those of a signer begin with its name, in which colons stand for slashes. */
export function trustBundleNameProblems(name: string): readonly string[] {
  const end = name.lastIndexOf(":");
  if (end <= 0) {
    const hasColon = name.includes(":");
    return hasColon
      ? ['ClusterTrustBundle without signer name must not have ":" in its name']
      : dns1123SubdomainProblems(name);
  }
  const signerName = name.slice(0, end).replaceAll(":", "/");
  const prefix = `${signerName.replaceAll("/", ":")}:`;
  if (name.startsWith(prefix)) return dns1123SubdomainProblems(name.slice(prefix.length));
  return [`ClusterTrustBundle for signerName ${signerName} must be named with prefix ${prefix}`];
}
