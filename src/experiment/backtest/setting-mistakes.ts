// Mistakes that settings have beside those of the manifests as they are written: each is told once, with the settings that have it.

import type { Diagnostic, DiagnosticSink } from "../../base/diagnostic.ts";

export class SettingMistakes {
  /** By what is said. */
  readonly #found = new Map<string, { readonly mistake: Diagnostic; readonly labels: string[] }>();

  get hasAny(): boolean {
    return this.#found.size > 0;
  }

  /** Those among all that is said of the setting. */
  add(label: string, all: readonly Diagnostic[]): void {
    for (const mistake of all) {
      if (mistake.severity !== "error") continue;
      const key = `${mistake.code} ${mistake.message}`;
      const known = this.#found.get(key);
      if (known === undefined) this.#found.set(key, { mistake, labels: [label] });
      else known.labels.push(label);
    }
  }

  tell(sink: DiagnosticSink): void {
    for (const { mistake, labels } of this.#found.values()) {
      const [first, ...others] = labels;
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      sink.report({ ...mistake, message: `${mistake.message} (at ${first}${more})` });
    }
  }
}
