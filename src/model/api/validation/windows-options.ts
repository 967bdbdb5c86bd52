// What the API server says of the security options of pods and containers on Windows.
// Imitates pkg/apis/core/validation/validation.go (validateWindowsSecurityContextOptions), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, PrintedValue, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import type { WindowsSecurityContextOptions } from "../types/container.ts";

const CREDENTIAL_SPEC_LENGTH_MAX = 64 * 1024;
const DOMAIN_LENGTH_LIMIT = 256;
const USER_LENGTH_MAX = 104;

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;
const NET_BIOS_DOMAIN = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const DNS_DOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);
const FORBIDDEN_IN_USER = /["/\\:;|=,+*?<>@[\]]/;
const DOTS_AND_SPACES = /^[. ]+$/;

export function validateWindowsOptions(options: WindowsSecurityContextOptions, path: FieldPath): readonly FieldError[] {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
  return [
    ...told(dns1123SubdomainProblems, gmsaCredentialSpecName, path.child("gmsaCredentialSpecName")),
    ...told(credentialSpecProblems, gmsaCredentialSpec, path.child("gmsaCredentialSpec")),
    ...told(userNameProblems, runAsUserName, path.child("runAsUserName")),
  ];
}

/** The server prints these texts as JSON. */
function told(
  problems: (text: string) => readonly string[],
  text: string | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (text === undefined) return [];
  return problems(text).map((problem) => invalid(path, new PrintedValue(jsonText(text)), problem));
}

function credentialSpecProblems(text: string): readonly string[] {
  if (text === "") return ["gmsaCredentialSpec cannot be an empty string"];
  const isTooLong = utf8LengthBytes(text) > CREDENTIAL_SPEC_LENGTH_MAX;
  return isTooLong ? ["gmsaCredentialSpec size must be under 64 KiB"] : [];
}

/** `user`, or `domain\user`. */
function userNameProblems(text: string): readonly string[] {
  if (text === "") return ["runAsUserName cannot be an empty string"];
  if (CONTROL_CHARACTER.test(text)) return ["runAsUserName cannot contain control characters"];
  const parts = text.split("\\");
  if (parts.length > 2) return ["runAsUserName cannot contain more than one backslash"];
  const user = parts.at(-1)!;
  return [...(parts.length === 2 ? domainProblems(parts[0]!) : []), ...userProblems(user)];
}

function domainProblems(domain: string): readonly string[] {
  const problems: string[] = [];
  if (utf8LengthBytes(domain) >= DOMAIN_LENGTH_LIMIT) {
    problems.push("runAsUserName's Domain length must be under 256 characters");
  }
  if (!NET_BIOS_DOMAIN.test(domain) && !DNS_DOMAIN.test(domain)) {
    problems.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
  return problems;
}

function userProblems(user: string): readonly string[] {
  const problems: string[] = [];
  if (user === "") problems.push("runAsUserName's User cannot be empty");
  else if (utf8LengthBytes(user) > USER_LENGTH_MAX) {
    problems.push("runAsUserName's User length must not be longer than 104 characters");
  }
  if (DOTS_AND_SPACES.test(user)) problems.push("runAsUserName's User cannot contain only periods or spaces");
  if (FORBIDDEN_IN_USER.test(user)) {
    problems.push(`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`);
  }
  return problems;
}
