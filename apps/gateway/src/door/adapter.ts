import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

/**
 * Nest on a Fastify instance whose answers to errors, to unknown addresses and whose body parsers are our own. Routes are rows on the
 * instance itself: no pipes, no interceptors on the way of a petition.
 */
export class DoorAdapter extends FastifyAdapter {
  constructor(private readonly door: FastifyInstance) {
    super(door as never);
  }
  override async init(): Promise<void> {}
  override registerParserMiddleware(): void {}
  override setErrorHandler(): never {
    return this.door as never;
  }
  override setNotFoundHandler(): never {
    return this.door as never;
  }
}
