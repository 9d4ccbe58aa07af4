import { randomUUID } from 'node:crypto';
import { type RegisterSubmission } from '@huiyin/contracts';
import { inventedName, inventedPetition } from '../bench/invented-petition.js';
import { type Chance } from './chance.js';

export type PetitionKind = 'ordinary' | 'repeat' | 'letter' | 'accusation';

/** What will be sent under one key until it is acknowledged. */
export interface Petition {
  readonly kind: PetitionKind;
  readonly key: string;
  readonly body: string;
}

const msPerDay = 86_400_000;
/** Oldest letters lie this many days: well past every step of their clock. */
const oldest = 120;
const textLength = 120;

/** Mostly ordinary ones; some word for word again, some letters that lay about (late when they are registered), some accusations. */
export function nextPetition(chance: Chance, earlier: readonly Petition[]): Petition {
  const at = chance.next();
  if (at < 0.08) {
    const before = chance.one(earlier.filter(({ kind }) => kind === 'ordinary'));
    if (before !== undefined) return { kind: 'repeat', key: randomUUID(), body: before.body };
  }
  if (at < 0.12) return { kind: 'letter', key: randomUUID(), body: JSON.stringify(letter(chance)) };
  if (at < 0.16) return { kind: 'accusation', key: randomUUID(), body: JSON.stringify(accusation()) };
  return { kind: 'ordinary', key: randomUUID(), body: JSON.stringify(inventedPetition(textLength)) };
}

function letter(chance: Chance): RegisterSubmission {
  const receivedAt = new Date(Date.now() - Math.ceil(chance.between(1, oldest)) * msPerDay).toISOString();
  return { ...inventedPetition(textLength), channel: 'letter', receivedAt };
}

function accusation(): RegisterSubmission {
  return {
    ...inventedPetition(textLength),
    purpose: 'expose_accuse',
    title: `举报${inventedName()}有关问题`,
    petitioner: {},
  };
}
