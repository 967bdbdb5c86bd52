// Kinds of requests, their effects and their answers.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { RequestBook } from "../../../src/components/api-server/request-book.ts";

it("frees the row before the client is told, so that it can ask again", () => {
  const book = new RequestBook(new ClusterState(VERSION_BEHAVIOUR["1.36"]));
  const rows: number[] = [];
  const kind = book.define(0, {
    name: "test/event",
    call: "create events",
    answered: (first) => rows.push(book.table.add(kind, first + 1, 0, 0)),
  });
  const row = book.table.add(kind, 1, 0, 0);
  book.commit(row, moment(0));
  book.finish(row);
  expect(rows).toEqual([row]);
});

it("draws by the first number where nothing else is said", () => {
  const book = new RequestBook(new ClusterState(VERSION_BEHAVIOUR["1.36"]));
  const plain = book.define(0, { name: "test/plain", call: "create events" });
  const own = book.define(0, { name: "test/own", call: "create events", drawIdOf: (first) => first * 2 });
  const drawIds = [plain, own].map((kind) => book.knownOf(book.table.add(kind, 21, 0, 0)).drawIdOf(21));
  expect(drawIds).toEqual([21, 42]);
});
