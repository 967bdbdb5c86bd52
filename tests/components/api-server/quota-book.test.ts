// What quotas are used to as pods come and go.

import { describe, expect, it } from "vitest";

import { QuotaBook } from "../../../src/components/api-server/quota-book.ts";
import type { QuotaCharge } from "../../../src/model/admission/resource-quota.ts";
import type { QuantityMap } from "../../../src/model/objects.ts";
import { readResourceList, writtenResourceList } from "../../../src/model/resource-list.ts";

function book(...quotas: readonly QuantityMap[]): QuotaBook {
  return new QuotaBook(
    quotas.map((hard, index) => {
      const nothing = Object.fromEntries(Object.keys(hard).map((name) => [name, "0"]));
      return { name: `q${index}`, scopes: [], hard: readResourceList(hard), used: readResourceList(nothing) };
    }),
  );
}

function charge(quota: number, requested: QuantityMap): QuotaCharge {
  return { quota, requested: readResourceList(requested) };
}

function used({ quotas }: QuotaBook) {
  return quotas.map((quota) => writtenResourceList(quota.used));
}

describe("a book", () => {
  it("adds and takes away what pods take, quota by quota", () => {
    const kept = book({ pods: "5", "requests.memory": "8Gi" }, { "requests.cpu": "4" });
    const pod = [charge(0, { pods: "1", "requests.memory": "1Gi" }), charge(1, { "requests.cpu": "1500m" })];
    kept.add(pod);
    kept.add(pod);
    expect(used(kept)).toEqual([{ pods: "2", "requests.memory": "2Gi" }, { "requests.cpu": "3" }]);
    kept.remove(pod);
    expect(used(kept)).toEqual([{ pods: "1", "requests.memory": "1Gi" }, { "requests.cpu": "1500m" }]);
  });

  it("comes back from what was saved, exactly and in the same words", () => {
    const kept = book({ memory: "8Ei", cpu: "4" });
    kept.add([charge(0, { memory: "9007199254740993", cpu: "100u" })]);
    kept.add([charge(0, { memory: "1Ki" })]);
    const other = book({ memory: "8Ei", cpu: "4" });
    other.restore(JSON.parse(JSON.stringify(kept.save())) as ReturnType<QuotaBook["save"]>);
    expect(other.quotas).toEqual(kept.quotas);
    expect(used(other)).toEqual([{ memory: "9007199254742017", cpu: "100u" }]);
  });
});
