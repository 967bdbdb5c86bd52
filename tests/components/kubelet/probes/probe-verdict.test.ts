// What the probes of a container say together.

import { describe, expect, it } from "vitest";

import { probeVerdict } from "../../../../src/components/kubelet/probes/probe-verdict.ts";
import { NEW_WORKER, seenRun, type ProbeResult } from "../../../../src/components/kubelet/probes/probe-worker.ts";

const worker = (result: ProbeResult, run = 1) => ({ ...seenRun("liveness", NEW_WORKER, run), result });

describe("the verdict", () => {
  it("without probes is started and ready", () => {
    expect(probeVerdict({}, 1, true)).toEqual({
      isStarted: true,
      isReady: true,
      triggersReadiness: false,
      killedFor: undefined,
    });
  });

  it("is not started before its start-up probe has succeeded, for this run", () => {
    expect(probeVerdict({ startup: worker("unknown") }, 1, true).isStarted).toBe(false);
    expect(probeVerdict({ startup: worker("success", 1) }, 2, true).isStarted).toBe(false);
    expect(probeVerdict({ startup: worker("success") }, 1, true)).toMatchObject({ isStarted: true, isReady: true });
  });

  it("has the readiness probe run at once while it is started and not ready", () => {
    const { isReady, triggersReadiness } = probeVerdict({ readiness: worker("failure") }, 1, true);
    expect([isReady, triggersReadiness]).toEqual([false, true]);
    expect(probeVerdict({ startup: worker("unknown"), readiness: worker("failure") }, 1, true).triggersReadiness).toBe(
      false,
    );
  });

  it("is to be killed by liveness or start-up, and not if it does not run", () => {
    expect(probeVerdict({ liveness: worker("failure") }, 1, true).killedFor).toBe("liveness");
    expect(probeVerdict({ startup: worker("failure") }, 1, true).killedFor).toBe("startup");
    expect(probeVerdict({ liveness: worker("failure") }, 1, false)).toMatchObject({
      isReady: false,
      killedFor: undefined,
    });
  });
});
