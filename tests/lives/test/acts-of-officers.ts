import { handling, officers, recusals } from '@huiyin/assignment/rules';
import { type Authority } from '@huiyin/contracts';
import { act, type AnyAct, when } from './act.js';
import { type Books } from './books.js';
import {
  fileOf,
  fit,
  has,
  headsOf,
  nowOf,
  officersOf,
  pick,
  pickHead,
  pickOf,
  recusedAct,
  stranger,
} from './file-people.js';
import { type Model } from './model.js';

const authority = (books: Books, id: string): Authority | undefined => {
  const unitId = books.county.unitOf(id);
  const role = books.county.roleOf(unitId, id);
  if (role === undefined) return undefined;
  return { officialId: id, name: id, isEnabled: true, posts: [{ unitId, role }] } as unknown as Authority;
};
/** The lead writes and serves the opinion, which a head only signs. */
const isUnfitLead = (m: Model, id: string) => !officersOf(m).includes(id);
const isUnfit = (m: Model, id: string) => isUnfitLead(m, id) && !headsOf(m).includes(id);

const opening = act({
  name: 'open-handling',
  weight: 5,
  order: (m, dice) => {
    if (!has(m)) return undefined;
    const able = fit([...officersOf(m), ...headsOf(m)], m);
    const lead = pick(m, dice, fit(officersOf(m), m));
    return {
      by: pickHead(m, dice),
      lead,
      second: pick(
        m,
        dice,
        able.filter((one) => one !== lead),
      ),
    };
  },
  refusals: (m, { by, lead, second }) => [
    ...recusedAct(m, by),
    ...m.no('open-handling'),
    ...when(m.state === 'in_handling' && m.second !== undefined, 'transition-not-allowed'),
    ...when(m.pending !== undefined, 'decision-pending'),
    ...when(lead === second || isUnfitLead(m, lead) || isUnfit(m, second), 'officers-unfit'),
    ...recusedAct(m, lead),
    ...recusedAct(m, second),
  ],
  done: (m, { lead, second }) => {
    m.step('open-handling');
    m.officer = lead;
    m.second = second;
  },
  real: (books, { by, lead, second }) => {
    officers.refuseRecused(fileOf(books), by);
    const order = { leadOfficerId: lead, secondOfficerId: second } as never;
    const pair = { lead: authority(books, lead), second: authority(books, second) };
    books.move(handling.handlingOpened(fileOf(books), order, pair, nowOf(books)));
  },
});

const recusing = act({
  name: 'request-recusal',
  weight: 1,
  order: (m, dice) => {
    const about = dice.right(dice.below(2) === 0 ? m.officer : (m.second ?? m.officer), [stranger, ...officersOf(m)]);
    return has(m) ? { about, by: dice.below(2) === 0 ? 'citizen' : (dice.one(officersOf(m)) ?? '-') } : undefined;
  },
  refusals: (m, { about }) => [
    ...m.no('request-recusal'),
    ...when(m.pending !== undefined, 'decision-pending'),
    ...when(about !== m.officer && about !== m.second, 'not-the-officer'),
  ],
  done: (m, { about, by }) => {
    m.step('request-recusal');
    m.pending = { act: 'decide-recusal', by, about };
  },
  real: (books, { about, by }) => {
    const asker = { id: by, name: by, isPetitioner: by === 'citizen' };
    books.move(
      recusals.recusalRequested(fileOf(books), { officerId: about, ground: '-' } as never, asker, nowOf(books)),
    );
  },
});

const recusingDecided = act({
  name: 'decide-recusal',
  weight: 4,
  order: (m, dice) => {
    if (!has(m)) return undefined;
    const others = fit(headsOf(m), m).filter((one) => one !== m.pending?.by && one !== m.pending?.about);
    const able = fit(officersOf(m), m).filter(
      (one) => one !== m.officer && one !== m.second && one !== m.pending?.about,
    );
    return { by: pickOf(m, dice, others), isGranted: dice.often(3), instead: pick(m, dice, able) };
  },
  refusals: (m, { by, isGranted, instead }) => {
    const about = m.pending?.about;
    const remains = about === m.officer ? m.second : m.officer;
    return [
      ...recusedAct(m, by),
      ...when(m.pending?.act !== 'decide-recusal', 'no-decision-pending'),
      ...m.no('decide-recusal'),
      ...when(m.pending?.by === by || about === by, 'same-person'),
      ...when(
        isGranted &&
          ((about === m.officer ? isUnfitLead : isUnfit)(m, instead) || instead === about || instead === remains),
        'officers-unfit',
      ),
      ...when(isGranted && m.recused.includes(instead), 'officer-recused'),
    ];
  },
  done: (m, { isGranted, instead }) => {
    const about = m.pending?.about ?? '';
    m.step('decide-recusal');
    m.pending = undefined;
    if (!isGranted) return;
    if (m.officer === about) m.officer = instead;
    else m.second = instead;
    m.recused = [...m.recused, about];
  },
  real: (books, { by, isGranted, instead }) => {
    officers.refuseRecused(fileOf(books), by);
    const order = { isGranted, reason: '-' } as never;
    const decided = recusals.recusalDecided(fileOf(books), order, by, authority(books, instead), nowOf(books));
    const { asked: _asked, ...move } = decided;
    books.move(move);
  },
});

export const actsOfOfficers: readonly AnyAct[] = [opening, recusing, recusingDecided];
