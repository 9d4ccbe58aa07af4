// The closed vocabularies that cross service lines. The law behind each word is in `statute`; these lists only say what parses.
export const channels = ['online', 'letter', 'phone', 'fax', 'visit'] as const;
export type Channel = (typeof channels)[number];

/** What the citizen says the submission is for; `accusation` seals it at once, before any clerk sees it. */
export const purposes = ['suggestion', 'appeal', 'request', 'accusation', 'enquiry', 'other'] as const;
export type Purpose = (typeof purposes)[number];

export const kinds = ['claim', 'suggestion', 'accusation'] as const;
export type Kind = (typeof kinds)[number];

export const urgencies = ['ordinary', 'urgent'] as const;
export type Urgency = (typeof urgencies)[number];

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

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
