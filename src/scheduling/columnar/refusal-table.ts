// Refusing statuses by number, so that a column can hold them and equal ones are counted once.

import type { PluginStatus } from "../framework/status.ts";

export class RefusalTable {
  readonly #statuses: PluginStatus[] = [];
  readonly #byText = new Map<string, number>();

  get(number: number): PluginStatus {
    return this.#statuses[number]!;
  }

  intern(status: PluginStatus): number {
    const text = `${status.plugin}\n${status.code}\n${status.reasons.join("\n")}`;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const number = this.#statuses.length;
    this.#statuses.push(status);
    this.#byText.set(text, number);
    return number;
  }
}
