// Whether a container that has ended is started again.
// Imitates pkg/api/v1/pod/util.go (ContainerShouldRestart) and pkg/kubelet/container/helpers.go, v1.36 (gate
// ContainerRestartRules on, as by default).

/** A rule that comes before the policies: the first that matches decides. */
export interface ExitCodeRule {
  readonly action?: string;
  readonly exitCodes?: { readonly operator?: string; readonly values?: readonly number[] };
}

/** What of a container it depends on. */
export interface RestartableContainer {
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly ExitCodeRule[];
}

/** `podPolicy`: spec.restartPolicy of the pod; absent: Always. Init containers are held to OnFailure by their caller. */
export function shouldRestart(
  { restartPolicy, restartPolicyRules = [] }: RestartableContainer,
  podPolicy: string | undefined,
  exitCode: number,
): boolean {
  if (restartPolicyRules.some((rule) => matches(rule, exitCode))) return true;
  switch (restartPolicy ?? podPolicy ?? "Always") {
    case "Never":
      return false;
    case "OnFailure":
      return exitCode !== 0;
    default:
      return true;
  }
}

/** Rules say when to restart; no other action exists that would end a container for good. */
function matches({ action, exitCodes }: ExitCodeRule, exitCode: number): boolean {
  if (action !== "Restart" || exitCodes === undefined) return false;
  const isListed = (exitCodes.values ?? []).includes(exitCode);
  return exitCodes.operator === "NotIn" ? !isListed : exitCodes.operator === "In" && isListed;
}
