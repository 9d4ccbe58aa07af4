import { BrokenCircuitError, circuitBreaker, type CircuitBreakerPolicy, handleWhen, SamplingBreaker } from 'cockatiel';
import { Problem } from '@huiyin/contracts';

const counted = new Set(['bus-unavailable', 'too-slow', 'store-unavailable']);

/** One circuit breaker an owner: opens when half of at least twenty calls in ten seconds found it away, tries again after five seconds. */
export class Breakers {
  readonly #policies = new Map<string, CircuitBreakerPolicy>();

  async of<T>(owner: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#policy(owner).execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new Problem('bus-unavailable', {}, [], 5);
      throw error;
    }
  }

  #policy(owner: string): CircuitBreakerPolicy {
    const known = this.#policies.get(owner);
    if (known !== undefined) return known;
    const policy = circuitBreaker(
      handleWhen((error) => error instanceof Problem && counted.has(error.code)),
      { halfOpenAfter: 5_000, breaker: new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 }) },
    );
    this.#policies.set(owner, policy);
    return policy;
  }
}
