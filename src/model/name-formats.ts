// What is wrong with a name of some format, in Kubernetes' words: DNS names, ports, keys, variables, headers, percentages.
// Each function returns a list of messages, empty for a good text. Labels' keys and values stand in qualified-name.ts.
// Imitates staging apimachinery pkg/util/validation/validation.go and pkg/api/validate/content/*.go, v1.36.

import { bytesProblems, charactersProblems, EMPTY_PROBLEM, patternProblem, rangeProblems } from "./format-problem.ts";

/** Longest DNS label, by RFC 1123 and by RFC 1035. */
export const DNS_LABEL_LENGTH_MAX = 63;
/** Longest DNS subdomain. */
export const DNS_SUBDOMAIN_LENGTH_MAX = 253;

const PORT_NAME_LENGTH_MAX = 15;
const PORT_MAX = 65_535;
/** The largest number of a user or group. */
const OWNER_ID_MAX = 2_147_483_647;

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_WITH_UNDERSCORE = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const SUBDOMAIN_WITH_UNDERSCORE = `${LABEL_WITH_UNDERSCORE}(\\.${LABEL_WITH_UNDERSCORE})*`;
const WILDCARD_SUBDOMAIN = `\\*\\.${SUBDOMAIN}`;
const RFC_1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
const C_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";
const PERCENT = "[0-9]+%";
const HTTP_HEADER = "[-A-Za-z0-9]+";
const ENVIRONMENT_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const CONFIG_KEY = "[-._a-zA-Z0-9]+";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DECIMAL_INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const PRINTABLE_WITHOUT_EQUALS_SIGN = /^[ -<>-~]*$/;

const AROUND = "and must start and end with an alphanumeric character";
const LABEL_WORDS = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', ${AROUND}`;
const SUBDOMAIN_WORDS = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', ${AROUND}`;
const CASELESS_WORDS = `an RFC 1123 subdomain must consist of alphanumeric characters, '-' or '.', ${AROUND}`;
const UNDERSCORE_WORDS = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', ${AROUND}`;
const RFC_1035_WORDS =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, " +
  "and end with an alphanumeric character";
const WILDCARD_WORDS =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower " +
  "case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
const C_IDENTIFIER_WORDS =
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'";
const ENVIRONMENT_WORDS =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not " +
  "start with a digit";

type Check = (text: string) => readonly string[];

/** A check that the whole text matches `pattern`; flags are those of RegExp. */
function matching(words: string, pattern: string, examples: readonly string[], flags = ""): Check {
  const whole = new RegExp(`^${pattern}$`, flags);
  const problems = Object.freeze([patternProblem(words, pattern, ...examples)]);
  return (text) => (whole.test(text) ? [] : problems);
}

const labelPatternProblems = matching(LABEL_WORDS, LABEL, ["my-name", "123-abc"]);
const subdomainPatternProblems = matching(SUBDOMAIN_WORDS, SUBDOMAIN, ["example.com"]);
const underscorePatternProblems = matching(UNDERSCORE_WORDS, SUBDOMAIN_WITH_UNDERSCORE, ["example.com"]);
const wildcardPatternProblems = matching(WILDCARD_WORDS, WILDCARD_SUBDOMAIN, ["*.example.com"]);
const rfc1035PatternProblems = matching(RFC_1035_WORDS, RFC_1035_LABEL, ["my-name", "abc-123"]);
const configKeyPatternProblems = matching(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  CONFIG_KEY,
  ["key.name", "KEY_NAME", "key-name"],
);
const environmentPatternProblems = matching(ENVIRONMENT_WORDS, ENVIRONMENT_NAME, [
  "my.env-name",
  "MY_ENV.NAME",
  "MyEnvName1",
]);
// Unicode folding, as Go's: the Kelvin sign is a k.
const caselessPatternProblems = matching(CASELESS_WORDS, SUBDOMAIN, ["Example.com"], "iu");

/** A name that is nothing but dots is told so. */
function labelFormProblems(text: string): readonly string[] {
  const problems = labelPatternProblems(text);
  return problems.length > 0 && subdomainPatternProblems(text).length === 0 ? ["must not contain dots"] : problems;
}

/** IsDNS1123Label: names of namespaces, containers, volumes. */
export function dns1123LabelProblems(text: string): readonly string[] {
  return [...charactersProblems(text, DNS_LABEL_LENGTH_MAX), ...labelFormProblems(text)];
}

/** The declared format `k8s-short-name`: a DNS label whose length is counted in bytes by name. */
export function shortNameProblems(text: string): readonly string[] {
  return [...bytesProblems(text, DNS_LABEL_LENGTH_MAX), ...labelFormProblems(text)];
}

/** IsDNS1123Subdomain: names of most objects. */
export function dns1123SubdomainProblems(text: string): readonly string[] {
  return [...charactersProblems(text, DNS_SUBDOMAIN_LENGTH_MAX), ...subdomainPatternProblems(text)];
}

/** The declared format `k8s-long-name`, and the prefix of a label's key. */
export function longNameProblems(text: string): readonly string[] {
  return [...bytesProblems(text, DNS_SUBDOMAIN_LENGTH_MAX), ...subdomainPatternProblems(text)];
}

/** The declared format `k8s-long-name-caseless`. */
export function caselessLongNameProblems(text: string): readonly string[] {
  return [...bytesProblems(text, DNS_SUBDOMAIN_LENGTH_MAX), ...caselessPatternProblems(text)];
}

/** IsDNS1123SubdomainWithUnderscore. */
export function dns1123SubdomainWithUnderscoreProblems(text: string): readonly string[] {
  return [...charactersProblems(text, DNS_SUBDOMAIN_LENGTH_MAX), ...underscorePatternProblems(text)];
}

/** IsWildcardDNS1123Subdomain: hosts of Ingresses. */
export function wildcardDns1123SubdomainProblems(text: string): readonly string[] {
  return [...charactersProblems(text, DNS_SUBDOMAIN_LENGTH_MAX), ...wildcardPatternProblems(text)];
}

/** IsDNS1035Label: names of Services before 1.36. */
export function dns1035LabelProblems(text: string): readonly string[] {
  return [...charactersProblems(text, DNS_LABEL_LENGTH_MAX), ...rfc1035PatternProblems(text)];
}

/** IsCIdentifier; the length is not looked at. */
export const cIdentifierProblems: Check = matching(C_IDENTIFIER_WORDS, C_IDENTIFIER, ["my_name", "MY_NAME", "MyName"]);

/** IsValidPercent: digits and a percent sign. */
export const percentProblems: Check = matching(
  "a valid percent string must be a numeric string followed by an ending '%'",
  PERCENT,
  ["1%", "93%"],
);

/** IsHTTPHeaderName. */
export const httpHeaderNameProblems: Check = matching(
  "a valid HTTP header must consist of alphanumeric characters or '-'",
  HTTP_HEADER,
  ["X-Header-Name"],
);

/** IsValidPortNum. */
export function portNumberProblems(port: number): readonly string[] {
  return rangeProblems(port, 1, PORT_MAX);
}

/** IsValidUserID and IsValidGroupID. */
export function ownerIdProblems(id: number | bigint): readonly string[] {
  return rangeProblems(id, 0, OWNER_ID_MAX);
}

/** IsValidPortName: lower case, digits and single hyphens, with a letter. */
export function portNameProblems(text: string): readonly string[] {
  return [
    ...charactersProblems(text, PORT_NAME_LENGTH_MAX),
    ...(/^[-a-z0-9]+$/.test(text) ? [] : ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"]),
    ...(/[a-z]/.test(text) ? [] : ["must contain at least one letter (a-z)"]),
    ...(text.includes("--") ? ["must not contain consecutive hyphens"] : []),
    ...(text.startsWith("-") || text.endsWith("-") ? ["must not begin or end with a hyphen"] : []),
  ];
}

/** IsEnvVarName: the strict form, where the relaxed one is switched off. */
export function strictEnvironmentNameProblems(text: string): readonly string[] {
  return [...environmentPatternProblems(text), ...parentFolderProblems(text)];
}

/** IsRelaxedEnvVarName: what 1.34 and later accept as the name of an environment variable. */
export function environmentNameProblems(text: string): readonly string[] {
  if (text === "") return [`environment variable name ${EMPTY_PROBLEM}`];
  if (PRINTABLE_WITHOUT_EQUALS_SIGN.test(text)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** IsConfigMapKey: keys of ConfigMaps and Secrets, which become names of files. */
export function configMapKeyProblems(text: string): readonly string[] {
  return [
    ...charactersProblems(text, DNS_SUBDOMAIN_LENGTH_MAX),
    ...configKeyPatternProblems(text),
    ...parentFolderProblems(text),
  ];
}

function parentFolderProblems(text: string): readonly string[] {
  if (text === "." || text === "..") return [`must not be '${text}'`];
  return text.startsWith("..") ? ["must not start with '..'"] : [];
}

/** IsPathSegmentName: what may stand between two slashes of a URL; the empty text is good. */
export function pathSegmentNameProblems(text: string): readonly string[] {
  return text === "." || text === ".." ? [`may not be '${text}'`] : pathSegmentPrefixProblems(text);
}

/** IsPathSegmentPrefix. */
export function pathSegmentPrefixProblems(text: string): readonly string[] {
  return ["/", "%"].filter((sign) => text.includes(sign)).map((sign) => `may not contain '${sign}'`);
}

/** IsDecimalInteger: as a person writes a whole number, of any size. */
export function decimalIntegerProblems(text: string): readonly string[] {
  if (text === "") return [EMPTY_PROBLEM];
  return DECIMAL_INTEGER.test(text) ? [] : ["must be a valid decimal integer in canonical form"];
}

/** The declared format `k8s-uuid`. */
export function uuidProblems(text: string): readonly string[] {
  return UUID.test(text) ? [] : ["must be a lowercase UUID in 8-4-4-4-12 format"];
}

/**
 * A generateName as the name that it may become. The hyphen at its end, and with it the byte before, gives way to a
 * letter; half of a longer character would be left, which is as wrong as the whole.
 */
export function nameFromPrefix(prefix: string): string {
  if (prefix.length < 2 || !prefix.endsWith("-")) return prefix;
  const isAscii = prefix.charCodeAt(prefix.length - 2) < 0x80;
  return `${prefix.slice(0, isAscii ? -2 : -1)}a`;
}
