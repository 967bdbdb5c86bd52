// The scheduler's limit on its own requests to the API server: a bucket of tokens. Who finds none is promised one.
// Imitates golang.org/x/time/rate as client-go uses it, in the same doubles: seconds are added up from whole ones and
// nanoseconds, the rate was a float32, waits are cut to nanoseconds.

const SECOND_US = 1_000_000;

export class RequestBudget {
  readonly #tokensPerSecond: number;
  readonly #burst: number;
  /** Below 0: promised to requests that wait. */
  #tokens: number;
  #countedAtUs = 0;

  constructor(qps: number, burst: number) {
    this.#tokensPerSecond = Math.fround(qps);
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** When a request that is ready now may be sent; simulated time goes by whole µs. */
  spend(nowUs: number): number {
    const refilled = this.#tokens + secondsOf(nowUs - this.#countedAtUs) * this.#tokensPerSecond;
    this.#tokens = Math.min(this.#burst, refilled) - 1;
    this.#countedAtUs = nowUs;
    if (this.#tokens >= 0) return nowUs;
    const waitNs = Math.trunc((-this.#tokens / this.#tokensPerSecond) * 1e9);
    return nowUs + Math.ceil(waitNs / 1000);
  }
}

function secondsOf(us: number): number {
  const whole = Math.floor(us / SECOND_US);
  return whole + ((us - whole * SECOND_US) * 1000) / 1e9;
}
