// What the API server says of how a pod finds names: DNS settings and aliases of hosts.
// Imitates pkg/apis/core/validation/validation.go (validatePodDNSConfig, ValidateHostAliases), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { legacyIpProblems } from "../../ip-problems.ts";
import { dns1123SubdomainProblems, dns1123SubdomainWithUnderscoreProblems } from "../../name-formats.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { HostAlias, PodDnsConfig } from "../types/pod.ts";
import { validateName } from "./names.ts";

const NAMESERVERS_MAX = 3;
const SEARCHES_MAX = 32;
const SEARCHES_LENGTH_MAX = 2048;

/** `policy` after defaulting: `None` leaves everything to the settings. */
export function validatePodDnsConfig(
  config: PodDnsConfig | undefined,
  policy: string | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const nameserverCount = config?.nameservers?.length ?? 0;
  if (policy === "None" && config === undefined) {
    return [required(path, "must provide `dnsConfig` when `dnsPolicy` is None")];
  }
  if (policy === "None" && nameserverCount === 0) {
    const rule = "must provide at least one DNS nameserver when `dnsPolicy` is None";
    return [required(path.child("nameservers"), rule)];
  }
  if (config === undefined) return [];
  return [
    ...validateNameservers(config.nameservers ?? [], path.child("nameservers")),
    ...validateSearches(config.searches ?? [], path.child("searches")),
    ...(config.options ?? []).flatMap(({ name }, index) =>
      name === undefined ? [required(path.child("options").index(index), "must not be empty")] : [],
    ),
  ];
}

function validateNameservers(servers: readonly string[], path: FieldPath): readonly FieldError[] {
  const errors = servers.flatMap((server, index) => validateName(server, legacyIpProblems, path.index(index)));
  if (servers.length <= NAMESERVERS_MAX) return errors;
  return [...errors, invalid(path, servers, `must not have more than ${NAMESERVERS_MAX} nameservers`)];
}

function validateSearches(searches: readonly string[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (searches.length > SEARCHES_MAX) {
    errors.push(invalid(path, searches, `must not have more than ${SEARCHES_MAX} search paths`));
  }
  if (utf8LengthBytes(searches.join(" ")) > SEARCHES_LENGTH_MAX) {
    const rule = `must not have more than ${SEARCHES_LENGTH_MAX} characters (including spaces) in the search list`;
    errors.push(invalid(path, searches, rule));
  }
  for (const [index, search] of searches.entries()) {
    if (search === ".") continue;
    const name = search.endsWith(".") ? search.slice(0, -1) : search;
    errors.push(...validateName(name, dns1123SubdomainWithUnderscoreProblems, path.index(index)));
  }
  return errors;
}

export function validateHostAliases(aliases: readonly HostAlias[], path: FieldPath): readonly FieldError[] {
  return aliases.flatMap(({ ip = "", hostnames = [] }, index) => [
    ...validateName(ip, legacyIpProblems, path.index(index).child("ip")),
    ...hostnames.flatMap((name, nameIndex) =>
      validateName(name, dns1123SubdomainProblems, path.index(index).child("hostnames").index(nameIndex)),
    ),
  ]);
}
