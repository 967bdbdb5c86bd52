// A document as a KubeSchedulerConfiguration, read strictly: kind and version first, then its fields, then the
// arguments of plugins, each by its own type.
// Imitates pkg/scheduler/apis/config/scheme and cmd/kube-scheduler/app/options/configfile.go, v1.36.

import { suggestionFor } from "../../base/diagnostic.ts";
import { isMapping } from "../../base/mapping.ts";

import type { Draft, StructType } from "../../model/api/api-type.ts";
import { decodeErrorText } from "../../model/api/create-object.ts";
import { decodeStruct, type DecodeProblem, type ValuePath } from "../../model/api/decode.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import { argumentTypes } from "./argument-types.ts";
import type { ConfigurationProblem } from "./configuration-problem.ts";
import {
  CONFIGURATION,
  CONFIGURATION_WITHOUT_PLACEMENT,
  type ConfigurationDraft,
  type PluginConfig,
} from "./configuration-types.ts";
import { decodeArguments, decodeProblem, typeOfKind, type DecodedArguments } from "./decode-arguments.ts";
import {
  API_VERSION,
  CONFIGURATION_KIND,
  findTypeName,
  notRegistered,
  versionText,
  type TypeName,
} from "./type-name.ts";

const DEBUGGING_FIELDS: ReadonlySet<string | number> = new Set(["enableProfiling", "enableContentionProfiling"]);

export interface DecodedConfiguration {
  /** Fresh; arguments of plugins that take some are decoded, others as written. What was refused is absent. */
  readonly configuration: ConfigurationDraft;
  readonly problems: readonly ConfigurationProblem[];
  /** What kube-scheduler says if it cannot read the document. */
  readonly error: string | undefined;
}

/** Something of the document's head is wrong. */
interface HeadProblem {
  readonly problem: ConfigurationProblem;
  /** The server's text, where it says more than the problem. */
  readonly error: string;
  /** The document may be a configuration all the same, and its other mistakes are worth telling. */
  readonly readOn: boolean;
}

export function decodeConfiguration(document: unknown, version: KubernetesVersion): DecodedConfiguration {
  const types = argumentTypes(version);
  const head = judgeHead(document, types);
  if (head !== undefined && !head.readOn) return { configuration: {}, problems: [head.problem], error: head.error };
  const type = VERSION_BEHAVIOUR[version].placementPoints ? CONFIGURATION : CONFIGURATION_WITHOUT_PLACEMENT;
  const { value, problems: found } = decodeStruct(document, type);
  const problems = found.map(withEmbedded);
  const own = problems.filter(({ path }) => head === undefined || path[0] !== head.problem.place[0]);
  const configuration = value as ConfigurationDraft;
  const nested = decodeAllArguments(configuration, document, types);
  return {
    configuration,
    problems: [
      ...(head === undefined ? [] : [head.problem]),
      ...own.map(decodeProblem),
      ...nested.flatMap(({ decoded }) => decoded.problems),
    ],
    error: head?.error ?? errorText(problems, nested),
  };
}

/** Go's decoder names the struct in which the fields for debugging are embedded, as if it were a field. */
function withEmbedded(problem: DecodeProblem): DecodeProblem {
  if (problem.kind !== "wrong-type" || !DEBUGGING_FIELDS.has(problem.path[0]!)) return problem;
  return {
    ...problem,
    message: problem.message.replace(`${CONFIGURATION_KIND}.`, `${CONFIGURATION_KIND}.DebuggingConfiguration.`),
  };
}

function judgeHead(document: unknown, types: ReadonlyMap<string, StructType>): HeadProblem | undefined {
  const found = findTypeName(document);
  if (found.kind === "refused") {
    const { place, message } = found;
    const expected = place.length === 0 ? `a ${CONFIGURATION_KIND}` : undefined;
    return headProblem(place, message, { readOn: place.length > 0, ...(expected === undefined ? {} : { expected }) });
  }
  const { type } = found;
  const readOn =
    isMapping(document) &&
    [CONFIGURATION_KIND, ""].includes(type.kind) &&
    [API_VERSION, ""].includes(versionText(type));
  if (type.kind === "") return missing("Kind", "kind", CONFIGURATION_KIND, document, readOn);
  if (type.version === "") return missing("apiVersion", "apiVersion", API_VERSION, document, readOn);
  return isRegistered(type, types) ? otherArguments(type, document, types) : unregistered(type);
}

function missing(word: string, field: string, expected: string, document: unknown, readOn: boolean): HeadProblem {
  const message = `Object '${word}' is missing`;
  const error = `${message} in '${JSON.stringify(document ?? null)}'`;
  return { ...headProblem([field], message, { expected, readOn }), error };
}

function unregistered(type: TypeName): HeadProblem {
  const message = notRegistered(type);
  if (versionText(type) !== API_VERSION) {
    return headProblem(["apiVersion"], message, { expected: API_VERSION, readOn: false });
  }
  return headProblem(["kind"], message, {
    expected: CONFIGURATION_KIND,
    readOn: false,
    ...suggestionFor(type.kind, [CONFIGURATION_KIND]),
  });
}

/** A document that holds nothing but a plugin's arguments is read, and only then found to be no configuration. */
function otherArguments(
  type: TypeName,
  document: unknown,
  types: ReadonlyMap<string, StructType>,
): HeadProblem | undefined {
  if (type.kind === CONFIGURATION_KIND) return undefined;
  const { problems } = decodeStruct(document, typeOfKind(type.kind, types)!);
  const message = `couldn't decode as ${CONFIGURATION_KIND}, got ${API_VERSION}, Kind=${type.kind}: `;
  const head = headProblem(["kind"], message.trimEnd(), { expected: CONFIGURATION_KIND, readOn: false });
  return { ...head, error: problems.length === 0 ? message : decodeErrorText(problems) };
}

function headProblem(
  place: ValuePath,
  message: string,
  { readOn, ...more }: { readonly expected?: string; readonly suggestion?: string; readonly readOn: boolean },
): HeadProblem {
  return { problem: { stage: "decode", place, message, ...more }, error: message, readOn };
}

function isRegistered(type: TypeName, types: ReadonlyMap<string, StructType>): boolean {
  return versionText(type) === API_VERSION && typeOfKind(type.kind, types) !== undefined;
}

/** Arguments that were decoded, and where they stand. */
interface NestedArguments {
  readonly profile: number;
  readonly entry: number;
  readonly decoded: DecodedArguments;
}

/** Puts the decoded arguments in the place of the raw ones. */
function decodeAllArguments(
  { profiles = [] }: ConfigurationDraft,
  document: unknown,
  types: ReadonlyMap<string, StructType>,
): readonly NestedArguments[] {
  return profiles.flatMap(({ pluginConfig = [] }, profile) =>
    pluginConfig.flatMap((config: Draft<PluginConfig>, entry) => {
      const { name = "" } = config;
      if (!types.has(name)) return [];
      const place = ["profiles", profile, "pluginConfig", entry, "args"];
      const decoded = decodeArguments(name, valueAt(document, place), place, types);
      config.args = decoded.value;
      return [{ profile, entry, decoded }];
    }),
  );
}

function valueAt(document: unknown, place: ValuePath): unknown {
  return place.reduce((part, step) => (part as Readonly<Record<string | number, unknown>>)[step], document);
}

/** Fields that are none are told together, unless something else ends the reading before. */
function errorText(problems: readonly DecodeProblem[], nested: readonly NestedArguments[]): string | undefined {
  if (problems.some(({ kind }) => kind === "wrong-type")) return decodeErrorText(problems);
  const errors = nested.flatMap(({ profile, entry, decoded: { error } }) =>
    error === undefined
      ? []
      : [{ ...error, text: `decoding .profiles[${profile}].pluginConfig[${entry}]: ${error.text}` }],
  );
  const final = errors.find(({ kind }) => kind === "final");
  if (final !== undefined) return final.text;
  if (errors.length === 0) return problems.length === 0 ? undefined : decodeErrorText(problems);
  const own = problems.length === 0 ? ["strict decoding error: "] : [decodeErrorText(problems), ", "];
  return [...own, errors.map(({ text }) => text).join(", ")].join("");
}
