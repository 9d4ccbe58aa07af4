import { type Meta } from './actor.js';

type LocalAnswer = (input: object, token: string, meta: Meta) => Promise<object>;

/**
 * The line between services in one process. A request whose owner lives here goes straight to its handler, with the same token,
 * admission and validation as over NATS, so that one process works on while NATS is away.
 */
export class LocalLine {
  readonly #answers = new Map<string, LocalAnswer>();
  readonly #ears = new Map<string, ((payload: object) => void)[]>();
  readonly #services = new Set<string>();

  join(service: string): void {
    this.#services.add(service);
  }

  has(service: string): boolean {
    return this.#services.has(service);
  }

  offer(subject: string, answer: LocalAnswer): void {
    this.#answers.set(subject, answer);
  }

  find(subject: string): LocalAnswer | undefined {
    return this.#answers.get(subject);
  }

  hear(subject: string, listener: (payload: object) => void): void {
    this.#ears.set(subject, [...(this.#ears.get(subject) ?? []), listener]);
  }

  tell(subject: string, payload: object): void {
    for (const listener of this.#ears.get(subject) ?? []) listener(payload);
  }
}
