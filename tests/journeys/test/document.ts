import fc from 'fast-check';
import { openApiDocument, routes } from '@huiyin/gateway';

/** What of JSON Schema the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of a JSON body. */
  readonly body?: Schema;
  readonly takesFiles: boolean;
  /** Nobody gets in without a session. */
  readonly needsSession: boolean;
}

type Told = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security: object[];
};
const document = JSON.parse(JSON.stringify(openApiDocument(routes))) as {
  paths: Record<string, Record<string, Told>>;
  components: { schemas: Record<string, Schema> };
};

/** Every operation of the OpenAPI document. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, told]) => {
    const content = told.requestBody?.content ?? {};
    const body = content['application/json']?.schema;
    return {
      method: method.toUpperCase(),
      path,
      parameters: told.parameters ?? [],
      ...(body === undefined ? {} : { body }),
      takesFiles: content['multipart/form-data'] !== undefined,
      needsSession: told.security.every((way) => Object.keys(way).length > 0),
    };
  }),
);

export function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}

/** Stands in every value that is free text: an answer that holds it told back what was sent. */
export const marker = 'zqxv7391';

/** Values as the document describes them. */
export function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, enum: words, properties = {}, required = [], items, minItems = 0, minimum, maximum } = resolved(schema);
  if (words !== undefined) return fc.constantFrom(...words);
  if (type === 'string') return textOf(resolved(schema));
  if (type === 'integer' || type === 'number') return fc.integer({ min: minimum ?? 0, max: maximum ?? 1_000 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.uniqueArray(valueOf(items ?? {}), { minLength: minItems, maxLength: minItems + 2 });
  const fields = Object.entries(properties).map(([name, field]) => [name, valueOf(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.constant(`${marker}@example.invalid`);
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2026-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((d) => d.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.constant(marker.padEnd(minLength, 'x').slice(0, maxLength));
}
