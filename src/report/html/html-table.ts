// Tables of the page: a caption for those who cannot see, numbers to the right, and a box that scrolls sideways
// so that the page need not.

import { cutMiddle } from "../neutral-text.ts";

import type { Insert, Markup } from "./markup.ts";
import { markup } from "./markup.ts";

export interface HtmlColumn {
  readonly title: Insert;
  /** `number` stands right, `bar` has room for a bar, `name` never breaks, `text` may, `prose` has whole sentences. */
  readonly kind: "text" | "prose" | "name" | "number" | "bar";
}

export interface HtmlTable {
  /** What the table shows; spoken, not seen. */
  readonly caption: string;
  readonly columns: readonly HtmlColumn[];
  /** The first cell heads its row. */
  readonly rows: readonly (readonly Insert[])[];
  /** Identifiers of the rows, so that links lead there. */
  readonly rowIds?: readonly string[];
  /** Said below if rows were left out. */
  readonly leftOut?: string;
}

export function htmlTable(table: HtmlTable): Markup {
  const heads = table.columns.map((column) => markup`<th scope="col" class="${column.kind}">${column.title}</th>`);
  const rows = table.rows.map(
    (row, place) =>
      markup`<tr${rowId(table, place)}>
        ${row.map((cell, index) => tableCell(table, cell, index))}
      </tr>`,
  );
  return markup`<div class="scroll" role="region" aria-label="${table.caption}" tabindex="0">
      <table>
        <caption>
          ${table.caption}
        </caption>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${table.leftOut === undefined ? null : markup`<p class="left-out">${table.leftOut}</p>`}`;
}

function rowId({ rowIds }: HtmlTable, index: number): Insert {
  return rowIds === undefined ? null : markup` id="${rowIds[index]!}"`;
}

function tableCell(table: HtmlTable, cell: Insert, index: number): Markup {
  const { kind } = table.columns[index]!;
  return index === 0
    ? markup`<th scope="row" class="${kind}">${shortened(cell)}</th>`
    : markup`<td class="${kind}">${shortened(cell)}</td>`;
}

/** Letters of one text that the page shows at most; the CSV files hold all. */
const MOST_LETTERS = 600;

function shortened(cell: Insert): Insert {
  return typeof cell === "string" ? cutMiddle(cell, MOST_LETTERS) : cell;
}

/** The first `most` rows, and a sentence on where the others are. */
export function firstRows<T>(
  rows: readonly T[],
  most: number,
  file: string,
): { shown: readonly T[]; leftOut?: string } {
  const shown = rows.slice(0, most);
  const missing = rows.length - shown.length;
  return missing === 0 ? { shown } : { shown, leftOut: `${missing} more in ${file}` };
}
