// Files that are no objects but what other tools make objects of: charts of Helm and directories of Kustomize.
// Sources: helm.sh/docs/topics/charts (the files of a chart); kubectl.docs.kubernetes.io, Kustomization (names and group).

import { CHART_ADVICE } from "../documents/chart-template.ts";

const KUSTOMIZE_GROUP = "kustomize.config.k8s.io/";
const KUSTOMIZATION_FILE = /(?:^|[\\/])kustomization\.ya?ml$/i;
const CHART_FILE = /(?:^|[\\/])(?:Chart\.yaml|values[\w.-]*\.ya?ml)$/;

export const KUSTOMIZATION_ADVICE =
  "a Kustomization is not applied: the files are read as they stand, and what it makes of them with " +
  "kubectl kustomize DIRECTORY | plimsoll check -";

/** Whether the object says what Kustomize is to do; the file's name may say so instead of kind and apiVersion. */
export function isKustomization(file: string, kind: unknown, apiVersion: unknown): boolean {
  if (typeof apiVersion === "string" && apiVersion.startsWith(KUSTOMIZE_GROUP)) return true;
  return kind === undefined && apiVersion === undefined && KUSTOMIZATION_FILE.test(file);
}

/** What should stand in the file instead, if it is one of a chart that holds no objects. */
export function chartAdvice(file: string): string | undefined {
  return CHART_FILE.test(file) ? CHART_ADVICE : undefined;
}
