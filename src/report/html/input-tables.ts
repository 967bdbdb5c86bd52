// Tables of what figures rest on, for pages of runs and of sweeps: notes on the input, files, coefficients.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount } from "../human-numbers.ts";
import { noteSentence, placeOf } from "../readings.ts";

import { firstRows, htmlTable } from "./html-table.ts";
import type { Markup } from "./markup.ts";
import { breakable, markup } from "./markup.ts";

/** What in the input was not simulated, ignored or warned about. */
export function noteTable(notes: SimulationResult["notes"], most: number): Markup {
  if (notes.length === 0) return markup`<p class="lede">Everything in the input was simulated.</p>`;
  const { shown, ...rest } = firstRows(notes, most, "notes.csv");
  return htmlTable({
    caption: "What was not simulated, ignored or warned about",
    columns: [
      { title: "What", kind: "prose" },
      { title: "How", kind: "name" },
      { title: "Where", kind: "text" },
    ],
    rows: shown.map((note) => [
      noteSentence(note),
      note.severity.replaceAll("-", " "),
      markup`<code>${breakable([placeOf(note), note.path ?? ""].filter((part) => part !== "").join(" "))}</code>`,
    ]),
    ...rest,
  });
}

/** The files that were read; `file` holds those that are left out. */
export function inputTable(inputs: SimulationResult["scenario"]["inputs"], most: number, file: string): Markup {
  if (inputs.length === 0) return markup`<p class="lede">No file was read: the scenario came from a program.</p>`;
  const { shown, ...rest } = firstRows(inputs, most, file);
  return htmlTable({
    caption: "Files that were read",
    columns: [
      { title: "File", kind: "text" },
      { title: "SHA-256", kind: "name" },
    ],
    rows: shown.map((input) => [breakable(input.path), markup`<code>${input.sha256}</code>`]),
    ...rest,
  });
}

/** The numbers that the models rest on. */
export function coefficientTable(coefficients: SimulationResult["coefficients"], most: number): Markup {
  if (coefficients.length === 0) return markup`<p class="lede">This run used no coefficient.</p>`;
  const { shown, ...rest } = firstRows(coefficients, most, "coefficients.csv");
  return htmlTable({
    caption: "Coefficients of the latency and cost models",
    columns: [
      { title: "Coefficient", kind: "name" },
      { title: "Value", kind: "number" },
      { title: "Unit", kind: "name" },
      { title: "Source", kind: "prose" },
    ],
    rows: shown.map(({ name, value, unit, source }) => [
      markup`<code>${name}</code>`,
      formatExactCount(value),
      unit,
      source,
    ]),
    ...rest,
  });
}
