import { type Task } from '@huiyin/contracts';
import { transitionFor } from '@huiyin/statute';
import { byPetitioner, type HandlingFile, type Pending } from './file.table.js';
import { machineOf } from './machine.rules.js';

/** What is owed on a file: by its state, and by a decision that waits for a second person. */
export function tasksOf(file: HandlingFile): Task[] {
  const { pending, recused } = file;
  const owed = [...byState(file), ...urgentReportOwed(file)].map((task) => but(recused, task));
  if (pending === null) return owed;
  const waiting = but([...recused, ...concerned(pending)], { act: pending.act, unitId: file.unitId });
  // What a proposed refusal would end is not asked for meanwhile, but what is urgent; extension and recusal run beside the work.
  return pending.act === 'decline' ? [...urgentReportOwed(file), waiting] : [...owed, waiting];
}

/** R28, B.3 guard 2: a task of the whole unit is not that of whoever may not do it. */
function but(officials: readonly string[], task: Task): Task {
  if (task.officerId !== undefined || officials.length === 0) return task;
  return { ...task, notOfficerIds: [...new Set(officials)] };
}

/** Who proposed, and who is asked to step aside: another decides. The petitioner is none of the unit. */
function concerned({ by, order }: Pending): string[] {
  const { officerId } = order;
  return [by, officerId].filter((one): one is string => typeof one === 'string' && one !== byPetitioner);
}

function byState(file: HandlingFile): Task[] {
  const { unitId, officerId } = file;
  // The office that sent it handles nothing of it: it sends it elsewhere (T18.1).
  if (file.givenBackAt !== null) return [{ act: 'forward', unitId, officerId }];
  switch (file.state) {
    case 'acceptance_pending':
      return [{ act: 'accept', unitId, officerId }];
    case 'accepted':
      return [{ act: 'open-handling', unitId }];
    case 'in_handling':
      return [{ act: 'draft-opinion', unitId, officerId }, ...secondOwed(file)];
    case 'opinion_drafted':
      return [{ act: 'pre-review-opinion', unitId: file.reviewUnit }];
    case 'opinion_pre_reviewed':
      return [{ act: 'issue-opinion', unitId }];
    case 'opinion_issued':
      return [{ act: 'serve', unitId, officerId, rule: 'TL-47' }];
    case 'opinion_served':
      return [...(file.hasSupported ? [{ act: 'order-execution', unitId, rule: 'TL-50' }] : []), ...reportOwed(file)];
    case 'in_execution':
      return [{ act: 'handle', unitId, officerId }, ...disputeOwed(file), ...reportOwed(file)];
    case 'under_study':
    case 'decided':
      return [{ act: 'study-suggestion', unitId, officerId }];
    case 'closed':
    case 'declined':
    case 'replied':
      return [
        ...disputeOwed(file),
        ...reportOwed(file),
        ...archivists(file).map((unit) => ({ act: 'archive', unitId: unit })),
      ];
    default:
      return [];
  }
}

/** R25: whoever took it unreported reports it, as long as the clock for that runs. */
function urgentReportOwed(file: HandlingFile): Task[] {
  const { unitId, officerId, owesUrgentReport } = file;
  const isOwed = owesUrgentReport && transitionFor(machineOf(file), file.state, 'escalate-urgent').lawful;
  return isOwed ? [{ act: 'escalate-urgent', unitId, officerId, rule: 'TL-11' }] : [];
}

/** A succession may leave one officer alone: the head names the two anew. */
function secondOwed({ unitId, secondOfficerId }: HandlingFile): Task[] {
  return secondOfficerId === null ? [{ act: 'open-handling', unitId }] : [];
}

/** An office without an archivist leaves its files to the bureau's. */
export function archivists({ unitId, reviewUnit }: HandlingFile): number[] {
  return [...new Set([unitId, reviewUnit])];
}

/** F-23 to the office that assigned it, once the opinion was served. */
function reportOwed(file: HandlingFile): Task[] {
  const isOwed = file.isAssigned && !file.hasClosingReport && file.servedOn !== null;
  return isOwed ? [{ act: 'submit-closing-report', unitId: file.unitId, rule: 'TL-12' }] : [];
}

/** R32 ¶2, I.5(4): the head answers what the petitioner disputed; until then the bureau has a ground to supervise. */
function disputeOwed({ unitId, senderUnit, reviewUnit, executionDispute }: HandlingFile): Task[] {
  if (executionDispute === null || executionDispute.isAnswered) return [];
  const bureau = executionDispute.toldTo === 'sender' ? (senderUnit ?? reviewUnit) : reviewUnit;
  const answer: Task = { act: 'answer-dispute', unitId, rule: 'TL-52' };
  // A bureau that handles the matter itself writes itself no letter.
  return bureau === unitId ? [answer] : [answer, { act: 'draft-supervision', unitId: bureau, rule: 'TL-52' }];
}
