import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { type PayloadClass } from './contract.js';
import { type FieldProblem, Problem } from './problem.js';

const rules = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const;

/**
 * What class-validator knows of a class never changes once the class is there, yet it goes through all classes for it at each check, which
 * cost a third of the check. Here it looks once. We ask neither by schema nor by group; such questions go through.
 */
function rememberRulesOfClasses(): void {
  const storage = getMetadataStorage();
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const rulesOf = new WeakMap<object, Map<string, ReturnType<typeof lookUp>>>();
  const grouped = new WeakMap<object, ReturnType<typeof group>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (Boolean(schema) || (groups ?? []).length > 0) return lookUp(target, schema, always, strictGroups, groups);
    const known = rulesOf.get(target) ?? new Map<string, ReturnType<typeof lookUp>>();
    rulesOf.set(target, known);
    const key = `${always} ${strictGroups}`;
    const rulesOfClass = known.get(key) ?? lookUp(target, schema, always, strictGroups, groups);
    known.set(key, rulesOfClass);
    return rulesOfClass;
  };
  storage.groupByPropertyName = (metadata) => {
    const known = grouped.get(metadata) ?? group(metadata);
    grouped.set(metadata, known);
    return known;
  };
}
rememberRulesOfClasses();

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
  if (hasNoFields(payload)) return readNothing(payload, plain);
  const instance = plainToInstance(payload, withoutNulls(plain) as object);
  const errors = validateSync(instance, rules);
  if (errors.length > 0) throw new Problem('validation-failed', {}, [...flatten(errors)].slice(0, 20));
  return instance;
}

/** class-validator takes a class without rules for an unknown one; for us it is a request without input, which lets nothing in. */
function hasNoFields(payload: PayloadClass<object>): boolean {
  const known = fieldless.get(payload);
  if (known !== undefined) return known;
  const isFieldless = getMetadataStorage().getTargetValidationMetadatas(payload, '', false, false).length === 0;
  fieldless.set(payload, isFieldless);
  return isFieldless;
}
const fieldless = new WeakMap<PayloadClass<object>, boolean>();

function readNothing<T extends object>(payload: PayloadClass<T>, plain: object): T {
  const [field] = Object.keys(plain);
  if (field !== undefined) throw new Problem('validation-failed', {}, [{ field, rule: 'whitelistValidation' }]);
  return new payload();
}

/**
 * Null says "not given", like leaving a field out: class-validator lets it pass where a field is optional, and nobody behind the door
 * should have to think of a third way. The same object comes back where there is none, which is nearly always.
 */
function withoutNulls(plain: unknown): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) {
    const items = plain.map(withoutNulls);
    return items.some((item, place) => item !== plain[place]) ? items : plain;
  }
  const entries = Object.entries(plain);
  const kept = entries.filter(([, value]) => value !== null).map(([key, value]) => [key, withoutNulls(value)] as const);
  const isSame = kept.length === entries.length && kept.every(([, value], place) => value === entries[place]?.[1]);
  return isSame ? plain : Object.fromEntries(kept);
}
