import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type PayloadClass } from './contract.js';
import { type FieldProblem, Problem } from './problem.js';

const rules = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const;

function* flatten(errors: readonly ValidationError[], prefix = ''): Generator<FieldProblem> {
  for (const error of errors) {
    const field = `${prefix}${error.property}`;
    for (const rule of Object.keys(error.constraints ?? {})) yield { field, rule };
    yield* flatten(error.children ?? [], `${field}.`);
  }
}

/**
 * Turns what came over a line into an instance of its payload class.
 * @throws Problem `validation-failed` with the fields and the rules they break; never with their values.
 */
export function readPayload<T extends object>(payload: PayloadClass<T>, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new Problem('validation-failed', {}, [{ field: '', rule: 'isObject' }]);
  }
  const instance = plainToInstance(payload, plain);
  const errors = validateSync(instance, rules);
  if (errors.length > 0) throw new Problem('validation-failed', {}, [...flatten(errors)].slice(0, 20));
  return instance;
}
