// Names of labels and resources: an optional DNS prefix, a slash, and a name of at most 63 bytes.
// Imitates staging apimachinery pkg/util/validation/validation.go (IsQualifiedName, IsValidLabelValue), v1.36.

const NAME_LENGTH_MAX = 63;
const PREFIX_LENGTH_MAX = 253;
const NAME_FORMAT = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const PREFIX_FORMAT = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
const NAME = new RegExp(`^${NAME_FORMAT}$`);
const PREFIX = new RegExp(`^${PREFIX_FORMAT}$`);
const LABEL_VALUE = new RegExp(`^(${NAME_FORMAT})?$`);

const NAME_PROBLEM =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME_FORMAT}')`;
const PREFIX_PROBLEM =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${PREFIX_FORMAT}')`;
const VALUE_PROBLEM =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  `'(${NAME_FORMAT})?')`;

/** What is wrong with a label's key or a resource's name, in Kubernetes' words; empty if nothing is. */
export function qualifiedNameProblems(text: string): readonly string[] {
  const parts = text.split("/");
  if (parts.length > 2) {
    return [
      `a qualified name ${NAME_PROBLEM} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [...(prefix === undefined ? [] : prefixProblems(prefix)), ...nameProblems(parts.at(-1)!)];
}

function prefixProblems(prefix: string): readonly string[] {
  if (prefix === "") return ["prefix part must be non-empty"];
  return [
    ...(prefix.length > PREFIX_LENGTH_MAX ? [`prefix part must be no more than ${PREFIX_LENGTH_MAX} bytes`] : []),
    ...(PREFIX.test(prefix) ? [] : [`prefix part ${PREFIX_PROBLEM}`]),
  ];
}

function nameProblems(name: string): readonly string[] {
  const length =
    name === ""
      ? ["name part must be non-empty"]
      : name.length > NAME_LENGTH_MAX
        ? [`name part must be no more than ${NAME_LENGTH_MAX} bytes`]
        : [];
  return [...length, ...(NAME.test(name) ? [] : [`name part ${NAME_PROBLEM}`])];
}

/** What is wrong with a label's value; empty if nothing is. */
export function labelValueProblems(text: string): readonly string[] {
  return [
    ...(text.length > NAME_LENGTH_MAX ? [`must be no more than ${NAME_LENGTH_MAX} bytes`] : []),
    ...(LABEL_VALUE.test(text) ? [] : [VALUE_PROBLEM]),
  ];
}
