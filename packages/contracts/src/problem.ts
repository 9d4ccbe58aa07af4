/**
 * Every refusal that can reach a person: stable code → HTTP status. The words for each code, in zh-CN and en, are in `words`.
 * A code is never renamed and never changes its meaning.
 */
export const problemStatus = {
  // the door
  'validation-failed': 400,
  'malformed-json': 400,
  'malformed-text': 400,
  'too-deep': 400,
  'bad-cursor': 400,
  'idempotency-key-missing': 400,
  'unsupported-media-type': 415,
  'payload-too-large': 413,
  'not-acceptable': 406,
  'method-not-allowed': 405,
  'route-not-found': 404,
  'too-many-requests': 429,
  'proof-of-work-required': 428,
  'proof-of-work-invalid': 422,
  'cross-site-refused': 403,
  // identity
  'not-signed-in': 401,
  'token-invalid': 401,
  'credentials-wrong': 401,
  'second-factor-required': 401,
  'second-factor-wrong': 401,
  'step-up-required': 403,
  'act-not-allowed': 403,
  'demo-account-refused': 403,
  'code-or-number-wrong': 404,
  'password-unfit': 422,
  'second-factor-not-enrolled': 409,
  'second-factor-already-enrolled': 409,
  // change
  'not-found': 404,
  'version-missing': 428,
  'stale-version': 412,
  'idempotency-key-reused': 422,
  'transition-not-allowed': 409,
  // organisation
  'unit-not-found': 404,
  'unit-closed': 409,
  'unit-has-open-work': 409,
  'unit-name-taken': 409,
  'unit-cycle': 409,
  'successor-invalid': 422,
  'official-not-found': 404,
  'username-taken': 409,
  'post-not-found': 404,
  'role-not-fit-for-unit': 422,
  'delegation-invalid': 422,
  'last-officer': 409,
  'no-common-superior': 404,
  // intake
  'contact-or-accusation-needed': 422,
  'representatives-too-many': 422,
  'visit-details-needed': 422,
  'visit-details-misplaced': 422,
  'attachment-not-found': 422,
  'type-not-allowed': 422,
  'type-mismatch': 422,
  'file-too-large': 413,
  'macro-refused': 422,
  'archive-suspicious': 422,
  'image-too-large': 422,
  'empty-file': 422,
  'files-too-many': 422,
  'path-does-not-follow': 422,
  'reason-needed': 422,
  'link-target-unfit': 409,
  'proposal-already-decided': 409,
  'receiving-unit-unfit': 422,
  'prohibited-transfer': 409,
  'objection-too-late': 409,
  'objected-before': 409,
  'decision-pending': 409,
  'no-decision-pending': 409,
  'same-person': 409,
  'path-has-no-guidance': 422,
  'not-concluded': 409,
  // handling
  'officers-unfit': 422,
  'officer-recused': 409,
  'not-the-officer': 403,
  'two-officers-needed': 422,
  'record-unsigned': 422,
  'simplified-unfit': 409,
  'simplified-refusal': 409,
  'extension-not-lawful': 409,
  'petitioner-not-heard': 409,
  'evidence-missing': 409,
  'requests-unanswered': 422,
  'separation-of-duties': 403,
  'principal-head-needed': 422,
  'proof-of-service-incomplete': 422,
  'opinion-does-not-support': 409,
  'review-window-open': 409,
  'not-assigned': 409,
  'evaluation-not-open': 409,
  'evaluated-before': 409,
  'execution-dispute-not-open': 409,
  'execution-disputed-before': 409,
  'file-incomplete': 409,
  'paper-superseded': 409,
  'paper-not-ready': 503,
  // papers
  'template-invalid': 422,
  // failing well
  'bus-unavailable': 503,
  'store-unavailable': 503,
  'directory-unavailable': 503,
  overloaded: 503,
  'too-slow': 504,
  'internal-error': 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;

export const problemCodes = Object.keys(problemStatus) as ProblemCode[];

/** Refusals that any request may answer with, whatever its contract lists. */
export const generalProblems = [
  'validation-failed',
  'malformed-text',
  'not-signed-in',
  'token-invalid',
  'step-up-required',
  'act-not-allowed',
  'reason-needed',
  'not-found',
  'version-missing',
  'stale-version',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'transition-not-allowed',
  'bad-cursor',
  'bus-unavailable',
  'store-unavailable',
  'directory-unavailable',
  'overloaded',
  'too-slow',
  'internal-error',
] as const satisfies readonly ProblemCode[];

/** One field of a payload that was refused: a path such as `petitioner.phone` and the broken rule's name; never the value. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
}

/** A refusal, thrown by rules and services and carried over the bus. `detail` holds values for the words, never personal data. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly detail: Readonly<Record<string, string | number>> = {},
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(code);
  }
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatus, code);
}
