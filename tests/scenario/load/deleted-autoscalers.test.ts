// Of all that actions take away, autoscalers are named.

import { expect, it } from "vitest";

import type { PlannedAction } from "../../../src/environment/actions/planned-action.ts";
import { deletedAutoscalers } from "../../../src/scenario/load/deleted-autoscalers.ts";

function action(kind: string, settings: PlannedAction["settings"]): PlannedAction {
  const start = { atUs: 0, after: null, when: null, delayUs: 0 };
  return { name: kind, kind, start, settings, position: { file: "s.yaml", line: 1, column: 1 } };
}

it("names each autoscaler that an action deletes, and nothing else", () => {
  const subject = (kind: string, name: string) => ({ subject: { kind, namespace: "shop", name } });
  const actions = [
    action("delete", subject("HorizontalPodAutoscaler", "web")),
    action("delete", subject("Deployment", "web")),
    action("delete", { subject: undefined, pod: { namespace: "shop", name: "web-1" } }),
    action("scale", subject("Deployment", "api")),
  ];
  expect([...deletedAutoscalers(actions)]).toEqual(["shop/web"]);
});
