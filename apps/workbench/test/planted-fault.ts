/**
 * SQL that breaks one thing, and SQL that mends it again. Ids of matters: `$matter` was registered, `$walked` went to its served opinion
 * with an extension, `$upheld` after an objection, `$declined` was refused, `$guided` was shown a path, `$study` is a suggestion's.
 */
export interface Fault {
  readonly what: string;
  readonly check: { readonly name: string };
  /** Checks after it that must find it too: what the audit says cannot be changed unseen. */
  readonly alsoFoundBy?: readonly { readonly name: string }[];
  readonly plant: string;
  readonly mend: string;
}
