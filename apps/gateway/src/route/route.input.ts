import { Problem } from '@huiyin/contracts';
import { type FastifyRequest } from 'fastify';
import { coerced } from './payload.fields.js';
import { givenOutsideBody, pathParams, queryFields, type Route } from './route.js';

export type Input = Record<string, unknown>;
export type InputReader = (request: FastifyRequest) => Input;

/** How to put together the input of one route; made once per route. Structure only: the owner checks the values. */
export function inputReader(route: Route): InputReader {
  const params = pathParams(route.path);
  const inQuery = new Set(queryFields(route));
  const outside = givenOutsideBody(route);
  const payload = route.input;
  return (request) => {
    const input = bodyOf(request, route, outside);
    for (const [field, text] of Object.entries(request.query as Record<string, unknown>)) {
      if (!inQuery.has(field) || typeof text !== 'string' || payload === undefined) {
        throw new Problem('validation-failed', {}, [{ field: field.slice(0, 100), rule: 'whitelistValidation' }]);
      }
      input[field] = coerced(payload, field, text);
    }
    for (const param of params) {
      const text = (request.params as Record<string, string>)[param] ?? '';
      input[param] = payload === undefined ? text : coerced(payload, param, text);
    }
    if (route.isChange) input['expectedVersion'] = versionOf(request.headers['if-match']);
    return input;
  };
}

function bodyOf(request: FastifyRequest, route: Route, outside: readonly string[]): Input {
  const { body } = request;
  if (body === undefined || body === null || route.takes !== undefined) return {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new Problem('validation-failed', {}, [{ field: '', rule: 'isObject' }]);
  }
  if (route.method === 'GET' && Object.keys(body).length > 0) {
    throw new Problem('validation-failed', {}, [{ field: '', rule: 'whitelistValidation' }]);
  }
  for (const field of outside) {
    if (Object.hasOwn(body, field))
      throw new Problem('validation-failed', {}, [{ field, rule: 'whitelistValidation' }]);
  }
  return body as Input;
}

/** @throws Problem `version-missing` without `If-Match`; `validation-failed` where it is not one strong tag of ours. */
function versionOf(header: string | undefined): number {
  if (header === undefined || header === '') throw new Problem('version-missing');
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new Problem('validation-failed', {}, [{ field: 'If-Match', rule: 'matches' }]);
  return Number(version);
}

const printable = /^[\x21-\x7e]{8,128}$/;

/** @throws Problem `idempotency-key-missing`, or `validation-failed` where it is not 8 to 128 printable ASCII characters. */
export function keyOf(request: FastifyRequest, isRequired: boolean): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') {
    if (isRequired) throw new Problem('idempotency-key-missing');
    return undefined;
  }
  if (typeof key !== 'string' || !printable.test(key)) {
    throw new Problem('validation-failed', {}, [{ field: 'Idempotency-Key', rule: 'matches' }]);
  }
  return key;
}
