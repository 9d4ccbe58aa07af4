import { Problem, type ServeOpinion } from '@huiyin/contracts';
import { civilDate, serviceRefusal, shanghaiDayOf } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { refuseNoDay } from './day.rules.js';
import { refuseOthers } from './officer.rules.js';

/**
 * R35 (T34), CPL87-91 by analogy: what is served is proven, and served between its issue and today. The windows count from that day.
 * @throws Problem `officer-recused`, `not-the-officer`, `validation-failed` for a day that there is not,
 *   `proof-of-service-incomplete` naming what is amiss.
 */
export function refuseServing(file: HandlingFile, order: ServeOpinion, officialId: string, now: Date): void {
  refuseOthers(file, officialId);
  refuseNoDay('servedOn', order.servedOn);
  const dayOf = (at: Date) => civilDate(shanghaiDayOf(at));
  const facts = { kind: file.matterKind, issuedOn: dayOf(file.issuedAt ?? now), today: dayOf(now) };
  const amiss = serviceRefusal(order, facts);
  if (amiss !== null) throw new Problem('proof-of-service-incomplete', { amiss });
}
