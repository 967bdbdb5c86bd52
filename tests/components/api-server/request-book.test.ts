// Kinds of requests, their effects and their answers.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { ApiAnswer } from "../../../src/cluster/api-client.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { podAsking } from "../../model/build-objects.ts";
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
  const drawIds = [plain, own].map((kind) => book.drawIdOf(book.table.add(kind, 21, 0, 0)));
  expect(drawIds).toEqual([21, 42]);
});

it("draws for the pod that a request creates, and lets the pod say when it was asked for", () => {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const book = new RequestBook(cluster);
  const created: (readonly [string, number | undefined])[] = [];
  cluster.observe({
    hear: ({ change }) => {
      if (change.kind === "pod-created") created.push([change.name, change.askedAtUs]);
    },
  });
  const kind = book.defineWrite(0, { name: "test/create", call: "create pods" });
  const classId = cluster.classify(podAsking({}));
  const rows = ["a", "b"].map((name, number) => {
    const row = book.table.add(kind, 7, 0, 0);
    book.table.carry(row, [{ kind: "pod-created", classId, name }], number * 10);
    return row;
  });
  expect(book.drawIdOf(rows[0]!)).not.toBe(book.drawIdOf(rows[1]!));
  for (const row of rows) book.commit(row, moment(50));
  expect(created).toEqual([
    ["a", 0],
    ["b", 10],
  ]);
  expect(rows.map((row) => book.drawIdOf(row))).toEqual([0, 1].map((pod) => cluster.drawIdOf(pod)));
});

it.each(["ok", "not-found", "conflict", "invalid", "too-many-requests", "failed"] as const)("says %s", (answer) => {
  const book = new RequestBook(new ClusterState(VERSION_BEHAVIOUR["1.36"]));
  const said: ApiAnswer[] = [];
  const kind = book.define(0, {
    name: "test/bind",
    call: "create pods/binding",
    commit: () => answer,
    answered: (_first, _second, told) => said.push(told),
  });
  const row = book.table.add(kind, 1, 0, 0);
  book.commit(row, moment(0));
  book.finish(row);
  expect(said).toEqual([answer]);
});
