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
  readonly no: string;
  readonly unit: number;
  readonly state: string;
  readonly version: number;
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
/** Days after which nearly everything is closed. */
const usualDays = 14;
const channels = ['online', 'online', 'online', 'letter', 'visit', 'phone'] as const;
const slugs = Object.keys(categories);

/** Spread over units and three years: the young are open, of the old one in twenty still is, and late. */
export function seededMatter(
  units: readonly SeedUnit[],
  people: readonly string[],
  templates: ClockTemplates,
): SeededMatter {
  const unit = units[randomInt(units.length)] as SeedUnit;
  const daysAgo = 1 + randomInt(days);
  const template = templates.of(unit.kind === 'petition-bureau' ? 'TL-01' : 'TL-02', unit.profile, daysAgo);
  const channel = channels[randomInt(channels.length)] ?? 'online';
  const { title, content } = inventedFacts();
  const isOpen = daysAgo <= usualDays || randomInt(20) === 0;
  const isTriaged = !isOpen || randomInt(2) === 0;
  return {
    matter_id: randomUUID(),
    submission_id: randomUUID(),
    petitioner_id: people[randomInt(people.length)] ?? '',
    template: template.id,
    no: newSubmissionNo(unit.division_code, dayOf(template), channel),
    unit: unit.unit_id,
    state: isOpen ? (isTriaged ? 'triaged' : 'registered') : randomInt(3) === 0 ? 'archived' : 'closed',
    version: isOpen ? (isTriaged ? 2 : 1) : 3,
    category: isTriaged ? (slugs[randomInt(slugs.length)] ?? null) : null,
    channel,
    urgency: randomInt(50) === 0 ? 'major_urgent' : 'ordinary',
    title,
    content,
    digest: factsDigest(title, content).toString('hex'),
    after: randomInt(8 * 3_600_000),
    open_days: isOpen ? null : Math.min(daysAgo - 1, 1 + randomInt(usualDays)),
  };
}
