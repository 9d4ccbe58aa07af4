import { type Act } from '@huiyin/statute';
import { type Model } from '../model.js';
import { outsider, type People } from './people.js';
import { type Books } from './books-of-office.js';

/** An order as it is given at the public door. */
export interface Door {
  /** Under `/api/v1`. */
  readonly path: string;
  readonly body: object;
  /** Who gives it; `citizen` by number and code. */
  readonly by: string;
  /** The act of the policy table, and the unit in whose hands the matter must be for it. */
  readonly act: Act;
  readonly unit: number;
  /** The version that it names. */
  readonly version?: number;
  /** Whose state and version the answer tells. */
  readonly answers?: 'intake' | 'assignment';
  /** What the door says besides the rules behind it. */
  readonly also?: readonly string[];
}

/** Particulars of any order of `act.ts`, as the model drew them. */
export interface Particulars {
  readonly by?: string;
  readonly to?: number;
  readonly days?: number;
  readonly isSuggestion?: boolean;
  readonly isGuided?: boolean;
  readonly isUrgent?: boolean;
  readonly accused?: number[];
  readonly isEnded?: boolean;
  readonly isAgreed?: boolean;
  readonly isApproved?: boolean;
  readonly isGranted?: boolean;
  readonly isReturned?: boolean;
  readonly isSigned?: boolean;
  readonly isMajor?: boolean;
  readonly lead?: string;
  readonly second?: string;
  readonly instead?: string;
  readonly about?: string;
  readonly ago?: number;
  readonly requests?: number;
  readonly findings?: string[];
  readonly signedAs?: string;
  readonly servedOn?: string;
  readonly performedOn?: string;
  readonly subject?: string;
  readonly hasAllPapers?: boolean;
}

/** What is needed to give it: the model, the matter's numbers, and the versions as the books have them. */
export interface Giving {
  readonly m: Model;
  readonly order: Particulars;
  readonly people: People;
  readonly matterId: string;
  readonly numberAndCode: { readonly submissionNo: string; readonly queryCode: string };
  readonly books: Books;
}
export type DoorOf = (giving: Giving) => Door | undefined;

export const long = '情况详见所附材料,请依法办理并书面答复。';

/** The petitioner finds no such door: an outsider stands for whoever tries it. */
const official = (by: string) => (by === 'citizen' ? outsider : by);

export function onMatter(giving: Giving, act: Act, by: string, path: string, body: object): Door {
  const { m, matterId, books } = giving;
  const version = books.matter.version;
  return {
    path: `/matters/${matterId}/${path}`,
    body,
    by: official(by),
    act,
    unit: m.unit,
    version,
    answers: 'intake',
  };
}

/** An order on the file; of a matter that has none yet it is given all the same. */
export function onFile(giving: Giving, act: Act, by: string, path: string, body: object): Door {
  const { m, matterId, books } = giving;
  const version = books.file?.version ?? 1;
  return {
    path: `/matters/${matterId}/handling/${path}`,
    body,
    by: official(by),
    act,
    unit: m.unit,
    version,
    answers: 'assignment',
  };
}

export function onOffer({ m, books }: Giving, act: Act, body: object): Door | undefined {
  const { offer } = books;
  const unit = m.offer?.unit;
  if (offer === undefined || unit === undefined) return undefined;
  const by = m.county.duty.get(unit) ?? '';
  return { path: `/hand-overs/${offer.id}/${act}`, body, by, act, unit, version: offer.version };
}

export function asCitizen({ m, numberAndCode }: Giving, act: Act, path: string, body: object): Door {
  return { path: `/petitions/${path}`, body: { ...numberAndCode, ...body }, by: 'citizen', act, unit: m.unit };
}
