// What the quotas of one namespace are used to, up to date as pods come and go.

import { differenceOfQuantities, sumOfQuantities } from "../../model/quantity/quantity-arithmetic.ts";
import type { Quantity } from "../../model/quantity/quantity.ts";
import type { EnforcedQuota, QuotaCharge } from "../../model/admission/resource-quota.ts";

/** A quantity as JSON keeps it. */
type SavedQuantity = Omit<Quantity, "unscaled"> & { readonly unscaled: string };

/** What each quota is used to, by resource, as plain data. */
export type SavedBook = readonly (readonly (readonly [resource: string, amount: SavedQuantity])[])[];

export class QuotaBook {
  readonly #used: readonly Map<string, Quantity>[];
  /** Their use is always the one of now. */
  readonly quotas: readonly EnforcedQuota[];

  constructor(quotas: readonly EnforcedQuota[]) {
    this.#used = quotas.map(({ used }) => new Map(used));
    this.quotas = quotas.map((quota, index) => ({ ...quota, used: this.#used[index]! }));
  }

  add(charges: readonly QuotaCharge[]): void {
    this.#book(charges, sumOfQuantities);
  }

  remove(charges: readonly QuotaCharge[]): void {
    this.#book(charges, differenceOfQuantities);
  }

  save(): SavedBook {
    return this.#used.map((used) =>
      [...used].map(([name, amount]) => [name, { ...amount, unscaled: String(amount.unscaled) }] as const),
    );
  }

  restore(saved: SavedBook): void {
    for (const [index, amounts] of saved.entries()) {
      const used = this.#used[index]!;
      used.clear();
      for (const [name, amount] of amounts) used.set(name, { ...amount, unscaled: BigInt(amount.unscaled) });
    }
  }

  #book(charges: readonly QuotaCharge[], combine: (used: Quantity, amount: Quantity) => Quantity): void {
    for (const { quota, requested } of charges) {
      const used = this.#used[quota]!;
      for (const [name, amount] of requested) used.set(name, combine(used.get(name)!, amount));
    }
  }
}
