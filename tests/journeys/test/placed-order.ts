import { randomUUID } from 'node:crypto';
import { type Route } from '@huiyin/gateway';
import { type Caller, type Heard } from './caller.js';
import { type Step } from './course-kinds.js';
import { orderRoutes } from './order-routes.js';
import { type OfficeProcess } from './office-process.js';
import { type Target } from './target.js';

/** An order that stands ready: right in everything, on the thing that is there. */
export interface PlacedOrder {
  readonly course: string;
  readonly step: Step;
  readonly route: Route;
  readonly target: Target;
  /** Of the thing that the path names. */
  readonly id: string;
  /** Of that thing as it is now. */
  readonly version: number;
  readonly body: object;
  readonly key: string;
}

/** Where the thing of a path stands, by the path's parameter. */
const idOf: Readonly<Record<string, string>> = {
  handOverId: `select id from intake.offer where matter_id = $1 and standing = 'offered'`,
  paperId: 'select id from assignment.paper where matter_id = $1 order by issued_at desc limit 1',
  letterId: 'select id from accountability.supervision_letter where matter_id = $1',
  draftId: 'select id from accountability.supervision_draft where matter_id = $1 and decided_at is null',
  proposalId: 'select id from intake.proposal where matter_id = $1',
};
const keeperOf = (path: string) =>
  path.startsWith('/hand-overs') ? 'intake.offer' : path.includes('/handling/') ? 'assignment.file' : 'intake.matter';
const parameter = /:(\w+)/;

/** @throws where the thing is not there. */
export async function placed(
  office: OfficeProcess,
  course: string,
  step: Step,
  target: Target,
  earlierId: string,
): Promise<PlacedOrder> {
  const route = orderRoutes.get(step.route);
  if (route === undefined) throw new Error(`${step.route} is no route of an order`);
  const named = parameter.exec(route.path)?.[1] ?? '';
  const query = idOf[named];
  const [thing] = query === undefined ? [] : await office.rows<{ id: string }>(query, [target.matterId]);
  const id = thing?.id ?? (named === 'submissionId' ? target.submissionId : target.matterId);
  if (query !== undefined && thing === undefined) throw new Error(`${course}: nothing for ${named}`);
  const [row] = route.isChange
    ? await office.rows<{ version: number }>(`select version from ${keeperOf(route.path)} where id = $1`, [id])
    : [];
  const version = row?.version ?? 0;
  return { course, step, route, target, id, version, body: step.body(earlierId), key: randomUUID() };
}

/** What is sent otherwise than it stands ready; `undefined` leaves a header out. */
export interface Otherwise {
  readonly id?: string;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
  /** Number and code of a petitioner's order. */
  readonly opens?: { readonly submissionNo: string; readonly queryCode: string };
}

/** Sends it; each time under a key of its own, where none is told. */
export function sent(order: PlacedOrder, caller: Caller, otherwise: Otherwise = {}): Promise<Heard> {
  const { route, target, id, version, body } = order;
  const told = { id, version, key: randomUUID(), opens: target, ...otherwise };
  const { submissionNo, queryCode } = told.opens;
  const isByCode = !parameter.test(route.path);
  return caller.send('POST', `/api/v1${route.path.replace(parameter, told.id)}`, {
    body: JSON.stringify(isByCode ? { submissionNo, queryCode, ...body } : body),
    headers: {
      'content-type': 'application/json',
      ...(told.key === undefined ? {} : { 'idempotency-key': told.key }),
      ...(told.version === undefined || !route.isChange ? {} : { 'if-match': `"${told.version}"` }),
    },
  });
}
