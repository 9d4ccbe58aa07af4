import { randomUUID } from 'node:crypto';
import { type PersonGiven } from '@huiyin/contracts';
import { normalisedNumber, normalisedText, type PersonalData, type PersonKey } from '@huiyin/service';

const cells = { name: 'name', phone: 'phone', idNumber: 'id_number', address: 'address', email: 'email' } as const;
type Field = keyof typeof cells;
export const personFields = Object.keys(cells) as Field[];

/** A person as it lies in the table: sealed cells, and blind indexes of what people are found by. */
export interface PetitionerRow {
  readonly id: string;
  readonly wrapped_key: Buffer;
  readonly name: Buffer | null;
  readonly phone: Buffer | null;
  readonly id_number: Buffer | null;
  readonly address: Buffer | null;
  readonly email: Buffer | null;
  readonly phone_index: Buffer | null;
  readonly id_number_index: Buffer | null;
  readonly email_index: Buffer | null;
}

function placeOf(field: Field, id: string, site: string): string {
  return `petitioner.${cells[field]}.${id}.${site}`;
}

/** Seals what was given of a person under a key of its own. */
export function sealPerson(person: PersonGiven, data: PersonalData, site: string): PetitionerRow {
  const id = randomUUID();
  const key = data.newPerson();
  const cell = (field: Field) =>
    person[field] === undefined ? null : key.seal(placeOf(field, id, site), person[field]);
  const index = (field: Field, normalise: (value: string) => string) =>
    person[field] === undefined ? null : data.blindIndex(field, normalise(person[field]));
  return {
    id,
    wrapped_key: key.wrapped,
    name: cell('name'),
    phone: cell('phone'),
    id_number: cell('idNumber'),
    address: cell('address'),
    email: cell('email'),
    phone_index: index('phone', normalisedNumber),
    id_number_index: index('idNumber', normalisedNumber),
    email_index: index('email', normalisedText),
  };
}

/** Opens the wanted fields of a sealed person. */
export function openPerson(
  row: PetitionerRow,
  fields: readonly Field[],
  data: PersonalData,
  site: string,
): PersonGiven {
  const key: PersonKey = data.person(row.wrapped_key);
  const person: PersonGiven = {};
  for (const field of fields) {
    const cell = row[cells[field]];
    if (cell !== null) person[field] = key.open(placeOf(field, row.id, site), cell);
  }
  return person;
}
