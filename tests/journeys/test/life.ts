import { demoOfficialId } from '@huiyin/organisation';
import { eventually } from '@huiyin/testing';
import { Caller, codeIn, type Heard } from './caller.js';
import { type OfficeProcess } from './office-process.js';
import { type PathWords, textWith as text } from './path-words.js';
import { noneOfThese } from './questions.js';
import { type Target } from './target.js';

/** Who acts for an office that handles matters. */
export interface Cast {
  readonly unitId: number;
  readonly lead: string;
  readonly second: string;
  readonly head: string;
}
export const casts: Readonly<Record<3 | 4 | 5 | 6 | 13, Cast>> = {
  3: { unitId: 3, lead: 'hr1', second: 'hr2', head: 'hrhead1' },
  4: { unitId: 4, lead: 'housing1', second: 'housing2', head: 'housinghead1' },
  5: { unitId: 5, lead: 'land1', second: 'land2', head: 'landhead1' },
  6: { unitId: 6, lead: 'agri1', second: 'agri2', head: 'agrihead1' },
  13: { unitId: 13, lead: 'township1', second: 'townclerk1', head: 'townhead1' },
};

/** One session for each account. */
export class Sessions {
  readonly #known = new Map<string, Promise<Caller>>();

  constructor(private readonly url: string) {}

  of(username: string): Promise<Caller> {
    const known = this.#known.get(username) ?? Caller.signedIn(this.url, username);
    this.#known.set(username, known);
    return known;
  }
}

/** Today in Asia/Shanghai. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** Refusals that mean: what the order follows is still on its way between two books. */
const tooEarly = new Set(['not-found', 'transition-not-allowed', 'stale-version']);
const patience = 20_000;

/** One matter on its way from the bureau to the answer, each step through the door by who may. */
export class Life {
  constructor(
    private readonly office: OfficeProcess,
    private readonly sessions: Sessions,
    readonly target: Target,
    readonly words: PathWords,
    readonly cast: Cast,
  ) {}

  classify(kind: 'claim' | 'suggestion' = 'claim', answers: object = {}) {
    const order = { kind, category: 'urban_rural_construction', answers: { ...noneOfThese, ...answers } };
    return this.onMatter('triage1', 'classify', { ...order, urgency: 'ordinary', reason: '按内容分类' });
  }

  dispatch(order: 'forward' | 'assign' | 'refer-for-study' = 'forward', toUnitId = this.cast.unitId) {
    const body = { toUnitId, note: text(this.words.note), ...(order === 'assign' ? { periodDays: 45 } : {}) };
    return this.onMatter('triage1', order, body);
  }

  take() {
    return this.onOffer(this.cast.lead, 'take', {});
  }

  object() {
    const { objection, objectionBasis } = this.words;
    return this.onOffer(this.cast.lead, 'object', { reasons: text(objection), legalBasis: objectionBasis });
  }

  dispute(otherUnitId: number) {
    return this.onOffer(this.cast.lead, 'dispute-jurisdiction', { otherUnitId, reasons: text(this.words.dispute) });
  }

  /** An objection that was right: two persons say so, and the matter is the bureau's again. */
  async returned(): Promise<void> {
    await this.object();
    const order = { ruling: 'upheld', reasons: text(this.words.ruling), legalBasis: '第二十三条' };
    await this.onMatter('triage1', 'rule-on-objection', order);
    await this.onMatter('head1', 'confirm-decision', { isAgreed: true, reason: this.words.confirmation });
  }

  accept() {
    return this.onFile(this.cast.lead, 'accept', { note: this.words.acceptance });
  }

  async decline(): Promise<void> {
    const { declining, declineGround, rightPlace, confirmation } = this.words;
    const order = { reasonCode: 'belongs-to-statutory-path', legalGround: declineGround, reasons: text(declining) };
    await this.onFile(this.cast.lead, 'decline', { ...order, rightPlace });
    await this.onFile(this.cast.second, 'confirm-decision', { isAgreed: true, reason: confirmation });
  }

  open() {
    const { lead, second, head } = this.cast;
    const officers = { leadOfficerId: demoOfficialId(lead), secondOfficerId: demoOfficialId(second) };
    return this.onFile(head, 'open-handling', { ...officers, hasNoInterest: true });
  }

  hear() {
    const { request, place } = this.words;
    const said = { manner: 'in-person', requests: [text(request)], isSigned: true, place };
    return this.onFile(this.cast.lead, 'hear-petitioner', { ...this.#record('petitioner'), ...said });
  }

  prove() {
    const { evidenceTitle, findings, place } = this.words;
    const found = { evidenceKind: 'site-visit', title: evidenceTitle, findings: text(findings), place };
    return this.onFile(this.cast.lead, 'record-evidence', { ...this.#record('officer'), ...found });
  }

  #record(speaker: string) {
    const statements = [{ speaker, text: text(this.words.statement) }];
    return { takenAt: new Date().toISOString(), secondOfficerId: demoOfficialId(this.cast.second), statements };
  }

  async extend(): Promise<void> {
    const { extension, extensionRuling } = this.words;
    await this.onFile(this.cast.lead, 'request-extension', { days: 20, reason: text(extension) });
    await this.onFile(this.cast.head, 'decide-extension', { isApproved: true, reason: text(extensionRuling) });
  }

  /** The petitioner asks that the officer steps aside; the head says no. */
  async recusalRefused(): Promise<void> {
    await this.asCitizen('request-recusal', { ground: text(this.words.recusalGround) });
    await this.onFile(this.cast.head, 'decide-recusal', { isGranted: false, reason: text(this.words.recusalRuling) });
  }

  draft() {
    const { facts, law, answer, summary } = this.words;
    const answers = [{ requestNo: 1, finding: 'supported', facts: text(facts), law, answer: text(answer) }];
    return this.onFile(this.cast.lead, 'draft-opinion', { answers, summary: text(summary) });
  }

  sendBack() {
    return this.onFile('reviewer1', 'pre-review-opinion', { passed: [], remark: this.words.sentBack });
  }

  review() {
    const passed = ['requests-complete', 'facts-proven', 'law-right', 'procedure-lawful', 'remedy-stated'];
    const body = { passed: [...passed, 'language-plain'], remark: this.words.remark };
    return this.onFile('reviewer1', 'pre-review-opinion', body);
  }

  issue() {
    return this.onFile(this.cast.head, 'issue-opinion', { signedAs: 'principal-head' });
  }

  serve() {
    const proof = { manner: 'in-person', servedOn: today(), receivedBy: 'petitioner', result: 'signed' };
    return this.onFile(this.cast.lead, 'serve', { ...proof, place: this.words.servedAt });
  }

  async execute(): Promise<void> {
    const { demand, performance } = this.words;
    const order = { unitId: this.cast.unitId, days: 15, demand: text(demand) };
    await this.onFile(this.cast.head, 'order-execution', order);
    await this.onFile(this.cast.lead, 'confirm-execution', { performedOn: today(), evidence: text(performance) });
  }

  /** The petitioner says that it was not carried out; the head looks into it and answers. */
  disputeExecution() {
    return this.asCitizen('dispute-execution', { reasons: text(this.words.evaluation) });
  }

  answerDispute() {
    const order = { outcome: 'carried-out', findings: text(this.words.performance) };
    return this.onFile(this.cast.head, 'answer-dispute', order);
  }

  report() {
    const { reportProcess, reportResult } = this.words;
    const order = { process: text(reportProcess), result: text(reportResult), petitionersView: 'agrees' };
    return this.onFile(this.cast.head, 'submit-closing-report', order);
  }

  evaluate(subject: 'bureau' | 'unit') {
    return this.asCitizen('evaluate', { subject, value: 'dissatisfied', reason: text(this.words.evaluation) });
  }

  async study(): Promise<void> {
    const { lead } = this.cast;
    await this.onFile(lead, 'decide-suggestion', { decision: 'adopt', reasons: text(this.words.study) });
    await this.onFile(lead, 'reply-suggestion', { reply: text(this.words.studyReply) });
  }

  guide() {
    const { guidance, guidedTo } = this.words;
    const order = { authority: '青禾县人民法院', address: guidedTo, neededPapers: ['起诉状'], reason: text(guidance) };
    return this.onMatter('triage1', 'guide-to-path', order);
  }

  pathRefused() {
    return this.asCitizen('reopen-path', { proof: text(this.words.pathProof) });
  }

  /** @returns the id of the letter, which the office has answered. */
  async supervised(): Promise<string> {
    const order = { ground: 'perfunctory-or-false', demand: text(this.words.letter) };
    const { body } = await this.#done(() => this.#post('head1', `/matters/${this.target.matterId}/supervise`, order));
    const { letterId } = JSON.parse(body) as { letterId: string };
    const reply = { reply: text(this.words.letterReply) };
    await this.#done(() => this.#post(this.cast.head, `/supervision/${letterId}/reply`, reply));
    return letterId;
  }

  onMatter(username: string, order: string, body: object): Promise<Heard> {
    const { matterId } = this.target;
    return this.#versioned(username, 'intake.matter', matterId, `/matters/${matterId}/${order}`, body);
  }

  onFile(username: string, order: string, body: object): Promise<Heard> {
    const { matterId } = this.target;
    return this.#versioned(username, 'assignment.file', matterId, `/matters/${matterId}/handling/${order}`, body);
  }

  async onOffer(username: string, order: string, body: object): Promise<Heard> {
    const id = await eventually(async () => {
      const offered = `select id from intake.offer where matter_id = $1 and standing = 'offered'`;
      return (await this.office.rows<{ id: string }>(offered, [this.target.matterId]))[0]?.id;
    }, patience);
    return this.#versioned(username, 'intake.offer', id, `/hand-overs/${id}/${order}`, body);
  }

  /** By number and code. */
  asCitizen(act: string, body: object): Promise<Heard> {
    const { submissionNo, queryCode } = this.target;
    const citizen = Caller.anonymous(this.office.url);
    return this.#done(() => citizen.post(`/petitions/${act}`, { submissionNo, queryCode, ...body }));
  }

  #versioned(username: string, table: string, id: string, path: string, body: object): Promise<Heard> {
    return this.#done(async () => {
      const [row] = await this.office.rows<{ version: number }>(`select version from ${table} where id = $1`, [id]);
      return this.#post(username, path, body, { 'if-match': `"${row?.version ?? 1}"` });
    });
  }

  async #post(username: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Heard> {
    return (await this.sessions.of(username)).post(path, body, headers);
  }

  /** Tries until it is carried out; what is refused for good throws. */
  async #done(attempt: () => Promise<Heard>): Promise<Heard> {
    let last: Heard | undefined;
    const until = Date.now() + patience;
    while (Date.now() < until) {
      last = await attempt();
      if (last.status < 300) return last;
      if (!tooEarly.has(codeIn(last) ?? '')) break;
      await new Promise((rest) => setTimeout(rest, 40));
    }
    throw new Error(`${this.target.label}: ${last?.whole ?? 'no answer'}`);
  }
}
