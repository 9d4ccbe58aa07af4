import 'reflect-metadata';
import { type PayloadClass } from '@huiyin/contracts';
import { getMetadataStorage } from 'class-validator';

const known = new WeakMap<object, readonly string[]>();

/** Names of the fields of a payload class, as its validation rules declare them. */
export function fieldsOf(payload: PayloadClass<object>): readonly string[] {
  const found = known.get(payload);
  if (found !== undefined) return found;
  const rules = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  const fields = [...new Set(rules.map((rule) => rule.propertyName))];
  known.set(payload, fields);
  return fields;
}

/** Turns a query or path text into what the field is declared to be; a text that does not fit stays, and the owner refuses it. */
export function coerced(payload: PayloadClass<object>, field: string, text: string): string | number | boolean {
  const kind: unknown = Reflect.getMetadata('design:type', payload.prototype as object, field);
  if (kind === Number && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (kind === Boolean && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
