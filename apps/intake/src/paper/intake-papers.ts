import { Injectable } from '@nestjs/common';
import { type IssuedPaper as PaperIssued } from '@huiyin/contracts';
import { type PaperKind } from '@huiyin/documents';
import { paperOf, Papers } from '@huiyin/papers';
import { civilDate, officeShortName, shanghaiDayOf } from '@huiyin/statute';
import { UnitDirectory } from '@huiyin/service';
import { type MatterFacts } from '../hand-over/matter-facts.js';

type NewPaper<K extends PaperKind> = Parameters<typeof paperOf<K>>[0];
export type PaperToAdd = ReturnType<typeof paperOf>;

/** A paper as its act tells it; office, numbers of submissions and template are the same for all of intake's. */
export type Draft<K extends PaperKind> = Pick<
  NewPaper<K>,
  'kind' | 'word' | 'values' | 'lists' | 'isForPetitioner' | 'seenBy' | 'signatories'
>;

/** By whom and when the papers of one act are issued. */
export interface Issue {
  readonly matterId: string;
  readonly officeId: number;
  readonly facts: MatterFacts;
  readonly at: Date;
  readonly by: string;
}

/** Papers that intake issues, in the name of the office that acts. */
@Injectable()
export class IntakePapers {
  constructor(
    private readonly papers: Papers,
    private readonly units: UnitDirectory,
  ) {}

  /** Versions of the wordings, asked for before the act begins. */
  async templates(...kinds: PaperKind[]): Promise<ReadonlyMap<PaperKind, number>> {
    return new Map(
      await Promise.all(kinds.map(async (kind) => [kind, await this.papers.templates.currentVersion(kind)] as const)),
    );
  }

  issue<K extends PaperKind>(draft: Draft<K>, issue: Issue, templates: ReadonlyMap<PaperKind, number>): PaperToAdd {
    const { word, seenBy, ...rest } = draft;
    return paperOf<K>({
      ...rest,
      ...(word === undefined ? {} : { word }),
      ...(seenBy === undefined ? {} : { seenBy }),
      matterId: issue.matterId,
      office: this.#officeOf(issue.officeId),
      submissionNos: [issue.facts.submissionNo],
      templateVersion: templates.get(draft.kind) ?? 1,
      issuedAt: issue.at,
      issuedBy: issue.by,
    });
  }

  /** Renders what was committed. */
  nudge(): void {
    this.papers.queue.nudge();
  }

  contactOf(unitId: number): string {
    return this.units.find(unitId)?.phone ?? '';
  }

  #officeOf(unitId: number) {
    const name = this.units.find(unitId)?.name ?? String(unitId);
    return { unitId, name, shortName: officeShortName(name) };
  }
}

export function dayOf(at: Date): string {
  return civilDate(shanghaiDayOf(at));
}

export function issuedOf(papers: readonly PaperToAdd[]): PaperIssued[] {
  return papers.map(({ row }) => ({ paperId: row.id, kind: row.kind }));
}
