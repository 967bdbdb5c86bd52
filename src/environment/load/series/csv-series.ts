// A series out of a CSV file with a header line: a column of times and a column of values, or times of requests by themselves.

import { nearestName } from "../../../base/nearest-name.ts";

import { readCsvTable, type CsvTable } from "../../documents/csv-table.ts";
import type { SourceText } from "../../documents/source-text.ts";
import { show } from "../../manifests/show-value.ts";
import type { ProfileReader } from "../load-profile.ts";
import { checkOrder } from "./check-series.ts";
import { parseSeriesTime, TIME_EXAMPLES, type SeriesTime } from "./series-time.ts";
import { parseSeriesValue } from "./series-value.ts";
import { SeriesMistakes, type Series } from "./series.ts";

/** Which columns are meant; absent: the first for times, the only other one for values. */
export interface CsvColumnsMeant {
  readonly time?: string | undefined;
  readonly column?: string | undefined;
  /** Each row is a request: there are no values. */
  readonly hasValues: boolean;
}

/** The series; undefined if it could not be read, which is told. */
export function readCsvSeries(source: SourceText, meant: CsvColumnsMeant, reader: ProfileReader): Series | undefined {
  const table = readCsvTable(source, { required: [], optional: [] }, reader.sink);
  if (table === undefined || !hasHeader(table, source, reader)) return undefined;
  const time = columnOf("time", meant.time, table, source, reader) ?? table.columns[0]!;
  const column = meant.hasValues ? valueColumn(meant.column, time, table, source, reader) : "";
  if (column === undefined || !table.has(time)) return undefined;
  const mistakes = new SeriesMistakes(reader.sink);
  const timesUs = readTimes(table, time, mistakes);
  const areTimes = !mistakes.hasAny;
  const values = column === "" ? new Float64Array(0) : readValues(table, column, reader, mistakes);
  mistakes.flush();
  const series: Series = {
    path: source.path,
    timesUs,
    values,
    timeText: (row) => table.text(row, time),
    placeOf: (row, what) => table.positionOf(row, what === "time" || column === "" ? time : column),
  };
  if (!mistakes.hasAny) return series;
  // Whoever uses the series would tell of its order: not of this one.
  if (areTimes) checkOrder(series, meant.hasValues ? "ascending" : "not descending", reader.sink);
  return undefined;
}

/** A header that is a time is none. */
function hasHeader(table: CsvTable, source: SourceText, reader: ProfileReader): boolean {
  const [first = ""] = table.columns;
  if ((parseSeriesTime(first)?.form ?? "a span") === "a span") return true;
  reader.sink.report({
    code: "missing-header",
    severity: "error",
    message: `the file begins with ${first}, which is no name of a column`,
    position: source.positionAt(0),
    expected: "a header line such as timestamp,value",
  });
  return false;
}

/** The column that the scenario names; undefined if it names none, or one that is not there, which is told. */
function columnOf(
  option: "time" | "column",
  name: string | undefined,
  table: CsvTable,
  source: SourceText,
  reader: ProfileReader,
): string | undefined {
  if (name === undefined || table.has(name)) return name;
  const suggestion = nearestName(name, table.columns);
  reader.report([option], {
    code: "missing-column",
    message: `${option}: ${source.path} has no column ${name}`,
    expected: `one of ${table.columns.join(", ")}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
  return name;
}

function valueColumn(
  name: string | undefined,
  time: string,
  table: CsvTable,
  source: SourceText,
  reader: ProfileReader,
): string | undefined {
  const named = columnOf("column", name, table, source, reader);
  if (named !== undefined) return table.has(named) ? named : undefined;
  const others = table.columns.filter((column) => column !== time);
  if (others.length === 1) return others[0];
  const message =
    others.length === 0
      ? `file: ${source.path} has no column of values beside ${time}`
      : `file: ${source.path} has ${others.length} columns of values`;
  const expected = others.length === 0 ? "columns with commas between them" : `column: one of ${others.join(", ")}`;
  reader.report(["file"], { code: "missing-column", message, expected });
  return undefined;
}

function readTimes(table: CsvTable, column: string, mistakes: SeriesMistakes): Float64Array {
  const times = new Float64Array(table.rows);
  let first: (SeriesTime & { readonly text: string }) | undefined;
  for (let row = 0; row < table.rows; row += 1) {
    const text = table.text(row, column);
    const time = parseSeriesTime(text);
    first ??= time === undefined ? undefined : { ...time, text };
    if (time === undefined) {
      const message = `${column}: ${show(text)} is no time`;
      mistakes.add(table.positionOf(row, column), { code: "wrong-time", message, expected: TIME_EXAMPLES });
    } else if (time.form !== first!.form) {
      const message = `${column}: ${text} is ${time.form}, where others are ${first!.form}`;
      const expected = `a time written as ${first!.text}`;
      mistakes.add(table.positionOf(row, column), { code: "mixed-times", message, expected });
    } else times[row] = time.us;
  }
  return times;
}

function readValues(
  table: CsvTable,
  column: string,
  { values: range }: ProfileReader,
  mistakes: SeriesMistakes,
): Float64Array {
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row += 1) {
    const value = parseSeriesValue(column, table.text(row, column), range);
    if (typeof value === "number") values[row] = value;
    else mistakes.add(table.positionOf(row, column), value);
  }
  return values;
}
