import { generalProblems, type ProblemCode, problemCodes, problemStatus } from '@huiyin/contracts';
import { givenOutsideBody, pathParams, queryFields, type Route } from '../route/route.js';
import { sessionCookie } from '../session/session.cookie.js';
import { PayloadSchemas, type Schema } from './payload.schemas.js';

const problemSchema: Schema = {
  type: 'object',
  description:
    'RFC 9457. `code` is stable; `title` and `detail` are in the language of `Accept-Language` (zh-CN or en).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: problemCodes },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string', format: 'uuid' },
  },
};

/** The OpenAPI 3.1 document of the table: nothing in it is written twice. */
export function openApiDocument(routes: readonly Route[]): Record<string, unknown> {
  const schemas = new PayloadSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Huiyin 回音',
      version: '1',
      description:
        'Register a petition, follow it, handle it. Every refusal is an `application/problem+json` with a stable code; every write takes an `Idempotency-Key`; every change an `If-Match`.',
      license: { name: 'Unlicensed', identifier: 'LicenseRef-Unlicensed' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas.all, Problem: problemSchema },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(route: Route, schemas: PayloadSchemas): Record<string, unknown> {
  const official = [{ cookie: [] }, { bearer: [] }];
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    security: route.who === 'official' ? official : route.who === 'either' ? [{}, ...official] : [{}],
    parameters: parameters(route, schemas),
    ...requestBody(route, schemas),
    responses: { [route.success]: success(route, schemas), ...refusals(route) },
    'x-contracts': route.contracts.map((contract) => contract.name),
  };
}

/** `POST /matters/:matterId/classify` → `post-matters-matterId-classify`. */
function operationId({ method, path }: Route): string {
  return `${method.toLowerCase()}${path.replaceAll('/', '-').replaceAll(':', '')}`;
}

function parameters(route: Route, schemas: PayloadSchemas): Record<string, unknown>[] {
  const { input } = route;
  const of = (field: string) => (input === undefined ? { type: 'string' } : schemas.field(input, field));
  return [
    ...pathParams(route.path).map((name) => ({ name, in: 'path', required: true, schema: of(name) })),
    ...queryFields(route).map((name) => ({ name, in: 'query', required: isNeeded(route, name), schema: of(name) })),
    ...(route.isKeyed
      ? [
          header(
            'Idempotency-Key',
            { type: 'string', pattern: '^[!-~]{8,128}$' },
            'Chosen by the client, at random; the same for a repeat.',
          ),
        ]
      : []),
    ...(route.isChange
      ? [header('If-Match', { type: 'string', pattern: '^"[0-9]{1,9}"$' }, 'The `ETag` of what was read.')]
      : []),
  ];
}

function isNeeded(route: Route, field: string): boolean {
  const schemas = new PayloadSchemas();
  if (route.input === undefined) return false;
  schemas.of(route.input);
  return ((schemas.all[route.input.name] as { required?: string[] }).required ?? []).includes(field);
}

function header(name: string, schema: Schema, description: string): Record<string, unknown> {
  return { name, in: 'header', required: true, description, schema };
}

function requestBody(route: Route, schemas: PayloadSchemas): Record<string, unknown> {
  if (route.method !== 'POST') return {};
  if (route.takes !== undefined) {
    const files = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };
    const schema = { type: 'object', required: ['files'], properties: { files } };
    return { requestBody: { required: true, content: { [route.takes]: { schema } } } };
  }
  if (route.input === undefined) return {};
  const schema = schemas.bodyOf(route.input, givenOutsideBody(route));
  const mayProve = route.limit === 'submission' || route.limit === 'opening';
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: mayProve ? provable(schema, schemas) : schema } },
    },
  };
}

/** The body with the proof of work that may stand beside it. */
function provable(schema: Schema, schemas: PayloadSchemas): Schema {
  const name = String(schema['$ref']).split('/').at(-1) ?? '';
  const whole = schemas.all[name] as { properties: Record<string, Schema> };
  const altcha = {
    type: 'string',
    maxLength: 4_000,
    description: 'A solved `/proof-of-work`, where one was asked for.',
  };
  schemas.all[`${name}Sent`] = { ...whole, properties: { ...whole.properties, altcha } };
  return { $ref: `#/components/schemas/${name}Sent` };
}

function success(route: Route, schemas: PayloadSchemas): Record<string, unknown> {
  if (route.success === 204) return { description: 'Done.' };
  const content: Record<string, unknown> = {};
  if (route.answer !== undefined) content['application/json'] = { schema: schemas.of(route.answer) };
  for (const type of route.gives ?? []) content[type] = { schema: { type: 'string' } };
  const headers = route.etag === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } };
  return { description: route.summary, ...headers, content };
}

/** Codes by status: those of the contracts, the route's own, and the general ones. */
function refusals(route: Route): Record<string, unknown> {
  const codes = new Set<ProblemCode>([
    ...generalProblems,
    ...route.contracts.flatMap((contract) => contract.problems),
    ...(route.problems ?? []),
    'malformed-json',
    'payload-too-large',
    'unsupported-media-type',
    'too-many-requests',
  ]);
  const byStatus = groupedByStatus(codes);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.toSorted().join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function groupedByStatus(codes: ReadonlySet<ProblemCode>): Map<number, ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of codes) groups.set(problemStatus[code], [...(groups.get(problemStatus[code]) ?? []), code]);
  return groups;
}
