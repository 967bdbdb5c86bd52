// What pausing and resuming a Deployment have in common.

import type { Script } from "../scripts/script.ts";
import type { ActionPorts } from "./action.ts";
import type { ActionSettings } from "./planned-action.ts";
import { notFound, objectText, resourceText, serverError } from "./kubectl-names.ts";
import { afterAnswer, failed, oneStep } from "./one-step.ts";
import type { Subject } from "./subject.ts";

/** What is wanted, and kubectl's words. */
export interface PauseWish {
  readonly paused: boolean;
  readonly said: string;
  /** Where it is so already. */
  readonly problem: string;
}

export function setPaused(settings: ActionSettings, { client, tell }: ActionPorts, wish: PauseWish): Script {
  const { namespace, name } = settings["subject"] as Subject;
  return oneStep(() => {
    const deployment = client.find("Deployment", namespace, name);
    if (deployment === undefined) return failed(serverError(notFound("Deployment", name)));
    if ((deployment.spec?.paused === true) === wish.paused) {
      return failed(`error: ${resourceText("Deployment")} "${name}" ${wish.problem}`);
    }
    const { paused: _paused, ...spec } = deployment.spec ?? {};
    const object = { ...deployment, spec: wish.paused ? { ...spec, paused: true } : spec };
    const said = () => tell(`${objectText("Deployment", name)} ${wish.said}`);
    return afterAnswer(client.update({ kind: "Deployment", object }), said);
  });
}
