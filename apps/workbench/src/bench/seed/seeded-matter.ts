import { randomInt, randomUUID } from 'node:crypto';
import { factsDigest, newSubmissionNo } from '@huiyin/intake';
import { categories } from '@huiyin/statute';
import { inventedFacts } from '../invented-petition.js';
import { type ClockTemplates, dayOf } from './clock-template.js';

/** An office that takes petitions in, and who answers for them. */
export interface SeedUnit {
  readonly unit_id: number;
  readonly unit_name: string;
  readonly kind: string;
  readonly division_code: string;
  readonly profile: string;
  readonly officer_id: string;
  readonly officer_name: string;
}

/** One matter as the seeding statement takes it; what is the same for a day stands in the template. */
export interface SeededMatter {
  readonly matter_id: string;
  readonly submission_id: string;
  readonly petitioner_id: string;
  readonly template: string;
  /** The clock of its handling; null where it was never handed over. */
  readonly handling: string | null;
  /** The bureau that dispatched it to the unit; null where it was never handed over. */
  readonly sender: number | null;
  readonly no: string;
  readonly unit: number;
  readonly state: string;
  readonly version: number;
  /** Version of the file; 0 where there is none. */
  readonly file_version: number;
  readonly category: string | null;
  readonly channel: string;
  readonly urgency: string;
  readonly title: string;
  readonly content: string;
  readonly digest: string;
  /** Milliseconds after the template's start, so that no two lines of a day stand at one instant. */
  readonly after: number;
  /** Days that the matter was open; null where it still is. */
  readonly open_days: number | null;
}

const days = 3 * 365;
/** Days after which nearly everything is closed: what one office did by itself, and what was handed over. */
const usualDays = { own: 14, handed: 60 } as const;
/** Days from the receipt to the acceptance by the office to which it was handed over. */
const handOverDays = 3;
/** In percent of the matters; with two hundred thousand of them more than half as many files. */
const shareHanded = 60;
const channels = ['online', 'online', 'online', 'letter', 'visit', 'phone'] as const;
const slugs = Object.keys(categories);

/** Spread over units and three years: the young are open, of the old one in twenty still is, and late. */
export function seededMatter(
  units: readonly SeedUnit[],
  people: readonly string[],
  templates: ClockTemplates,
): SeededMatter {
  const unit = one(units);
  const daysAgo = 1 + randomInt(days);
  const sender = senderOf(unit, units, daysAgo);
  const receiver = sender ?? unit;
  const template = templates.of(receiver.kind === 'petition-bureau' ? 'TL-01' : 'TL-02', receiver.profile, daysAgo);
  const handling = sender === undefined ? null : templates.of('TL-06', unit.profile, daysAgo - handOverDays).id;
  const channel = one(channels);
  const { title, content } = inventedFacts();
  const standing = standingOf(daysAgo, sender !== undefined);
  return {
    matter_id: randomUUID(),
    submission_id: randomUUID(),
    petitioner_id: one(people),
    template: template.id,
    handling,
    sender: sender?.unit_id ?? null,
    no: newSubmissionNo(receiver.division_code, dayOf(template), channel),
    unit: unit.unit_id,
    ...standing,
    category: standing.state === 'registered' ? null : one(slugs),
    channel,
    urgency: randomInt(50) === 0 ? 'major_urgent' : 'ordinary',
    title,
    content,
    digest: factsDigest(title, content).toString('hex'),
    after: randomInt(8 * 3_600_000),
  };
}

/** The bureau from which it came to the unit; none where it stayed with its first office. */
function senderOf(unit: SeedUnit, units: readonly SeedUnit[], daysAgo: number): SeedUnit | undefined {
  if (daysAgo <= handOverDays || randomInt(100) >= shareHanded) return undefined;
  return units.find(({ kind, unit_id }) => kind === 'petition-bureau' && unit_id !== unit.unit_id);
}

function standingOf(
  daysAgo: number,
  isHanded: boolean,
): Pick<SeededMatter, 'state' | 'version' | 'file_version' | 'open_days'> {
  const usual = isHanded ? usualDays.handed : usualDays.own;
  const isOpen = daysAgo <= usual || randomInt(20) === 0;
  const least = isHanded ? handOverDays + 1 : 1;
  const open_days = isOpen ? null : Math.min(daysAgo - 1, least + randomInt(usual - least));
  // What is closed waits for the archive: a few always do.
  const closed = randomInt(20) === 0 ? 'closed' : 'archived';
  if (isHanded) return { state: isOpen ? 'in_handling' : closed, version: 4, file_version: isOpen ? 5 : 11, open_days };
  const isTriaged = !isOpen || randomInt(2) === 0;
  const state = isOpen ? (isTriaged ? 'triaged' : 'registered') : closed;
  return { state, version: isOpen ? (isTriaged ? 2 : 1) : 3, file_version: 0, open_days };
}

function one<T>(of: readonly T[]): T {
  return of[randomInt(of.length)] as T;
}
