// `kubectl drain` as a script: cordons the nodes, then of one node after the other asks for the eviction of each pod, tries
// again each 5 s where a disruption budget forbids it, and waits until the pods are gone.
// Imitates kubectl v1.36: pkg/cmd/drain/drain.go (RunDrain), pkg/drain/drain.go (evictPods, deletePods, waitForDelete).

import { US_PER_SECOND } from "../../base/time.ts";

import { durationText } from "../../model/time/duration-text.ts";

import type { Change, Delta } from "../../cluster/change.ts";

import type { Memory, Script, StepResult, Tell } from "../scripts/script.ts";
import { filterPods, type DrainOptions } from "./drain-filters.ts";
import { setSchedulable } from "./node-writes.ts";
import type { UserClient } from "./ports.ts";

/** EvictErrorRetryDelay. */
const RETRY_US = 5 * US_PER_SECOND;
/** How often kubectl looks whether a pod is gone. */
const POLL_US = US_PER_SECOND;

/** One pod on its way off the node. */
interface LeavingPod {
  readonly namespace: string;
  readonly name: string;
  uid: string;
  state: "to-evict" | "going" | "done";
  /** Of to-evict: when it is tried again; of going: since when it is waited for. */
  sinceUs: number;
  tries: number;
  /** What the server said last. */
  refusal: string;
}

/** What a drain remembers. */
interface DrainMemory {
  readonly nodes: readonly string[];
  readonly options: DrainOptions;
  isCordoned: boolean;
  /** The node that is being drained, as its place in `nodes`. */
  at: number;
  startedUs: number;
  pods: LeavingPod[] | null;
  /** What went wrong with pods of this node. */
  problems: string[];
  /** Of nodes that could not be drained. */
  readonly fatal: string[];
  readonly remaining: string[];
}

export interface DrainPorts {
  readonly client: UserClient;
  readonly tell: Tell;
}

/** What a drain of these nodes begins with. */
export function drainMemory(nodes: readonly string[], options: DrainOptions): Memory {
  const memory: DrainMemory = {
    nodes,
    options,
    isCordoned: false,
    at: 0,
    startedUs: 0,
    pods: null,
    problems: [],
    fatal: [],
    remaining: [],
  };
  return memory;
}

const CONTINUE = 1;

/** What can let a drain go on before its next look. */
const POD_GONE: ReadonlySet<Change["kind"]> = new Set(["pod-deleted"]);

export class DrainScript implements Script {
  readonly wakesOn = POD_GONE;
  readonly #ports: DrainPorts;

  constructor(ports: DrainPorts) {
    this.#ports = ports;
  }

  step(plain: Memory, _step: number, nowUs: number): StepResult {
    const memory = plain as DrainMemory;
    if (!memory.isCordoned) {
      const refusal = this.#cordon(memory);
      if (refusal !== undefined) return { kind: "failed", message: refusal };
    }
    for (; memory.at < memory.nodes.length; memory.at += 1) {
      if (memory.pods === null) this.#beginNode(memory, nowUs);
      const next = this.#workOn(memory, nowUs);
      if (next !== undefined) return next;
      this.#endNode(memory);
      memory.pods = null;
    }
    return this.#end(memory);
  }

  /** A pod that is waited for has gone: kubectl sees it when it looks the next time. */
  wake(plain: Memory, { change }: Delta, nowUs: number): number | undefined {
    if (change.kind !== "pod-deleted") return undefined;
    const { pods } = plain as DrainMemory;
    const gone = (pods ?? []).filter((pod) => pod.state === "going" && !this.#isThere(pod));
    const looks = gone.map(({ sinceUs }) => sinceUs + Math.ceil((nowUs - sinceUs) / POLL_US) * POLL_US);
    return looks.length === 0 ? undefined : Math.min(...looks);
  }

  unfinished(plain: Memory): string | undefined {
    const { nodes, at, pods } = plain as DrainMemory;
    const left = (pods ?? []).filter(({ state }) => state !== "done");
    const [first] = left;
    if (first === undefined) return undefined;
    const others = left.length === 1 ? "" : ` and ${left.length - 1} more`;
    const why = first.state === "going" ? "to terminate" : `to be evicted (${first.tries} tries): ${first.refusal}`;
    return `node/${nodes[at]} is not drained: it waits for pod ${first.namespace}/${first.name}${others} ${why}`;
  }

  #cordon(memory: DrainMemory): string | undefined {
    const { client, tell } = this.#ports;
    const missing = memory.nodes.filter((node) => client.findNode(node) === undefined);
    if (missing.length > 0)
      return missing.map((node) => `Error from server (NotFound): nodes "${node}" not found`).join("; ");
    for (const node of memory.nodes) {
      const answer = setSchedulable(client, node, false);
      if (answer.kind === "said") tell(answer.text);
      else tell(`error: unable to cordon node "${node}": ${answer.message}`, "error");
    }
    memory.isCordoned = true;
    return undefined;
  }

  #beginNode(memory: DrainMemory, nowUs: number): void {
    const { client, tell } = this.#ports;
    memory.startedUs = nowUs;
    const hasDaemonSet = (namespace: string, name: string) => client.find("DaemonSet", namespace, name) !== undefined;
    const found = filterPods(client.podsOnNode(memory.nodes[memory.at]!), memory.options, hasDaemonSet);
    memory.problems = [...found.errors];
    memory.pods = [];
    if (found.errors.length > 0) return;
    if (found.warnings !== "") tell(`Warning: ${found.warnings}`, "error");
    memory.pods = found.pods.map(({ namespace, name, uid }) => {
      return { namespace, name, uid, state: "to-evict", sinceUs: nowUs, tries: 0, refusal: "" };
    });
  }

  /** What is still to be waited for; undefined: nothing on this node. */
  #workOn(memory: DrainMemory, nowUs: number): StepResult | undefined {
    const pods = memory.pods ?? [];
    for (const pod of pods) if (pod.state === "to-evict" && pod.sinceUs <= nowUs) this.#evict(pod, memory, nowUs);
    for (const pod of pods) if (pod.state === "going") this.#look(pod, memory, nowUs);
    if (pods.every(({ state }) => state === "done")) return undefined;
    const retries = pods.filter(({ state }) => state === "to-evict").map(({ sinceUs }) => sinceUs);
    const isGoing = pods.some(({ state }) => state === "going");
    const deadlines = isGoing && memory.options.timeoutUs > 0 ? [memory.startedUs + memory.options.timeoutUs] : [];
    const moments = [...retries, ...deadlines];
    const atUs = moments.length === 0 ? null : Math.min(...moments);
    return { kind: "next", step: CONTINUE, atUs, isPatient: memory.options.timeoutUs === 0 };
  }

  #evict(pod: LeavingPod, memory: DrainMemory, nowUs: number): void {
    const { client, tell } = this.#ports;
    const { disableEviction, graceSeconds } = memory.options;
    const { namespace, name } = pod;
    const grace = graceSeconds ?? undefined;
    if (!disableEviction) tell(`evicting pod ${namespace}/${name}`);
    const problem = `error when evicting pods/"${name}" -n "${namespace}"`;
    if (isTimeUp(memory, nowUs)) {
      giveUp(pod, memory, `${problem}: global timeout reached: ${goText(memory.options.timeoutUs)}`);
      return;
    }
    const answer = disableEviction ? client.removePod(namespace, name, grace) : client.evictPod(namespace, name, grace);
    pod.tries += 1;
    if (answer.kind === "done") {
      pod.state = "going";
      pod.sinceUs = nowUs;
    } else if (answer.reason === "NotFound") pod.state = "done";
    else if (answer.reason === "TooManyRequests" && !disableEviction) {
      tell(`${problem} (will retry after ${goText(RETRY_US)}): ${answer.message}`, "error");
      pod.refusal = answer.message;
      pod.sinceUs = nowUs + RETRY_US;
      // Another pod may stand under the name by then.
      pod.uid = client.findPod(namespace, name)?.uid ?? pod.uid;
    } else giveUp(pod, memory, disableEviction ? answer.message : `${problem}: ${answer.message}`);
  }

  #look(pod: LeavingPod, memory: DrainMemory, nowUs: number): void {
    if (!this.#isThere(pod)) {
      this.#ports.tell(`pod/${pod.name} ${memory.options.disableEviction ? "deleted" : "evicted"}`);
      pod.state = "done";
    } else if (isTimeUp(memory, nowUs)) {
      const place = `pod "${pod.name}" in namespace "${pod.namespace}"`;
      giveUp(pod, memory, `error when waiting for ${place} to terminate: context deadline exceeded`);
    }
  }

  #isThere({ namespace, name, uid }: LeavingPod): boolean {
    return this.#ports.client.findPod(namespace, name)?.uid === uid;
  }

  #endNode(memory: DrainMemory): void {
    const { client, tell } = this.#ports;
    const node = memory.nodes[memory.at]!;
    if (memory.problems.length === 0) {
      tell(`node/${node} drained`);
      return;
    }
    const problem = aggregate(memory.problems);
    if ((memory.pods ?? []).length > 0) {
      const hasDaemonSet = (namespace: string, name: string) => client.find("DaemonSet", namespace, name) !== undefined;
      const pending = filterPods(client.podsOnNode(node), memory.options, hasDaemonSet).pods;
      if (pending.length > 0) {
        const names = pending.map(({ name }) => `\npod/${name}`).join("");
        tell(`There are pending pods in node "${node}" when an error occurred: ${problem}${names}`, "error");
      }
    }
    tell(`error: unable to drain node "${node}" due to error: ${problem}, continuing command...`, "error");
    memory.fatal.push(problem);
    memory.remaining.push(node);
  }

  #end({ fatal, remaining }: DrainMemory): StepResult {
    if (fatal.length === 0) return { kind: "done" };
    const names = remaining.map((node) => `\n ${node}`).join("");
    this.#ports.tell(`There are pending nodes to be drained:${names}`, "error");
    return { kind: "failed", message: `error: ${aggregate(fatal)}` };
  }
}

function isTimeUp({ options, startedUs }: DrainMemory, nowUs: number): boolean {
  return options.timeoutUs > 0 && nowUs >= startedUs + options.timeoutUs;
}

function giveUp(pod: LeavingPod, memory: DrainMemory, problem: string): void {
  pod.state = "done";
  memory.problems.push(problem);
}

/** Go's text of errors that came together: one by itself as it is. */
function aggregate(problems: readonly string[]): string {
  const different = [...new Set(problems)];
  return different.length === 1 ? different[0]! : `[${different.join(", ")}]`;
}

function goText(us: number): string {
  return durationText(BigInt(us) * 1000n);
}
