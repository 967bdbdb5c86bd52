// Tells files that are to become YAML from those that are YAML: the templates of a Helm chart.

/** What to do with a chart instead of reading its files. */
export const CHART_ADVICE = "finished manifests; a chart makes them: helm template CHART | plimsoll check -";

/** An action of Go's templates at the beginning of a line, of an item or of a value, where YAML has no use for one. */
const ACTION = /^[ \t]*(?:- +)*(?:[\w./-]+:[ \t]+)?\{\{/m;

/** Whether a text that is no valid YAML looks like a template. */
export function isChartTemplate(text: string): boolean {
  return ACTION.test(text);
}
