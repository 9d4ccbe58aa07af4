import { type PaperRenderer, paperRenderer } from '@huiyin/documents';
import { type Database, type KeyRing, SealedFiles } from '@huiyin/service';
import { PaperAnswers } from './paper.answers.js';
import { showFigures } from './paper.figures.js';
import { PaperFiles } from './paper.files.js';
import { type AddresseeOf, PaperMaking } from './paper.making.js';
import { PaperQueue, type QueueLimits } from './paper.queue.js';
import { PaperReading } from './paper.reading.js';
import { PaperTemplates } from './paper.templates.js';

/** Of the rendering thread alone; what it is worth is measured in the README. */
const niceness = 15;
/** Readers who wait for a paper that is not there yet, or for a DOCX. */
const mostReaders = 20;

interface PapersParts {
  /** Also the schema. */
  readonly service: string;
  readonly site: string;
  readonly database: Database;
  /** The secret `papers-ring-<service>`. */
  readonly ring: KeyRing;
  readonly addresseeOf: AddresseeOf;
  /** What the QR code on a paper opens. */
  readonly trackingAddress: string;
  readonly report: (error: unknown, what: string) => void;
  readonly limits?: QueueLimits;
}

/** All that a service needs for the papers that it issues; one provider, started and stopped with its module. */
export class Papers {
  readonly templates: PaperTemplates;
  readonly queue: PaperQueue;
  readonly reading: PaperReading;
  readonly answers: PaperAnswers;
  readonly #renderers: readonly PaperRenderer[];

  constructor(private readonly parts: PapersParts) {
    const { service, site, database, ring, addresseeOf, trackingAddress, report, limits = {} } = parts;
    const behind = paperRenderer({ niceness });
    const atOnce = paperRenderer({ maxWaiting: mostReaders });
    this.#renderers = [behind, atOnce];
    this.templates = new PaperTemplates(database, service, site);
    const making = new PaperMaking(this.templates, addresseeOf, trackingAddress);
    const files = new PaperFiles(service, new SealedFiles(ring, site));
    const render = (paper: Parameters<PaperMaking['render']>[0]) => making.render(paper, 'pdf', behind);
    this.queue = new PaperQueue({ schema: service, database, files, render, report, limits });
    this.reading = new PaperReading(database, files, making, atOnce);
    this.answers = new PaperAnswers(this.reading, this.templates);
  }

  onModuleInit(): void {
    showFigures(this.parts.service, () => this.queue.figures());
    this.queue.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.queue.stop();
    await Promise.all(this.#renderers.map((renderer) => renderer.close()));
  }
}
