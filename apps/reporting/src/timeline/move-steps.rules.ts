import { type claimRows, type suggestionRows } from '@huiyin/statute';

type TransitionId = (typeof claimRows)[number]['id'] | (typeof suggestionRows)[number]['id'];

/** How a row of the statute's machines is told. */
export interface MoveStep {
  /** Key of the words `timeline.*`. */
  readonly step: string;
  /** Whether the petitioner is told: all of F.2a and whatever changes who answers; not what an office does within. */
  readonly visible: boolean;
  /** The unit that the words name: who answers afterwards, or the other office of the move. */
  readonly unit?: 'other';
  /** Values without which the words would be broken; then `otherwise` is said. */
  readonly needs?: readonly string[];
  readonly otherwise?: string;
}

const told = (step: string): MoveStep => ({ step, visible: true });
const within = (step: string): MoveStep => ({ step, visible: false });
const toldWith = (step: string, needs: readonly string[], otherwise: string): MoveStep => ({
  step,
  visible: true,
  needs,
  otherwise,
});
/** Names the other office: to whom it went, who objected, who must carry out. */
const ofOther = (step: string, otherwise: string, needs: readonly string[] = []): MoveStep => ({
  ...toldWith(step, ['unit', ...needs], otherwise),
  unit: 'other',
});
const closed = (otherwise: string) => toldWith('closed', ['reason'], otherwise);

/** Every row of the claim's and the suggestion's machine. */
export const moveSteps: Readonly<Record<TransitionId, MoveStep>> = {
  T01: told('received'),
  T02: toldWith('registered', ['submissionNo'], 'received'),
  T03: within('proposal-decided'),
  T04: toldWith('linked', ['submissionNo'], 'linked-elsewhere'),
  T05: toldWith('classified', ['kind', 'category', 'path'], 'sorted'),
  T07: ofOther('referred', 'referred-on'),
  T08: told('suggestion-replied'),
  T09: toldWith('guided-to-path', ['path'], 'guided'),
  T10: told('path-took'),
  'T10.1': told('path-refused'),
  'T10.2': closed('path-ended'),
  T11: ofOther('forwarded', 'forwarded-on'),
  'T11.1': told('kept'),
  T12: ofOther('assigned', 'assigned-on'),
  T13: told('urgent-reported'),
  'T13.1': told('urgent-reported'),
  'T13.2': told('urgent-reported'),
  T14: ofOther('objected', 'objected-to'),
  'T14.1': told('taken'),
  'T14.2': told('deemed-taken'),
  T15: told('objection-upheld'),
  T16: told('objection-rejected'),
  T17: told('disputed'),
  T18: told('jurisdiction-decided'),
  'T18.1': told('handed-on'),
  'T18.2': told('handed-on'),
  T19: toldWith('accepted-until', ['on'], 'accepted'),
  T20: told('declined'),
  G2: within('decision-proposed'),
  'G2.1': within('decision-withheld'),
  'SYS-01': told('officer-changed'),
  'SYS-02': told('hand-over-withdrawn'),
  'SYS-03': within('readers-changed'),
  T21: told('no-further-acceptance'),
  T22: told('handling-opened'),
  'T22.1': told('recusal-requested'),
  'T22.2': told('recusal-decided'),
  'T22.3': told('officer-changed'),
  T23: told('heard'),
  T24: within('evidence-recorded'),
  T25: told('simplified'),
  T26: told('ordinary'),
  T27: within('extension-requested'),
  'T27.1': toldWith('extended', ['on'], 'extended-on'),
  'T27.2': within('extension-refused'),
  T28: told('hearing-ordered'),
  'T28.1': told('hearing-held'),
  T29: told('mediation-offered'),
  T30: told('settled'),
  'T30.1': told('settled'),
  T31: told('mediation-ended'),
  T32: within('opinion-drafted'),
  'T32.1': within('opinion-checked'),
  'T32.2': within('draft-returned'),
  T33: told('opinion-issued'),
  'T33.1': told('paper-corrected'),
  T34: toldWith('opinion-served', ['on'], 'opinion-served-plain'),
  'T34.1': within('closing-report-sent'),
  'T34.2': told('evaluated'),
  'T34.3': told('not-evaluated'),
  T35: ofOther('execution-ordered', 'execution-ordered-plain', ['on']),
  T36: closed('execution-confirmed'),
  'T36.1': closed('closed-plain'),
  'T36.2': told('execution-disputed'),
  'T36.3': toldWith('dispute-answered-by', ['on'], 'dispute-answered-done'),
  T37: told('review-requested'),
  T38: told('review-accepted'),
  'T38.1': told('review-declined'),
  'T38.2': told('review-ordered'),
  'T38.3': closed('closed-plain'),
  T39: told('review-issued'),
  'T39.1': toldWith('review-served', ['on'], 'review-served-plain'),
  T40: told('remanded'),
  T41: told('recheck-requested'),
  T42: told('recheck-issued'),
  'T42.1': told('recheck-served'),
  T43: closed('closed-plain'),
  T44: told('concluded'),
  T45: told('withdrawn'),
  'T45.1': closed('closed-plain'),
  T46: told('reopened'),
  T47: told('archived'),
  T48: told('supervised'),
  'SUG-01': told('study-begun'),
  'SUG-02': told('suggestion-decided'),
  'SUG-03': told('suggestion-rewarded'),
  'SUG-04': told('archived'),
  'SUG-05': ofOther('study-returned', 'study-returned-plain'),
  'SUG-06': told('officer-changed'),
  'SUG-08': told('hand-over-withdrawn'),
  'SUG-09': within('readers-changed'),
  'SUG-10': told('handed-on'),
  'SUG-07': told('study-begun'),
  'SUG-11': told('urgent-reported'),
};
