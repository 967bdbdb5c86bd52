// What looks like a template, and what only holds braces.

import { expect, it } from "vitest";

import { isChartTemplate } from "../../../src/environment/documents/chart-template.ts";

it.each([
  "{{- if .Values.enabled }}\nkind: Pod\n{{- end }}\n",
  "metadata:\n  name: {{ .Release.Name }}-web\n",
  "args:\n  - {{ .Values.level }}\n",
  "env:\n  {{- range $k, $v := .Values.env }}\n",
  "labels:\r\n\t{{ include }}\r\n",
])("a template is one: %j", (text) => {
  expect(isChartTemplate(text)).toBe(true);
});

it.each(["a: { b: { c: d } }\n", 'a: "{{ quoted }}"\n', "a: text {{ inside }}\n", "# {{ comment }}\n", ""])(
  "another text is none: %j",
  (text) => {
    expect(isChartTemplate(text)).toBe(false);
  },
);
