// Arguments that name a value to search along: `PATH`, `PATH=10..1000`, `PATH=1..60:1` or `PATH=1,2,4,8`. A path alone is searched
// along from the scenario's own value.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import type { SourceDocument } from "../../environment/documents/read-documents.ts";

import { AssignmentPlaces } from "./assignment-places.ts";
import { AxisReader, type Parameter, type WrittenAt } from "./axis-reader.ts";
import type { CheckedPath } from "./check-path.ts";
import { withUnitOf } from "./range-levels.ts";
import { readVaryArgument } from "./vary-argument.ts";

/** How far to search. Amounts are in the path's unit. */
export type SearchExtent =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** Ascending. */
  | { readonly kind: "listed"; readonly amounts: readonly number[] }
  /** From the scenario's own value, in both directions; `accepts` says whether the field may have an amount. */
  | { readonly kind: "around"; readonly amount: number; readonly accepts: (amount: number) => boolean };

/** A path to search along. */
export interface SearchedPath {
  /** Without `spec.` at the front. */
  readonly text: string;
  /** Written after every amount; empty for plain numbers. */
  readonly unit: string;
  readonly isWhole: boolean;
  readonly extent: SearchExtent;
  /** What one of what is counted costs in an hour, if the path is the count of a node pool with a price. */
  readonly pricePerHour: number | undefined;
}

/** An argument and the option before it: `--raise`. */
export interface SearchArgument {
  readonly option: string;
  readonly text: string;
}

const AMOUNT = /^(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)([A-Za-z]*)$/i;
const FORM = "PATH=FROM..TO with numbers, perhaps with a unit";

/** The paths of the arguments, each checked; what is wrong is told, and leaves its path out. */
export function readSearch(
  argumentsOfSearch: readonly SearchArgument[],
  document: SourceDocument,
  sink: DiagnosticSink,
): readonly SearchedPath[] {
  const reader = new AxisReader(document, new AssignmentPlaces(), sink);
  return argumentsOfSearch.flatMap(({ option, text }): readonly SearchedPath[] => {
    const at: WrittenAt = { kind: "argument", text: `${option} ${text}` };
    const found = /=(?![^[]*\])/.test(text)
      ? withExtent(option, text, at, reader, sink)
      : aroundOwnValue(text, at, reader);
    if (found === undefined) return [];
    return [{ ...found, pricePerHour: priceOf(found.place, document.value) }];
  });
}

type FoundPath = Omit<SearchedPath, "pricePerHour"> & Pick<CheckedPath, "place">;

function withExtent(
  option: string,
  text: string,
  at: WrittenAt,
  reader: AxisReader,
  sink: DiagnosticSink,
): FoundPath | undefined {
  const read = readVaryArgument(text, option);
  if (read.kind === "problem") {
    sink.report({ ...read.problem, severity: "error" });
    return undefined;
  }
  const parameter = reader.parameter({ ...read, at });
  if (parameter === undefined) return undefined;
  const { path, values } = parameter;
  const named = { text: path.text, place: path.place };
  if (values.kind === "between") {
    const { from, to, unit, isWhole } = values.range;
    return { ...named, unit, isWhole, extent: { kind: "range", from, to } };
  }
  const listed = amountsOf(values.levels);
  if (listed !== undefined) return { ...named, ...listed, isWhole: false };
  const message = "a search needs two or more amounts of the same unit";
  reader.tell(at, "value", { code: "bad-range", message, expected: FORM });
  return undefined;
}

function amountsOf(
  levels: Extract<Parameter["values"], { kind: "listed" }>["levels"],
): Pick<SearchedPath, "unit" | "extent"> | undefined {
  const read = levels.map((level) => (typeof level === "boolean" ? null : AMOUNT.exec(String(level))));
  const units = new Set(read.map((parts) => parts?.[2]));
  const amounts = [...new Set(read.map((parts) => Number(parts?.[1])))].sort((a, b) => a - b);
  const [unit] = units;
  if (units.size !== 1 || unit === undefined || amounts.length < 2) return undefined;
  return { unit, extent: { kind: "listed", amounts } };
}

function aroundOwnValue(text: string, at: WrittenAt, reader: AxisReader): FoundPath | undefined {
  const path = reader.path(text, at);
  if (path === undefined) return undefined;
  const [, digits = "", unit = ""] = AMOUNT.exec(typeof path.value === "boolean" ? "" : String(path.value)) ?? [];
  const amount = digits === "" ? Number.NaN : Number(digits);
  if (!(amount > 0)) {
    const found = path.value === undefined ? "the scenario has no value there" : "the scenario's value is no amount";
    reader.tell(at, "value", { code: "bad-range", message: `${found} to begin from`, expected: FORM });
    return undefined;
  }
  const silent = reader.silent();
  const accepts = (candidate: number): boolean =>
    silent.value({ path: path.text, value: withUnitOf({ unit }, candidate) }, at, at);
  const isWhole = path.schemas.some(({ type }) => type === "integer");
  return { text: path.text, place: path.place, unit, isWhole, extent: { kind: "around", amount, accepts } };
}

/** Of `spec.cluster.nodePools[n].count` the pool's price; none of one that grows, which costs more than its count says. */
function priceOf(place: CheckedPath["place"], document: unknown): number | undefined {
  const [, cluster, pools, , count, ...more] = place;
  if (cluster !== "cluster" || pools !== "nodePools" || count !== "count" || more.length > 0) return undefined;
  const pool = place.slice(0, -1);
  if (valueAt(document, [...pool, "growth"]) !== undefined) return undefined;
  const price = valueAt(document, [...pool, "pricePerHour"]);
  return typeof price === "number" ? price : undefined;
}

function valueAt(document: unknown, place: CheckedPath["place"]): unknown {
  let value = document;
  for (const step of place) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
