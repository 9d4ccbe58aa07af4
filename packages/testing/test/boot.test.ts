import 'reflect-metadata';
import { type DynamicModule, Injectable, Module, type Type } from '@nestjs/common';
import {
  endSessions,
  type EndSessions,
  type SessionsEnded,
  type SignedIn,
  signIn,
  type SignIn,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { migration, OnRequest, type ServiceDefinition, startService, tablesEveryServiceHas } from '@huiyin/service';
import { eventually, TestSystem } from '../src/index.js';

@Injectable()
class Answers {
  @OnRequest(endSessions)
  async end(_wanted: EndSessions): Promise<SessionsEnded> {
    return { ended: 1 };
  }
}
@Injectable()
class AnswersToo {
  @OnRequest(endSessions)
  async end(_wanted: EndSessions): Promise<SessionsEnded> {
    return { ended: 2 };
  }
}
@Injectable()
class Foreign {
  @OnRequest(signIn)
  async signIn(_credentials: SignIn): Promise<SignedIn> {
    throw new Error('not here');
  }
}

function gateway(...providers: Type[]): ServiceDefinition {
  class Parts {}
  Module({})(Parts);
  const module: DynamicModule = { module: Parts, providers };
  return {
    name: 'gateway',
    module,
    tables: [],
    migrations: [migration('TestTables1764000000000', tablesEveryServiceHas('gateway'))],
  };
}

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({ services: [gateway(Answers)] });
}, 120_000);
afterAll(() => system.stop(), 60_000);

test('a service that answers all it owns starts, and says what it still lacks', async () => {
  const readiness = () => system.service('gateway').readiness();
  await eventually(async () => !('gateway.bus' in (await readiness())));
  expect(await readiness()).toEqual({ 'gateway.directory': 'unknown' });
  await expect(
    system.ask(endSessions, { officialId: '3f2a9c10-7b41-4d5e-8a6f-000000000002' }, anonymous),
  ).rejects.toMatchObject({
    code: 'not-signed-in',
  });
});

test.each<[string, Type[], string]>([
  ['no handler', [], 'gateway has no handler for gateway.end-sessions.v1'],
  ['two handlers', [Answers, AnswersToo], 'gateway.end-sessions.v1 has two handlers: Answers.end and AnswersToo.end'],
  [
    'a handler for what another owns',
    [Answers, Foreign],
    'Foreign.signIn answers organisation.sign-in.v1, which organisation owns',
  ],
])('%s: the service does not start', async (_, providers, words) => {
  await expect(startService(gateway(...providers), system.settings('gateway'))).rejects.toThrow(words);
});
