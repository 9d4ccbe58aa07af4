import { type PayloadClass } from '@huiyin/contracts';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import storage from 'class-transformer/cjs/storage.js';

export type Schema = Record<string, unknown>;

const { defaultMetadataStorage } = storage;
const prefix = '#/components/schemas/';

type Rule = { constraints: number[] };

const options = {
  classTransformerMetadataStorage: defaultMetadataStorage as never,
  refPointerPrefix: prefix,
  additionalConverters: {
    isPlainText: (({ constraints }: Rule) => ({
      type: 'string',
      minLength: constraints[0],
      maxLength: constraints[1],
      description: 'Plain text: NFC, no control or bidi characters.',
    })) as never,
    isIso8601: { type: 'string', format: 'date-time' } as never,
  },
};

/** Collects the schemas of payload classes and of every class that they hold. */
export class PayloadSchemas {
  readonly all: Record<string, Schema> = {};

  /** A reference to the class's schema. */
  of(payload: PayloadClass<object>): Schema {
    this.#take(payload);
    return { $ref: prefix + payload.name };
  }

  /** The schema of a body that leaves out what path and headers give; its own name where anything is left out. */
  bodyOf(payload: PayloadClass<object>, without: readonly string[]): Schema {
    this.#take(payload);
    const whole = this.all[payload.name] as { properties?: Record<string, Schema>; required?: string[] };
    const left = without.filter((field) => whole.properties?.[field] !== undefined);
    if (left.length === 0) return { $ref: prefix + payload.name };
    const name = `${payload.name}Body`;
    const required = (whole.required ?? []).filter((field) => !without.includes(field));
    this.all[name] = {
      ...whole,
      properties: Object.fromEntries(
        Object.entries(whole.properties ?? {}).filter(([field]) => !without.includes(field)),
      ),
      required: required.length === 0 ? undefined : required,
    };
    return { $ref: prefix + name };
  }

  /** The schema of one field, for a parameter. */
  field(payload: PayloadClass<object>, field: string): Schema {
    const schema = this.#schema(payload) as { properties?: Record<string, Schema> };
    return schema.properties?.[field] ?? { type: 'string' };
  }

  #take(payload: PayloadClass<object>): void {
    if (this.all[payload.name] !== undefined) return;
    const schema = this.#schema(payload);
    this.all[payload.name] = schema;
    const { properties = {} } = schema as { properties?: Record<string, Schema> };
    for (const field of Object.keys(properties)) {
      const inner = defaultMetadataStorage.findTypeMetadata(payload, field)?.typeFunction();
      if (typeof inner === 'function') this.#take(inner);
    }
  }

  #schema(payload: PayloadClass<object>): Schema {
    const made = targetConstructorToSchema(payload, options) as Schema;
    return { type: 'object', ...made, additionalProperties: false };
  }
}
