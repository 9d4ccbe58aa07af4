import { expect, test } from '@jest/globals';
import { requestContracts } from '@huiyin/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { fieldsOf } from '../src/route/payload.fields.js';
import { openApiDocument, pathParams, routes } from '../src/index.js';

/** Contracts that a person could call but that have no route of their own, each with its reason. */
const withoutRoute: Readonly<Record<string, string>> = {
  'gateway.end-sessions.v1':
    'asked by the organisation when an account changes; people end sessions by DELETE /sessions',
};

test('the OpenAPI document is valid', async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument(routes))) as Record<string, unknown>;
  const result = await new Validator().validate(document);
  expect(result).toMatchObject({ valid: true });
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(openApiDocument(routes));
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, object> } };
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '');
  expect(names.filter((name) => components.schemas[name] === undefined)).toEqual([]);
  expect(components.schemas['RegisterSubmission']).toMatchObject({
    properties: {
      title: { type: 'string', minLength: 2, maxLength: 200 },
      petitioner: { $ref: '#/components/schemas/PersonGiven' },
    },
  });
});

test('every contract that people may call has a route, or stands on the list with a reason', () => {
  const routed = new Set(routes.flatMap((route) => route.contracts.map((contract) => contract.name)));
  const open = requestContracts.filter((c) => c.actors.some((kind) => kind !== 'service')).map((c) => c.name);
  expect(open.filter((name) => !routed.has(name) && withoutRoute[name] === undefined)).toEqual([]);
  expect(Object.keys(withoutRoute).filter((name) => routed.has(name))).toEqual([]);
});

test('a route asks for If-Match exactly where its contract expects a version', () => {
  const wrong = routes.filter(({ contracts, isChange }) => {
    const expects = contracts.some((contract) => fieldsOf(contract.input).includes('expectedVersion'));
    return expects !== isChange;
  });
  expect(wrong.map((route) => route.path)).toEqual([]);
});

test('every parameter of a path is a field of the input, and no two routes share an address', () => {
  for (const route of routes) {
    const fields = route.input === undefined ? [] : fieldsOf(route.input);
    expect(pathParams(route.path).filter((param) => !fields.includes(param))).toEqual([]);
  }
  const addresses = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('every POST that writes is keyed, but for sign-in and step-up, whose answers must not be kept', () => {
  const unkeyed = routes.filter((r) => r.method === 'POST' && !r.isKeyed && r.contracts.some((c) => !c.isReading));
  expect(unkeyed.map((route) => route.path)).toEqual(['/sessions', '/sessions/current/step-up']);
});

interface Operation {
  readonly parameters: { readonly name: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly $ref: string } }> };
  readonly responses: Record<
    string,
    { readonly headers?: object; readonly content?: Record<string, { readonly schema: { readonly $ref?: string } }> }
  >;
}

function operationOf(method: string, path: string) {
  const document = JSON.parse(JSON.stringify(openApiDocument(routes))) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, { properties: object }> };
  };
  const operation = document.paths[`/api/v1${path}`]?.[method];
  if (operation === undefined) throw new Error(`${method} ${path} is not in the document`);
  const nameOf = (ref: string | undefined) => ref?.split('/').at(-1) ?? '';
  const body = nameOf(operation.requestBody?.content['application/json']?.schema.$ref);
  const answers = operation.responses['200']?.content ?? {};
  return {
    parameters: operation.parameters.map(({ name }) => name),
    fields: Object.keys(document.components.schemas[body]?.properties ?? {}).sort(),
    answer: nameOf(answers['application/json']?.schema.$ref),
    media: Object.keys(answers),
    hasTag: operation.responses['200']?.headers !== undefined,
    refusals: Object.keys(operation.responses),
  };
}

test('an order on a file takes If-Match and a key, and its body has what path and header do not give', () => {
  const head = ['matterId', 'Idempotency-Key', 'If-Match'];
  expect(operationOf('post', '/matters/{matterId}/handling/serve')).toMatchObject({
    parameters: head,
    fields: expect.arrayContaining(['manner', 'servedOn', 'receivedBy']),
    answer: 'DecisionTaken',
    hasTag: true,
    refusals: expect.arrayContaining(['409', '412', '428']),
  });
  const { fields } = operationOf('post', '/matters/{matterId}/handling/serve');
  expect(fields).not.toEqual(expect.arrayContaining(['matterId']));
  expect(fields).not.toEqual(expect.arrayContaining(['expectedVersion']));
  expect(operationOf('post', '/hand-overs/{handOverId}/object')).toMatchObject({
    parameters: ['handOverId', 'Idempotency-Key', 'If-Match'],
    fields: ['legalBasis', 'proposedUnitId', 'reasons'],
    answer: 'HandOverChanged',
  });
});

test('what a petitioner does takes number and code in the body, and a proof beside them', () => {
  expect(operationOf('post', '/petitions/evaluate')).toMatchObject({
    parameters: ['Idempotency-Key'],
    fields: ['altcha', 'queryCode', 'reason', 'subject', 'submissionNo', 'value'],
    answer: 'DecisionTaken',
  });
  expect(operationOf('post', '/petitions/papers')).toMatchObject({ parameters: [], answer: 'PaperEntries' });
  for (const [method, path] of [
    ['post', '/petitions/papers/file'],
    ['get', '/papers/{paperId}'],
  ] as const)
    expect(operationOf(method, path).media).toEqual([
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
});
