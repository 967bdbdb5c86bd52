// A request's way through a control plane that takes time: limits, seats, refusals, answers, and its state.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { ApiAnswer, ClientDefinition } from "../../../src/cluster/api-client.ts";
import { node } from "../../model/build-objects.ts";
import { makeServer, type MadeServer } from "./made-server.ts";

const SCHEDULER: ClientDefinition = { name: "kube-scheduler", level: "workload-high", limits: { qps: 50, burst: 100 } };

interface Log {
  readonly committedUs: number[];
  readonly answeredUs: number[];
  readonly answers: ApiAnswer[];
}

/** A kind of request that notes when it is committed and answered, and how to send it. */
function logged({ engine, api }: MadeServer, definition: ClientDefinition, answer: ApiAnswer = "ok") {
  const client = api.client(definition);
  const log: Log = { committedUs: [], answeredUs: [], answers: [] };
  const kind = client.define({
    name: `${definition.name}/bind`,
    call: "create pods/binding",
    commit: (pod) => {
      log.committedUs[pod] = engine.now;
      return answer;
    },
    answered: (pod, _second, told) => {
      log.answeredUs[pod] = engine.now;
      log.answers[pod] = told;
    },
  });
  return { log, send: (pod: number, instance = 0) => client.send(kind, pod, 0, instance) };
}

describe("the measured API server", () => {
  it("commits a request after a while, and answers it half a millisecond later", () => {
    const made = makeServer();
    const { log, send } = logged(made, SCHEDULER);
    send(0);
    expect(log.committedUs).toEqual([]);
    made.engine.run();
    expect(log.committedUs[0]).toBeGreaterThan(500);
    expect(log.answeredUs[0]! - log.committedUs[0]!).toBe(500);
  });

  it("takes the measured median at the median", () => {
    const made = makeServer();
    const { log, send } = logged(made, { name: "unlimited", level: "exempt" });
    for (let pod = 0; pod < 2001; pod += 1) send(pod);
    made.engine.run();
    const spans = log.answeredUs.toSorted((a, b) => a - b);
    // The client's side takes 0.4 ms.
    expect(Math.abs(spans[1000]! - 400 - 2650)).toBeLessThan(150);
  });

  it("lets a client send as fast as its limit lets it", () => {
    const made = makeServer();
    const { log, send } = logged(made, SCHEDULER);
    for (let pod = 0; pod < 200; pod += 1) send(pod);
    made.engine.run();
    expect(log.committedUs[199]).toBeGreaterThanOrEqual(2_000_000);
    expect(log.committedUs[199]).toBeLessThan(2_020_000);
  });

  it.each([undefined, 2])("commits what a user sends in the order of sending, with cores %s", (cores) => {
    const made = makeServer(cores);
    const { log, send } = logged(made, { name: "kubectl", level: "exempt", commits: "as-sent" });
    for (let pod = 0; pod < 100; pod += 1) send(pod);
    made.engine.run();
    expect(log.committedUs.toSorted((a, b) => a - b)).toEqual(log.committedUs);
  });

  it("says what became of it", () => {
    const made = makeServer();
    const { log, send } = logged(made, SCHEDULER, "not-found");
    send(0);
    made.engine.run();
    expect(log.answers).toEqual(["not-found"]);
  });

  it("refuses what finds neither seat nor place in line, and the client comes again a second later", () => {
    const made = makeServer();
    const { log, send } = logged(made, { name: "kube-scheduler", level: "workload-high" });
    for (let pod = 0; pod < 400; pod += 1) send(pod);
    made.engine.run();
    // 98 seats and 300 places.
    expect(log.committedUs.filter((at) => at < 1_000_000).length).toBe(398);
    expect(log.committedUs.filter((at) => at > 1_000_000).length).toBe(2);
    expect(log.answers.every((answer) => answer === "ok")).toBe(true);
  });

  it("lets each instance of a client that is many users stand in a line of its own", () => {
    const made = makeServer();
    const { log, send } = logged(made, { name: "kubelet", level: "system", flowOf: "instance" });
    for (let pod = 0; pod < 600; pod += 1) send(pod, pod % 2);
    made.engine.run();
    // 74 seats, and 300 places for each of the two.
    expect(log.committedUs.filter((at) => at < 1_000_000).length).toBe(600);
  });

  it.each([undefined, 10_000_000])("gives up after ten times, or goes on after %s µs", (againAfterUs) => {
    const made = makeServer();
    const often = againAfterUs === undefined ? {} : { againAfterUs };
    const { log, send } = logged(made, { name: "kubelet", level: "catch-all", ...often });
    for (let pod = 0; pod < 1000; pod += 1) send(pod);
    made.engine.run();
    const refused = log.answers.filter((answer) => answer === "too-many-requests").length;
    expect(log.answers.length).toBe(1000);
    if (againAfterUs === undefined) expect(refused).toBeGreaterThan(0);
    else expect(refused).toBe(0);
  });

  it("applies the changes that a request carries, if they still hold", () => {
    const made = makeServer();
    const client = made.api.client(SCHEDULER);
    const kind = client.defineWrite({
      name: "test/write",
      call: "create objects",
      stillHolds: (_changes, first) => (first === 0 ? "ok" : "conflict"),
    });
    for (const name of ["first", "second"]) {
      client.sendChanges(
        kind,
        [{ kind: "node-added", node: node(name, { cpu: "4" }), pool: "" }],
        name === "first" ? 0 : 1,
      );
    }
    made.engine.run();
    expect([...made.cluster.nodeOrder].map((id) => made.cluster.nodes.record(id).name)).toEqual(["first"]);
  });

  it.each([undefined, 2])("goes on from a snapshot as if nothing had been, with cores %s", (cores) => {
    const whole = makeServer(cores);
    const all = logged(whole, SCHEDULER);
    for (let pod = 0; pod < 150; pod += 1) all.send(pod);
    whole.engine.run();
    const first = makeServer(cores);
    const begun = logged(first, SCHEDULER);
    for (let pod = 0; pod < 150; pod += 1) begun.send(pod);
    first.engine.run(moment(3000));
    const second = makeServer(cores);
    const resumed = logged(second, SCHEDULER);
    second.engine.restore(first.engine.snapshot());
    second.api.restore(first.api.snapshot());
    second.engine.run();
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
    expect(all.log.answeredUs.map((at, pod) => begun.log.answeredUs[pod] ?? resumed.log.answeredUs[pod] ?? at)).toEqual(
      all.log.answeredUs,
    );
  });
});
