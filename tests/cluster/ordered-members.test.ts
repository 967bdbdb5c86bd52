// Members of groups as linked lists: the same as plain lists, whoever comes and goes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { NOBODY, OrderedMembers } from "../../src/cluster/ordered-members.ts";

const SEED = 20_260_512;
const MEMBERS = 150;
const GROUPS = 4;

function withMembers(count: number): OrderedMembers {
  const members = new OrderedMembers();
  for (let member = 0; member < count; member += 1) members.add();
  return members;
}

function listOf(members: OrderedMembers, group: number): readonly number[] {
  const list: number[] = [];
  for (let at = members.firstOf(group); at !== NOBODY; at = members.nextOf(at)) list.push(at);
  return list;
}

/** Takes a member out of a plain list: the last one takes its place. */
function takeOut(list: number[], member: number): void {
  const last = list.pop()!;
  if (last !== member) list[list.indexOf(member)] = last;
}

describe("members of groups", () => {
  it("stand in no group at first", () => {
    const members = withMembers(2);
    expect([members.groupOf(1), members.firstOf(0), listOf(members, 7)]).toEqual([NOBODY, NOBODY, []]);
  });

  it("are in one group at most, and leave only one that they are in", () => {
    const members = withMembers(1);
    expect(() => members.leave(0)).toThrow(InvariantViolation);
    members.join(0, 3);
    expect(() => members.join(0, 4)).toThrow(InvariantViolation);
    members.leave(0);
    members.rejoin(0);
    expect([members.groupOf(0), listOf(members, 3)]).toEqual([NOBODY, []]);
  });

  it("are those of plain lists after any comings and goings, and so are those of a restored twin", () => {
    const move = fc.record({
      member: fc.nat({ max: MEMBERS - 1 }),
      group: fc.nat({ max: GROUPS - 1 }),
      comesBack: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 400, size: "max" }), fc.nat({ max: 400 }), (moves, savedAfter) => {
        let members = withMembers(MEMBERS);
        const lists: number[][] = Array.from({ length: GROUPS }, () => []);
        for (const [step, { member, group, comesBack }] of moves.entries()) {
          const at = members.groupOf(member);
          if (at === NOBODY) {
            members.join(member, group);
            lists[group]!.push(member);
          } else {
            takeOut(lists[at]!, member);
            if (comesBack) {
              members.rejoin(member);
              lists[at]!.push(member);
            } else members.leave(member);
          }
          if (step === savedAfter) {
            const twin = new OrderedMembers();
            twin.restore(members.snapshot());
            expect(twin.snapshot()).toEqual(members.snapshot());
            members = twin;
          }
        }
        for (const [group, list] of lists.entries()) expect(listOf(members, group)).toEqual(list);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
