import { Injectable } from '@nestjs/common';
import { type IssuedPaper as PaperEntry, type UnitEntry } from '@huiyin/contracts';
import { type PaperKind, type PaperLists, type PaperValues } from '@huiyin/documents';
import { type Call } from '@huiyin/messaging';
import { paperOf, Papers } from '@huiyin/papers';
import { UnitDirectory } from '@huiyin/service';
import { words } from '@huiyin/words';
import { type HandlingFile } from '../file/file.table.js';
import { officeOf } from './office.js';

interface Given<K extends PaperKind> {
  readonly values: PaperValues<K>;
  readonly lists: PaperLists<K>;
  readonly signatories?: Parameters<typeof paperOf<K>>[0]['signatories'];
  /** Between offices, or for the file alone. */
  readonly isInternal?: boolean;
}

/** A paper as a rule issues it: what its event and its answer say of it, and the row that comes with the change. */
export interface MadePaper {
  readonly entry: PaperEntry;
  readonly add: ReturnType<typeof paperOf>;
}

/** Issues papers inside a change, where nothing may wait. */
export interface Desk {
  readonly issue: <K extends PaperKind>(file: HandlingFile, kind: K, given: Given<K>, at: Date) => MadePaper;
  readonly unit: (unitId: number) => UnitEntry | undefined;
}

/** How a paper names the matter: by number, since the petition's own words stay with intake. */
export function matterNamed(file: HandlingFile): string {
  return words('zh-CN')('paper.handling.matter', { submissionNo: file.submissionNo });
}

/** Whom the petitioner may ask. */
export function contactOf(file: HandlingFile, desk: Desk) {
  return { officer: file.officerName, officePhone: desk.unit(file.unitId)?.phone ?? file.unitName };
}

/** The papers that the handling of a matter issues. */
@Injectable()
export class HandlingPapers {
  constructor(
    private readonly papers: Papers,
    private readonly units: UnitDirectory,
  ) {}

  /** Learns beforehand what the kinds need; what comes back waits for nothing. */
  async desk(call: Call, ...kinds: PaperKind[]): Promise<Desk> {
    const versions = new Map(
      await Promise.all(kinds.map(async (kind) => [kind, await this.papers.templates.currentVersion(kind)] as const)),
    );
    const unit = (unitId: number) => this.units.find(unitId);
    return {
      unit,
      issue: (file, kind, { values, lists, signatories = [], isInternal = false }, at) => {
        const add = paperOf<typeof kind>({
          kind,
          matterId: file.id,
          office: officeOf({ id: file.unitId, name: file.unitName }),
          submissionNos: file.submissionNo === '' ? [] : [file.submissionNo],
          values,
          lists,
          signatories,
          templateVersion: versions.get(kind) ?? 1,
          issuedAt: at,
          issuedBy: call.actor.id,
          isForPetitioner: !isInternal,
          seenBy: file.seenBy,
        });
        return { entry: { paperId: add.row.id, kind }, add };
      },
    };
  }
}
