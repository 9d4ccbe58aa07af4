import {
  type Channel,
  channels as channelRows,
  type MatterKind,
  matterKinds,
  type Purpose,
  purposes as purposeRows,
  type UrgencyLevel,
  urgencyLevels,
} from '@huiyin/statute';

// The closed vocabularies that cross service lines. Where the law has the list, it is the statute's own.
export const channels = Object.keys(channelRows) as Channel[];
export type { Channel };

/** What the citizen says the submission is for; `expose_accuse` seals it at once, before any clerk sees it. */
export const purposes = Object.keys(purposeRows) as Purpose[];
export type { Purpose };

export const kinds = Object.keys(matterKinds) as MatterKind[];
export type Kind = MatterKind;

export const urgencies = Object.keys(urgencyLevels) as UrgencyLevel[];
export type Urgency = UrgencyLevel;

export const visitForms = ['individual', 'group'] as const;

export const tiers = ['city', 'county', 'township', 'village'] as const;
export type Tier = (typeof tiers)[number];

export const unitKinds = [
  'petition-bureau',
  'department',
  'court',
  'procuratorate',
  'police',
  'justice-office',
  'government',
  'township-office',
  'village-committee',
  'joint-conference-office',
  'discipline-organ',
  'mediation-committee',
] as const;
export type UnitKind = (typeof unitKinds)[number];
/** Kinds of units that govern a division: the head of an area is one of them (part E). */
export const governingKinds: ReadonlySet<string> = new Set<UnitKind>(['government', 'township-office']);
/** R22, R23 ¶2: kinds of units with posts that may classify, so that one of them is on duty. What others receive is classified above them. */
export const triagingKinds: ReadonlySet<string> = new Set<UnitKind>([
  'petition-bureau',
  'department',
  'court',
  'procuratorate',
  'police',
  'justice-office',
  'township-office',
]);

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
