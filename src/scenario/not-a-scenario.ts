// A file that is something else than a scenario, and says so by its apiVersion and kind: told in one sentence, with what to do, in
// place of one mistake for each field that a scenario does not have.
// Kinds: k8s.io/api, k8s.io/kube-scheduler and k8s.io/kubelet (config), v1.36.

import type { Diagnostic } from "../base/diagnostic.ts";
import { isMapping } from "../base/mapping.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";
import { isBuiltInGroup } from "../environment/manifests/kinds.ts";

const OUR_GROUP = "plimsoll/";
const BY_INIT = "`plimsoll init` writes one to begin with";

/** What to do with a file of a kind that is not an object of the API. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["KubeSchedulerConfiguration", "a Scenario that names this file under spec.scheduler.configuration"],
  ["KubeletConfiguration", "a Scenario with its fields under spec.cluster.nodePools[].kubelet"],
  ["List", "a Scenario: `plimsoll init FILE` writes one of a dump that holds the nodes, too"],
]);

/** What is wrong with a document of another kind; undefined if it means to be a scenario, or does not say what it is. */
export function notAScenario(document: SourceDocument): Diagnostic | undefined {
  if (!isMapping(document.value)) return undefined;
  const { apiVersion, kind } = document.value;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  if (kind === "Scenario" || apiVersion.startsWith(OUR_GROUP)) return undefined;
  const isObject = isBuiltInGroup(apiVersion);
  const named = INSTEAD.get(kind) ?? (kind.endsWith("List") && isObject ? INSTEAD.get("List") : undefined);
  const manifest = `a Scenario that names this file under spec.workloads or spec.cluster; ${BY_INIT}`;
  return {
    code: "not-a-scenario",
    severity: "error",
    message: `this is a ${kind} of ${isObject ? "Kubernetes" : apiVersion}, not a Scenario of plimsoll`,
    position: document.positionOf(["kind"]),
    expected: named ?? manifest,
  };
}
