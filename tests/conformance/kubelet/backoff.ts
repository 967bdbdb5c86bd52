// Records of back-off: containers that end and are started again, images that are pulled when the kubelet asks.

import {
  advancedBackoff,
  hasExpired,
  imagePullBackoff,
  pullableAtUs,
  restartableAtUs,
  type BackoffEntry,
} from "../../../src/components/kubelet/container-backoff.ts";
import type { RecordedInput } from "./operations.ts";

interface Law {
  readonly initialUs: number;
  readonly maxUs: number;
}

interface CrashLoop extends Law {
  readonly what: "crashLoop";
  readonly resetAfterUs: number;
  readonly runsForUs: readonly number[];
}

interface ImagePulls extends Law {
  readonly what: "imagePull";
  readonly checksUs: readonly number[];
  readonly wouldFail: readonly boolean[];
}

export function answerBackoff(recorded: CrashLoop | ImagePulls): RecordedInput {
  return recorded.what === "crashLoop" ? crashLoop(recorded) : imagePulls(recorded);
}

function crashLoop({ initialUs, maxUs, resetAfterUs, runsForUs }: CrashLoop): RecordedInput {
  const law = { initialUs, maxUs, expiresAfterUs: resetAfterUs };
  let entry: BackoffEntry | undefined;
  let startedUs = 0;
  const restarts = runsForUs.map((runsUs) => {
    const exitUs = startedUs + runsUs;
    startedUs = restartableAtUs(entry, exitUs, law);
    entry = advancedBackoff(entry, exitUs, startedUs, law);
    return { exitUs, waitUs: startedUs - exitUs, restartUs: startedUs, nextBackoffUs: entry.delayUs };
  });
  return { restarts };
}

/** `wouldFail[k]` is what the k-th check would find if it pulled. */
function imagePulls({ initialUs, maxUs, checksUs, wouldFail }: ImagePulls): RecordedInput {
  const law = imagePullBackoff(initialUs, maxUs);
  let entry: BackoffEntry | undefined;
  const checks = checksUs.map((atUs, check) => {
    const tried = atUs >= pullableAtUs(entry);
    if (tried && wouldFail[check] === true) entry = advancedBackoff(entry, atUs, atUs, law);
    else if (tried && entry !== undefined && hasExpired(entry, atUs, law)) entry = undefined;
    return { atUs, tried, backoffUs: entry?.delayUs ?? 0 };
  });
  return { checks };
}
