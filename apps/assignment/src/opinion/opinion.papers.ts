import { type AnswerGiven, type ServeOpinion, type SubmitClosingReport, type UnitEntry } from '@huiyin/contracts';
import { type PaperLists, type PaperValues } from '@huiyin/documents';
import { petitionerName } from '@huiyin/papers';
import { civilDate, shanghaiDayOf, timeLimits } from '@huiyin/statute';
import { formatDay, words } from '@huiyin/words';
import { type HandlingFile } from '../file/file.table.js';
import { matterNamed } from '../papers/handling-papers.js';
import { type NextOffice } from './next-higher.js';
import { type Draft, type ServiceShown } from './opinion.reading.js';

const locale = 'zh-CN';
const say = words(locale);

interface Filled<K extends 'F-07' | 'F-11' | 'F-23' | 'F-24'> {
  readonly values: PaperValues<K>;
  readonly lists: PaperLists<K>;
}

/** What every paper of a file says of the matter and of whom to turn to. */
function aboutOf(file: HandlingFile, unit: UnitEntry | undefined) {
  return { matter: matterNamed(file), officer: file.officerName, officePhone: unit?.phone ?? file.unitName };
}
const dayOf = (at: Date) => civilDate(shanghaiDayOf(at));
const acceptedOn = (file: HandlingFile) => dayOf(file.acceptedAt ?? file.receivedAt);

/** F-07 (R32): request by request, what was found, by what law, and where to ask for a review. */
export function opinionPaper(
  file: HandlingFile,
  draft: Draft,
  next: NextOffice,
  unit: (unitId: number) => UnitEntry | undefined,
): Filled<'F-07'> {
  const receivedOn = dayOf(file.receivedAt);
  const sender = file.senderUnit === null ? undefined : unit(file.senderUnit)?.name;
  return {
    values: {
      ...aboutOf(file, unit(file.unitId)),
      receivedOn,
      ...(sender === undefined ? {} : { transferredBy: sender, transferredOn: receivedOn }),
      acceptedOn: acceptedOn(file),
      fairHearing: say('opinion.heard'),
      opinionSummary: draft.summary,
      opinionBasis: lawOf(draft.answers),
      remedyDays: say('opinion.remedyDays', { number: timeLimits['TL-13'].length.count }),
      nextHigherOffice: next.name,
      ...(next.phone === undefined ? {} : { nextHigherContact: next.phone }),
    },
    lists: {
      requests: draft.answers.map(({ requestNo, finding, facts, law, answer }) => ({
        no: String(requestNo),
        request: file.requests[requestNo - 1] ?? '',
        finding: say(`opinion.finding.${finding}`),
        facts,
        law,
        answer,
      })),
    },
  };
}

/** Characters for what all evidence of a report proves: a paper ends somewhere, and each record stands in the file whole. */
const evidenceSpace = 30_000;

/** F-11, for the file only: how the facts were found, by what evidence. */
export function investigationPaper(file: HandlingFile, draft: Draft): Filled<'F-11'> {
  return {
    values: {
      matter: matterNamed(file),
      acceptedOn: acceptedOn(file),
      process: say('opinion.process', {
        acceptedOn: formatDay(acceptedOn(file), locale),
        number: draft.evidence.length,
      }),
      facts: draft.answers.map(({ facts }) => facts).join('\n'),
      law: lawOf(draft.answers),
      conclusion: draft.summary,
    },
    lists: {
      evidence: draft.evidence.map(({ title, place, findings }, at) => ({
        no: String(at + 1),
        name: title,
        ...(place === null ? {} : { source: place }),
        proves: shortened(findings, Math.ceil(evidenceSpace / draft.evidence.length)),
      })),
    },
  };
}

/** F-24: how the opinion reached the petitioner; the proof from whose day the windows count. */
export function servicePaper(order: ServeOpinion, documentNumber: string): Filled<'F-24'> {
  return {
    values: {
      document: say('paperName.F-07'),
      documentNumber,
      recipient: petitionerName,
      place: order.place,
      servedOn: order.servedOn,
      manner: say(`opinion.manner.${order.manner}`),
      outcome: say(`opinion.serviceResult.${order.result}`),
      relation: say(`opinion.receivedBy.${order.receivedBy}`),
      ...(order.witness === undefined ? {} : { witness: order.witness }),
    },
    lists: {},
  };
}

/** F-23 (R22(3)): to the office that assigned the matter. */
export function closingReportPaper(
  file: HandlingFile,
  order: SubmitClosingReport,
  proof: ServiceShown,
  unit: (unitId: number) => UnitEntry | undefined,
): Filled<'F-23'> {
  return {
    values: {
      ...aboutOf(file, unit(file.unitId)),
      assignedBy: unit(file.senderUnit ?? file.reviewUnit)?.name ?? file.unitName,
      assignedOn: dayOf(file.receivedAt),
      process: order.process,
      result: order.result,
      serviceProof: say('opinion.serviceProof', {
        servedOn: formatDay(proof.servedOn, locale),
        manner: say(`opinion.manner.${proof.manner}`),
        receivedBy: say(`opinion.receivedBy.${proof.receivedBy}`),
        result: say(`opinion.serviceResult.${proof.result}`),
      }),
      petitionerView: say(`opinion.petitionersView.${order.petitionersView}`),
    },
    lists: {},
  };
}

/** The articles of all answers, each once. */
function lawOf(answers: readonly AnswerGiven[]): string {
  return [...new Set(answers.map(({ law }) => law))].join('\n');
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : say('opinion.shortened', { start: characters.slice(0, most).join('') });
}
