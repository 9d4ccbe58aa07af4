import { randomUUID } from 'node:crypto';
import { demoOfficialId } from '@huiyin/organisation';
import { Caller } from './caller.js';
import { type Canaries, canaries } from './canaries.js';
import { type OfficeProcess } from './office-process.js';
import { noneOfThese } from './questions.js';
import { matterAtEachStage } from './stages.js';
import { noPath, noUnit, openMatter, register, type Target } from './target.js';

export interface World {
  /** Ordinary matters that nobody has touched yet. */
  readonly open: readonly Target[];
  /** Ordinary matters at every stage of their path. */
  readonly onPath: readonly Target[];
  /** Accusations: nobody may learn of them. `found`: one that a clerk found among the claims. */
  readonly sealed: Target;
  readonly found: Target;
}

/** An accusation against the human-resources bureau (unit 3) and its head. */
export async function accusation(office: OfficeProcess, words: Canaries): Promise<Target> {
  const accused = { unitIds: [3], officialIds: [demoOfficialId('hrhead1')] };
  const { attachmentId, receipt } = await register(office, words, { purpose: 'expose_accuse', accused });
  const [row] = await office.rows<{ id: string }>('select id from sealed.accusation where submission_no = $1', [
    receipt.submissionNo,
  ]);
  if (row === undefined) throw new Error('nothing was sealed');
  const { submissionNo, queryCode } = receipt;
  const ids = { matterId: row.id, submissionId: row.id, attachmentId };
  return { label: 'sealed', unit: noUnit, readers: [], ...ids, submissionNo, queryCode, words, ...noPath };
}

/** A claim that its clerk finds to be an accusation. */
async function foundAccusation(office: OfficeProcess): Promise<Target> {
  const claim = await openMatter(office, 'found', 2, canaries());
  const triage = await Caller.signedIn(office.url, 'triage1');
  await office.quiet();
  const order = {
    kind: 'accusation',
    category: 'discipline',
    answers: { ...noneOfThese, 'accuses-official-or-office': true },
    urgency: 'ordinary',
    reason: '反映单位问题',
    accused: { unitIds: [3] },
  };
  const heard = await triage.post(`/matters/${claim.matterId}/classify`, order, { 'if-match': '"1"' });
  if (heard.status !== 200) throw new Error(`not classified: ${heard.body}`);
  return { ...claim, unit: noUnit, readers: [], tasks: [] };
}

/**
 * Two matters of one person at the county's bureau, one of the same person at a village of unit 13, so that each is proposed beside
 * the others; a matter at each stage of its path; a sealed accusation, and a claim that became one.
 */
export async function buildWorld(office: OfficeProcess): Promise<World> {
  const first = canaries();
  const open = [
    await openMatter(office, 'bureau', 2, first),
    await openMatter(office, 'bureau again', 2, canaries(first.phone)),
    await openMatter(office, 'village', 16, canaries(first.phone)),
  ];
  const sealed = await accusation(office, canaries());
  const found = await foundAccusation(office);
  const onPath = await matterAtEachStage(office);
  return { open, onPath, sealed, found };
}

/** Nothing has these ids, this number, this code. */
export function nothing(like: Target): Target {
  const id = () => randomUUID();
  return {
    ...like,
    label: 'nothing',
    matterId: id(),
    submissionId: id(),
    attachmentId: id(),
    ...noPath,
    submissionNo: like.submissionNo.replace(/\d{6}$/, '000000'),
  };
}

/** What tells of a petition, each with its label. */
export function tellingOf(target: Target): Map<string, string> {
  const { label, words, path, matterId, submissionId, attachmentId, submissionNo, queryCode } = target;
  const numbered = (name: string, ids: readonly string[]) => ids.map((id, nth) => [`${name} ${nth + 1}`, id] as const);
  const telling: Record<string, string> = {
    ...words,
    ...path,
    matterId,
    submissionId,
    attachmentId,
    submissionNo,
    queryCode,
    ...Object.fromEntries(target.papers.map(({ id, kind }, nth) => [`${kind} ${nth + 1}`, id])),
    ...Object.fromEntries(numbered('hand-over', target.handOverIds)),
    ...Object.fromEntries(numbered('letter', target.letterIds)),
  };
  return new Map(Object.entries(telling).map(([key, word]) => [word, `${label}: ${key}`]));
}
