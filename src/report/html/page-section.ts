// The shape of one section of the page.

import type { ReportMaterial } from "../report-material.ts";

import type { Markup } from "./markup.ts";

export interface PageSection {
  /** The section's address on the page. */
  readonly id: string;
  readonly title: string;
  /** What stands below the heading. */
  body(material: ReportMaterial): Markup;
}
