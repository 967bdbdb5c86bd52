// Refusing statuses by number, so that a column can hold them and equal ones are counted once.

import type { PluginStatus, Status } from "../framework/status.ts";

export class RefusalTable {
  readonly #statuses: PluginStatus[] = [];
  readonly #byText = new Map<string, number>();
  /** Statuses met before, by the plugin that gave them: most are constants. */
  readonly #byStatus = new WeakMap<Status, { readonly plugin: string; readonly number: number }>();

  get(number: number): PluginStatus {
    return this.#statuses[number]!;
  }

  /** The number of what a plugin says; equal words have equal numbers. */
  intern(plugin: string, status: Status): number {
    const met = this.#byStatus.get(status);
    if (met?.plugin === plugin) return met.number;
    const number = this.#internText(plugin, status);
    this.#byStatus.set(status, { plugin, number });
    return number;
  }

  #internText(plugin: string, { code, reasons }: Status): number {
    const text = `${plugin}\n${code}\n${reasons.join("\n")}`;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const number = this.#statuses.length;
    this.#statuses.push({ code, reasons, plugin });
    this.#byText.set(text, number);
    return number;
  }
}
