/**
 * What each paper of part F must be given, beyond what every paper carries (`PaperContent`). Names that end in `On` are calendar
 * days, `2026-03-02`; names that end in `At` are instants, ISO 8601; both are written out in the language of the paper. All other
 * values are text as it should be read. `must`: not there, no paper. `may`: left out where it does not apply.
 */
const must = 'must' as const;
const may = 'may' as const;

const about = { matter: must, receivedOn: must } as const;
const officer = { officer: must, officePhone: must } as const;

export const paperFields = {
  'F-02': {
    values: {
      ...about,
      way: must,
      passedOn: must,
      receivingOffice: must,
      receivingAddress: may,
      receivingContact: must,
      ...officer,
    },
    lists: {},
  },
  'F-03': {
    values: {
      way: must,
      matter: must,
      registeredAt: must,
      channel: must,
      petitioner: may,
      summary: must,
      request: may,
      noticeDueOn: must,
      objectionDueOn: must,
      period: may,
      reportDuty: may,
      reportDueOn: may,
      ...officer,
    },
    lists: { attachments: { no: must, name: must, pages: may } },
  },
  'F-04': {
    values: {
      matter: must,
      slipNumber: may,
      receivedOn: must,
      reasons: must,
      objectionBasis: must,
      proposedOwner: must,
      ...officer,
      ruling: may,
      rulingReasons: may,
      rulingOffice: may,
      ruledOn: may,
    },
    lists: {},
  },
  'F-05': {
    values: {
      ...about,
      transferredBy: may,
      received: must,
      accepted: must,
      acceptedOn: must,
      path: must,
      procedure: must,
      handlingUnit: must,
      dueOn: must,
      ...officer,
    },
    lists: {},
  },
  'F-06': {
    values: {
      ...about,
      received: must,
      decision: must,
      ground: must,
      article: must,
      path: must,
      procedure: must,
      rightPlace: must,
      rightPlaceContact: may,
      remedy: must,
      ...officer,
    },
    lists: {},
  },
  'F-07': {
    values: {
      ...about,
      transferredBy: may,
      transferredOn: may,
      acceptedOn: must,
      fairHearing: may,
      opinionSummary: must,
      opinionBasis: must,
      remedyDays: must,
      nextHigherOffice: must,
      nextHigherContact: may,
      ...officer,
    },
    lists: { requests: { no: must, request: must, finding: must, facts: must, law: must, answer: must } },
  },
  'F-08': {
    values: {
      matter: must,
      acceptedOn: must,
      reason: must,
      oldDueOn: must,
      newDueOn: must,
      approvedBy: must,
      ...officer,
    },
    lists: {},
  },
  'F-09': {
    values: {
      ...about,
      reason: must,
      path: must,
      authority: must,
      authorityAddress: must,
      authorityPhone: may,
      citizenTimeLimit: must,
      ...officer,
    },
    lists: { neededPapers: { no: must, name: must, hint: may } },
  },
  'F-10': {
    values: { record: must, matter: must, place: must, startedAt: must, endedAt: must, rightsTold: must, remarks: may },
    lists: { persons: { role: must, name: must, post: may }, dialogue: { speaker: must, text: must } },
  },
  'F-11': {
    values: {
      matter: must,
      acceptedOn: must,
      process: must,
      facts: must,
      disputed: may,
      law: must,
      conclusion: must,
    },
    lists: { evidence: { no: must, name: must, source: may, proves: must } },
  },
  'F-23': {
    values: {
      matter: must,
      petitioner: may,
      assignedBy: must,
      assignmentNumber: may,
      assignedOn: must,
      process: must,
      result: must,
      serviceProof: must,
      petitionerView: must,
      ...officer,
    },
    lists: {},
  },
  'F-24': {
    values: {
      document: must,
      documentNumber: must,
      recipient: must,
      place: may,
      servedOn: may,
      manner: may,
      outcome: may,
      outcomeReason: may,
      relation: may,
      witness: may,
      remarks: may,
    },
    lists: {},
  },
  'F-36': {
    values: {
      matter: must,
      bureau: must,
      bureauValue: may,
      bureauReason: may,
      authority: must,
      authorityValue: may,
      authorityReason: may,
      evaluateByOn: may,
      evaluatedAt: may,
    },
    lists: {},
  },
  'F-41': {
    values: {
      matter: must,
      applicant: must,
      appliedOn: must,
      official: must,
      officialPost: may,
      ground: must,
      decision: may,
      decisionReason: may,
      decidedBy: may,
      decidedOn: may,
    },
    lists: {},
  },
  'F-42': {
    values: {
      principal: must,
      principalContact: must,
      matter: must,
      scope: must,
      validFromOn: must,
      validUntilOn: must,
    },
    lists: { agents: { name: must, relation: may, contact: must } },
  },
  'F-43': {
    values: { matter: must, groupSize: may, chosenOn: must },
    lists: { representatives: { no: must, name: must, contact: must }, supporters: { no: must, name: must } },
  },
  'F-44': {
    values: {
      who: must,
      whoContact: must,
      purpose: must,
      way: must,
      kinds: must,
      retention: must,
      recipients: may,
      acknowledgedBy: may,
    },
    lists: {},
  },
} as const satisfies Record<string, FieldsOfPaper>;

type Need = typeof must | typeof may;
interface FieldsOfPaper {
  readonly values: Readonly<Record<string, Need>>;
  readonly lists: Readonly<Record<string, Readonly<Record<string, Need>>>>;
}

export type PaperKind = keyof typeof paperFields;
export const paperKinds = Object.keys(paperFields) as PaperKind[];

type Needed<T> = { [N in keyof T]: T[N] extends typeof must ? N : never }[keyof T];
type Given<T> = { readonly [N in Needed<T>]: string } & { readonly [N in Exclude<keyof T, Needed<T>>]?: string };

/** The values of one kind, such as `PaperValues<'F-07'>`. */
export type PaperValues<K extends PaperKind> = Given<(typeof paperFields)[K]['values']>;
/** The lists of one kind, each a table of rows with the columns that its paper shows. */
export type PaperLists<K extends PaperKind> = {
  readonly [L in keyof (typeof paperFields)[K]['lists']]: readonly Given<(typeof paperFields)[K]['lists'][L]>[];
};

/** Fields of a kind without their types, for checks that go over all of them. */
export const fieldsOf = (kind: PaperKind): FieldsOfPaper => paperFields[kind];
