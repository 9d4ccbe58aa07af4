import { acts, isAct, relations } from './act.js';
import { mayAct, permissionFor, policyRows, relationsOf } from './policy.js';
import type { PolicyObject } from './policy-row.js';
import { type Role, roles } from './role.js';
import { rolesExclude, separationRefusal, separations, twoPersonActs } from './separation.js';

/** The columns of part E and the roles that stand in them. `archivist` has no column: part E only names it. */
const columns: Readonly<Record<string, readonly Role[]>> = {
  citizen: ['citizen', 'agent', 'representative'],
  village: ['village_clerk'],
  township: ['township_clerk', 'township_head'],
  bureau: ['bureau_intake', 'bureau_triage', 'bureau_reviewer_prep', 'bureau_head'],
  dept: ['dept_officer', 'dept_head'],
  polilegal: ['polilegal_officer'],
  leader: ['leader', 'fund_approver'],
  mediator: ['mediator', 'mediation_admin'],
  reviewer: ['reviewer', 'hearing_host', 'hearing_member'],
  supervisor: ['bureau_supervisor'],
  discipline: ['discipline_officer', 'accountability_decider'],
  auditor: ['auditor'],
  admin: ['admin'],
};

/**
 * Part E, line by line, as letters. Words there are read so: "own", "notified", "receive" = R or, where nothing is read
 * in the system, none; "object", "propose", "request" = C; "prepare", "respond", "pre-review", "accept/refuse/end" = U;
 * "own rules" = A; "told it exists" = M; "C/R given by them" in the village's column is C in the line of submissions.
 */
const matrix = `
                    citizen village township bureau dept polilegal leader mediator reviewer supervisor discipline auditor admin
submission          C       C       C        C      C    C         -      -        -        -          -          -       -
own-status          R       -       -        R      R    R         -      -        -        -          -          M       -
claim-content       R       R       R        R      R    R         R      R        R        R          R          R       -
accusation-content  R       -       -        S      -    -         -      -        -        -          S          M       -
informant-identity  R       -       -        S      -    -         -      -        -        -          S          -       -
classification      C       -       C        A      C    C         -      -        -        R          -          R       -
transfer            -       -       A        A      A    A         C      -        -        -          -          R       -
objection           -       -       C        A      C    C         -      -        -        R          -          R       -
acceptance          -       -       A        -      A    A         -      -        -        R          -          R       -
extension           -       -       A        -      A    A         -      -        -        R          -          R       -
opinion             R       -       A        U      A    A         -      -        -        R          -          R       -
mediation           U       C       C        C      C    C         -      A        -        -          -          R       -
hearing             C       -       A        A      A    -         -      -        A        R          -          R       -
appeal              C       -       -        U      U    -         -      -        A        R          -          R       -
evaluation          C       -       R        R      R    R         R      -        -        R          -          R       -
sponsorship         R       -       C        C      R    -         A      -        -        R          -          R       -
supervision         M       -       R        CA     R    R         A      -        -        C          R          R       -
accountability      -       -       -        A      -    -         -      -        -        C          A          R       -
sanction            -       -       -        M      -    -         M      -        -        -          A          R       -
payment             R       -       C        C      C    -         A      -        -        R          -          R       -
statistics          R       R       R        R      R    R         R      R        R        R          R          R       -
access-log          R       -       -        R      -    -         -      -        -        -          R          R       M
organisation        -       -       -        C      -    -         -      -        -        -          -          R       A
`;

/** Where the table goes beyond part E on purpose: another part of the reference gives the act. */
const beyond: Readonly<Record<string, { modes: string; why: string }>> = {
  'objection township': { modes: 'A', why: 'R23 ¶3: the sender rules, and a township may send' },
  'objection dept': { modes: 'A', why: 'R23 ¶3: the sender rules, and a department may send' },
  'objection polilegal': { modes: 'A', why: 'R23 ¶3: the sender rules, and these may send' },
  'classification township': { modes: 'A', why: 'R23 ¶2: an office that receives directly decides the path itself' },
  'classification dept': { modes: 'A', why: 'R23 ¶2: an office that receives directly decides the path itself' },
  'classification polilegal': { modes: 'A', why: 'R23 ¶2: an office that receives directly decides the path itself' },
  'transfer citizen': { modes: 'A', why: 'R31, T10.1: the citizen asks to go on where the path refused' },
  'supervision township': { modes: 'U', why: 'R40: who gets the letter answers it' },
  'supervision village': { modes: 'RU', why: 'R40: who gets the letter answers it' },
  'supervision bureau': { modes: 'RU', why: 'R40: who sent the letter reads the answer, who gets one answers it' },
  'supervision supervisor': { modes: 'R', why: 'R40: who drafted the letter reads the answer' },
  'supervision leader': { modes: 'RU', why: 'R40: who sent the letter reads the answer, who gets one answers it' },
  'supervision dept': { modes: 'U', why: 'R40: who gets the letter answers it' },
  'supervision polilegal': { modes: 'U', why: 'R40: who gets the letter answers it' },
  'organisation bureau': {
    modes: 'A',
    why: 'F: the head answers for the papers of the office, so for their templates',
  },
  'objection leader': { modes: 'A', why: 'R24 ¶1: the joint conference decides between offices' },
};

const lines = matrix
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const [header = [], ...body] = lines;
const cells = body.flatMap(([object = '', ...letters]) =>
  header.map((column, index) => [object, column, letters[index] ?? '?'] as const),
);

function modesOf(object: string, column: string): string {
  const inColumn = columns[column] ?? [];
  const modes = policyRows.filter((row) => row.object === (object as PolicyObject) && inColumn.includes(row.role));
  return sorted(modes.map((row) => row.mode));
}

function sorted(modes: Iterable<string>): string {
  return [...new Set(modes)].sort().join('') || '-';
}

describe('the policy table beside part E', () => {
  test.each(cells)('%s for the column %s is %s', (object, column, letters) => {
    const more = beyond[`${object} ${column}`]?.modes ?? '';
    expect(modesOf(object, column)).toBe(sorted(`${letters.replace('-', '')}${more}`));
  });

  test('covers every role, and has for part E no line that part E has not', () => {
    const placed = Object.values(columns).flat();
    expect([...placed, 'archivist'].sort()).toEqual([...roles].sort());
    const ours = ['ledger', 'proposal', 'escalation', 'handling', 'archive'];
    const objects = new Set(policyRows.map((row) => row.object));
    expect([...objects].filter((object) => !ours.includes(object)).sort()).toEqual(body.map(([o]) => o).sort());
  });

  test('gives every act to somebody and names each permission once', () => {
    const given = new Set(policyRows.map((row) => row.act));
    expect(acts.filter((act) => !given.has(act))).toEqual([]);
    const keys = policyRows.map((row) => `${row.role} ${row.act} ${row.relation}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('names each act by one line of the matrix only', () => {
    const several = acts.filter(
      (act) => new Set(policyRows.filter((row) => row.act === act).map((row) => row.object)).size > 1,
    );
    expect(several).toEqual([]);
  });
});

describe('what goes beyond part E', () => {
  test.each(Object.entries(beyond))('%s is needed: %j', (cell, { modes }) => {
    const [object = '', column = ''] = cell.split(' ');
    const letters = cells.find(([o, c]) => o === object && c === column)?.[2] ?? '';
    expect([...modes].filter((mode) => letters.includes(mode) || !modesOf(object, column).includes(mode))).toEqual([]);
  });

  test('a citizen moves the own matter only by saying that the path refused', () => {
    const transfers = policyRows.filter((row) => row.object === 'transfer' && row.role === 'citizen');
    expect(transfers.map((row) => [row.act, row.relation])).toEqual([['reopen-path-refused', 'own']]);
  });

  test('R Art. 40: a letter of supervision is answered by the head of the office that has the matter', () => {
    const repliers = policyRows.filter((row) => row.act === 'reply-to-supervision');
    expect(repliers.map((row) => [row.role, row.relation])).toEqual([
      ['village_clerk', 'assigned'],
      ['township_head', 'assigned'],
      ['dept_head', 'assigned'],
      ['polilegal_officer', 'assigned'],
      ['bureau_head', 'assigned'],
      ['leader', 'assigned'],
    ]);
  });
});

describe('who may do what', () => {
  const everything = acts.flatMap((act) => relations.map((relation) => [act, relation] as const));

  test('admin manages the organisation and reads no matter, person, list or statistic', () => {
    const allowed = new Set(everything.filter(([act, relation]) => mayAct('admin', act, relation)).map(([act]) => act));
    expect([...allowed].sort()).toEqual(['manage-organisation', 'read-audit-metadata', 'read-organisation']);
  });

  test('R Art. 23 ¶2, SD37: the officer who received a matter directly sends it on; only a head assigns', () => {
    expect(mayAct('dept_officer', 'forward', 'own-unit')).toBe(true);
    expect(relationsOf('dept_officer', 'assign')).toEqual([]);
    expect(mayAct('dept_head', 'assign', 'own-unit')).toBe(true);
  });

  test('R Art. 30: only cleared triage and the discipline organ open an accusation, and the accuser', () => {
    const readers = roles.filter((role) => relationsOf(role, 'read-accusation').length > 0);
    expect(readers).toEqual(['citizen', 'agent', 'representative', 'bureau_triage', 'discipline_officer']);
    expect(permissionFor('bureau_triage', 'read-accusation', 'own-unit')).toMatchObject({
      sealed: true,
      needsReason: true,
    });
    expect(mayAct('bureau_intake', 'read-accusation', 'own-unit')).toBe(false);
    expect(mayAct('bureau_head', 'read-accusation', 'all')).toBe(false);
    expect(mayAct('discipline_officer', 'read-accusation', 'own-unit')).toBe(false);
  });

  test('an upper tier reads a lower one’s matter only when it passed through its hands', () => {
    expect(mayAct('bureau_triage', 'read-matter', 'own-unit')).toBe(true);
    expect(mayAct('bureau_triage', 'read-matter', 'subtree')).toBe(false);
    expect(mayAct('bureau_head', 'read-matter', 'area')).toBe(false);
    expect(mayAct('bureau_head', 'read-statistics', 'area')).toBe(true);
    expect(mayAct('bureau_supervisor', 'read-statistics', 'area')).toBe(true);
    expect(mayAct('bureau_supervisor', 'read-matter', 'own-unit')).toBe(false);
  });

  test('a township reads its villages, a village only what it registered, a citizen only the own matter', () => {
    expect(mayAct('township_clerk', 'read-matter', 'subtree')).toBe(true);
    expect(mayAct('township_clerk', 'read-matter', 'own-unit')).toBe(true);
    expect(mayAct('village_clerk', 'read-matter', 'own-unit')).toBe(true);
    expect(mayAct('village_clerk', 'read-matter', 'subtree')).toBe(false);
    expect(mayAct('citizen', 'read-matter', 'own')).toBe(true);
    expect(mayAct('citizen', 'read-matter', 'own-unit')).toBe(false);
    expect(mayAct('auditor', 'read-matter', 'own')).toBe(false);
  });

  test('every look at an identity by an official needs a reason', () => {
    const looks = policyRows.filter((row) => row.act.startsWith('reveal-') && row.relation !== 'own');
    expect(looks.length).toBeGreaterThan(0);
    expect(looks.filter((row) => row.needsReason !== true)).toEqual([]);
  });

  test('only a head extends or issues, outside the organs with rules of their own', () => {
    for (const act of ['extend', 'issue-opinion'] as const) {
      expect(roles.filter((role) => relationsOf(role, act).length > 0)).toEqual([
        'township_head',
        'dept_head',
        'polilegal_officer',
      ]);
    }
  });

  test('what no row allows is refused, and an unknown act is none', () => {
    expect(mayAct('citizen', 'classify', 'own')).toBe(false);
    expect(isAct('delete-submission')).toBe(false);
  });
});

describe('separation of duties', () => {
  test.each(separations.map(({ id, acts: [one, other] }) => [id, one, other] as const))(
    '%s: %s and %s, in either order',
    (id, one, other) => {
      expect(separationRefusal(other, [one])?.id).toBe(id);
      expect(separationRefusal(one, [other])?.id).toBe(id);
      expect(separationRefusal(one, [one])).toBeNull();
    },
  );

  test('a person without a past on the matter is free to act', () => {
    expect(separationRefusal('decide-review', [])).toBeNull();
    expect(separationRefusal('serve', ['issue-opinion'])).toBeNull();
  });

  test('who runs the system takes no second role that reads matters', () => {
    expect(roles.filter((role) => !rolesExclude('admin', role))).toEqual([
      'citizen',
      'agent',
      'representative',
      'admin',
    ]);
    expect(rolesExclude('bureau_triage', 'admin')).toBe(true);
    expect(rolesExclude('bureau_triage', 'bureau_intake')).toBe(false);
  });

  test('B.3 guard 2: declining, returning, extending and refusing take two persons, accepting one', () => {
    const two = twoPersonActs.map((row) => row.act);
    expect(two).toEqual(expect.arrayContaining(['decline', 'rule-on-objection', 'extend', 'refuse-concluded']));
    expect(two).not.toContain('accept');
  });
});
