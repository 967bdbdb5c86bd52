// A series out of the file that an option names: CSV or Prometheus' JSON, told apart by the first character.

import type { SourceText } from "../../documents/source-text.ts";
import type { ProfileReader } from "../load-profile.ts";
import { readCsvSeries } from "./csv-series.ts";
import { readPrometheusSeries } from "./prometheus-series.ts";
import type { Series } from "./series.ts";

/** What of a file is meant. */
export interface SeriesMeant {
  /** Of a CSV file. */
  readonly time?: string | undefined;
  readonly column?: string | undefined;
  /** Of Prometheus' answer. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Each row is a request: there are no values. */
  readonly hasValues: boolean;
}

/** Series without mistakes by their files, and by what is meant of them: variants of a scenario read a file once. */
const KNOWN = new WeakMap<SourceText, Map<string, Series>>();

/** The series of the option `file`; undefined if it cannot be read, which is told. */
export function readSeries(meant: SeriesMeant, reader: ProfileReader): Series | undefined {
  const source = reader.fileAt(["file"]);
  if (source === undefined) return undefined;
  const { time, column, labels, hasValues } = meant;
  const key = JSON.stringify([time, column, labels, hasValues]);
  const ofFile = KNOWN.get(source) ?? new Map<string, Series>();
  const series = ofFile.get(key) ?? readFile(source, meant, reader);
  if (series !== undefined) KNOWN.set(source, ofFile.set(key, series));
  return series;
}

function readFile(source: SourceText, meant: SeriesMeant, reader: ProfileReader): Series | undefined {
  if (source.text.trim() === "") {
    const message = `file: ${source.path} is empty`;
    reader.report(["file"], { code: "empty-file", message, expected: "times and values" });
    return undefined;
  }
  const isJson = /^\s*[{[]/.test(source.text);
  const misplaced = (isJson ? misplacedInJson : misplacedInCsv)(meant);
  for (const { field, instead, why } of misplaced) {
    const message = `${field}: ${why}`;
    reader.report([field], { code: "wrong-value", message, expected: instead, suggestion: instead });
  }
  const series = isJson ? readPrometheusSeries(source, meant.labels, reader) : readCsvSeries(source, meant, reader);
  return misplaced.length === 0 ? series : undefined;
}

interface Misplaced {
  readonly field: string;
  readonly instead: string;
  readonly why: string;
}

function misplacedInJson({ time, column, hasValues }: SeriesMeant): readonly Misplaced[] {
  const ofCsv = { instead: "series", why: "Prometheus' answers have no columns" };
  return [
    ...(time === undefined ? [] : [{ field: "time", ...ofCsv }]),
    ...(column === undefined ? [] : [{ field: "column", ...ofCsv }]),
    ...(hasValues ? [] : [{ field: "values", instead: "perSecond", why: "Prometheus' answers hold no requests" }]),
  ];
}

function misplacedInCsv({ column, labels, hasValues }: SeriesMeant): readonly Misplaced[] {
  return [
    ...(labels === undefined ? [] : [{ field: "series", instead: "column", why: "CSV files have no labels" }]),
    ...(hasValues || column === undefined
      ? []
      : [{ field: "column", instead: "time", why: "requests have no values" }]),
  ];
}
