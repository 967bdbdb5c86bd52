// Names of labels and resources: an optional DNS prefix, a slash, and a name of at most 63 bytes; and labels' values.
// Imitates staging apimachinery pkg/api/validate/content/kube.go (IsLabelKey, IsLabelValue), v1.36.

import { bytesProblems, EMPTY_PROBLEM, patternProblem } from "./format-problem.ts";
import { longNameProblems } from "./name-formats.ts";

const NAME_LENGTH_MAX = 63;
const NAME_FORMAT = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const VALUE_FORMAT = `(${NAME_FORMAT})?`;
const NAME = new RegExp(`^${NAME_FORMAT}$`);
const VALUE = new RegExp(`^${VALUE_FORMAT}$`);

const CONSISTS_OF =
  "consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const NAME_PROBLEM = patternProblem(`must ${CONSISTS_OF}`, NAME_FORMAT, "MyName", "my.name", "123-abc");
const VALUE_PROBLEM = patternProblem(
  `a valid label must be an empty string or ${CONSISTS_OF}`,
  VALUE_FORMAT,
  "MyValue",
  "my_value",
  "12345",
);

/** What is wrong with a label's key or a resource's name, in Kubernetes' words; empty if nothing is. */
export function qualifiedNameProblems(text: string): readonly string[] {
  const parts = text.split("/");
  if (parts.length > 2) {
    return [
      `a valid label key ${NAME_PROBLEM} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [...(prefix === undefined ? [] : prefixProblems(prefix)), ...nameProblems(parts.at(-1)!)];
}

function prefixProblems(prefix: string): readonly string[] {
  const problems = prefix === "" ? [EMPTY_PROBLEM] : longNameProblems(prefix);
  return problems.map((problem) => `prefix part ${problem}`);
}

function nameProblems(name: string): readonly string[] {
  const length = name === "" ? [EMPTY_PROBLEM] : bytesProblems(name, NAME_LENGTH_MAX);
  return [...length, ...(NAME.test(name) ? [] : [NAME_PROBLEM])].map((problem) => `name part ${problem}`);
}

/** What is wrong with a label's value; empty if nothing is. */
export function labelValueProblems(text: string): readonly string[] {
  return [...bytesProblems(text, NAME_LENGTH_MAX), ...(VALUE.test(text) ? [] : [VALUE_PROBLEM])];
}
