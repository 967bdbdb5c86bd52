// Notices on their way: their order, their moments, and what is saved of them.

import { describe, expect, it } from "vitest";

import { NoticeQueue } from "../../../src/components/api-server/notice-queue.ts";

function filled(count: number): NoticeQueue {
  const queue = new NoticeQueue();
  for (let number = 0; number < count; number += 1) queue.push(number * 10, 1, number, number * 2, 1);
  return queue;
}

function takeAll(queue: NoticeQueue): readonly (readonly number[])[] {
  const shown: (readonly number[])[] = [];
  while (queue.size > 0) queue.takeFirst((...notice) => shown.push(notice));
  return shown;
}

describe("a queue of notices", () => {
  it("counts those that can be seen, up to a bound", () => {
    const queue = filled(200);
    expect([queue.countDue(0, 100), queue.countDue(55, 100), queue.countDue(5000, 100)]).toEqual([1, 6, 100]);
    expect(queue.firstDueUs).toBe(0);
  });

  it("shows them in the order in which they were noted", () => {
    expect(takeAll(filled(150))).toEqual(Array.from({ length: 150 }, (_, number) => [1, number, number * 2]));
  });

  it("counts the changes that notices are about", () => {
    const queue = filled(3);
    for (const begun of [1, 0, 0] as const) queue.push(30, 1, 9, 0, begun);
    expect([0, 2, 6].map((notices) => queue.countChanges(notices))).toEqual([0, 2, 4]);
  });

  it("comes back from a snapshot", () => {
    const queue = filled(70);
    queue.takeFirst(() => undefined);
    const again = new NoticeQueue();
    again.restore(queue.snapshot());
    expect(again.firstDueUs).toBe(10);
    expect(takeAll(again)).toEqual(takeAll(queue));
  });
});
