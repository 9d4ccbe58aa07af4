import { claimMachine, closingReasons, type Machine, suggestionMachine, transitionFor } from '@huiyin/statute';
import { type Check, type Evidence, finding, type Finding, offenders, together } from './check.js';

/** A move as the outboxes tell it: from which state, by which command and row, to which state; how often, and of which matter first. */
interface Move {
  readonly kind: 'claim' | 'suggestion';
  readonly from: string;
  readonly command: string;
  readonly transition: string;
  readonly to: string;
  /** The first word of assignment, which repeats the row by which intake let the matter go. */
  readonly opens: boolean;
  readonly times: number;
  readonly first: string;
}

// Both keepers' events of a matter, intake's first: assignment begins where intake ends. Only moves and the steps that set a state.
const movesOf = `
  with told as (
    select matter_id, 0 as keeper, version, name, payload from intake.outbox where matter_id is not null and version is not null
    union all
    select matter_id, 1, version, name, payload from assignment.outbox where matter_id is not null and version is not null),
  stated as (
    select matter_id, keeper, version, payload->>'command' as command, payload->>'transition' as transition,
      case name when 'intake.submission-registered.v1' then 'registered' when 'intake.matter-linked.v1' then 'linked_to_existing'
        else payload->>'state' end as state, payload->>'matterKind' as kind
      from told where name <> 'intake.matter-removed.v1'),
  grouped as (
    select *, count(state) over w as state_no, count(kind) over w as kind_no from stated
      window w as (partition by matter_id order by keeper, version)),
  filled as (
    select *, max(state) over (partition by matter_id, state_no) as state_now,
      max(kind) over (partition by matter_id, kind_no) as kind_now from grouped),
  moved as (
    select *, lag(state_now) over (partition by matter_id order by keeper, version) as state_before from filled)
  select coalesce(kind_now, 'claim') as kind, state_before as from, command, transition, state_now as to,
    keeper = 1 and version = 1 as opens, count(*)::int as times,
    min(matter_id::text) as first
  from moved where command is not null and state_before is not null
  group by 1, 2, 3, 4, 5, 6`;

const machines: Readonly<Record<Move['kind'], Machine>> = { claim: claimMachine, suggestion: suggestionMachine };

export const lawfulTransitions: Check = {
  name: 'lawful-transitions',
  claim: 'every move of a matter is a row of its machine, from the state before to the state after',
  async run({ sql }: Evidence): Promise<Finding> {
    const moves = (await sql.query(movesOf)) as Move[];
    const unlawful = moves.filter((move) => !isLawful(move));
    return finding(
      unlawful.reduce((sum, move) => sum + move.times, 0),
      unlawful.map((m) => `${m.first}: ${m.transition} ${m.command} from ${m.from} to ${m.to} (${m.times})`),
    );
  },
};

/** Opening the file tells of the row by which intake moved the matter there: state and row are already its own. */
function isLawful({ kind, from, command, transition, to, opens }: Move): boolean {
  const machine = machines[kind];
  const row = transitionFor(machine, from, command);
  if (row.lawful) return row.row.id === transition && row.to === to;
  const opening = machine.rows.find((candidate) => candidate.command === command);
  return opens && from === to && opening?.id === transition && opening.to === to;
}

export const lawfulClosing: Check = {
  name: 'lawful-closing',
  claim: 'every closed matter has a lawful reason, and no other has one',
  run: ({ sql }) =>
    offenders(
      sql,
      `select f.id from assignment.file f
        where (f.state in ('closed', 'replied')) <> (f.closing_reason is not null) and f.state <> 'archived'
           or f.closing_reason is not null and f.closing_reason <> all ($1)
       union all
       select m.id from intake.matter m
        where m.kept_by = 'intake' and ((m.state = 'closed') <> (m.closing_reason is not null) or m.closing_reason <> all ($1))`,
      [Object.keys(closingReasons)],
    ),
};

export const keeperMirrored: Check = {
  name: 'keeper-mirrored',
  claim: 'intake shows every handed-over matter as its file stands: state, unit, officer',
  run: ({ sql }) =>
    offenders(
      sql,
      `select coalesce(m.id, f.id) as id
         from (select * from intake.matter where kept_by = 'assignment') m full join assignment.file f on f.id = m.id
        where (m.state, m.responsible_unit, m.officer_id) is distinct from (f.state, f.unit_id, f.officer_id)`,
    ),
};

export const oneOpenOffer: Check = {
  name: 'one-open-offer',
  claim: 'what is offered stands open in both books exactly once, and nothing else does',
  run: async ({ sql }) =>
    together([
      await offenders(
        sql,
        `select m.id from intake.matter m where m.state in ('forwarded', 'assigned', 'referred')
            and 1 <> (select count(*) from intake.offer o where o.matter_id = m.id and o.standing = 'offered')`,
      ),
      await offenders(
        sql,
        `select o.id from intake.offer o join intake.matter m on m.id = o.matter_id
          where o.standing = 'offered' and m.state not in ('forwarded', 'assigned', 'referred')`,
      ),
      await offenders(
        sql,
        // An office that a decision on jurisdiction named has the matter at once: nothing was offered to it.
        `select h.id from intake.hand_over h left join intake.offer o on o.id = h.id
          where h.objection_due_at > h.offered_at and (o.matter_id, o.to_unit, o.attempt) is distinct from (h.matter_id, h.to_unit, h.attempt)`,
      ),
    ]),
};
