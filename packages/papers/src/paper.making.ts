import { type PaperFormat, type PaperRenderer } from '@huiyin/documents';
import { words } from '@huiyin/words';
import { type IssuedPaper } from './issued-paper.table.js';
import { type Addressee, filledIn, namesPetitioner } from './paper.content.js';
import { type PaperTemplates } from './paper.templates.js';

/** Asks the service that holds identities for the petitioner of a matter; undefined where no name was left. */
export type AddresseeOf = (matterId: string) => Promise<Addressee | undefined>;

/** Makes the file of a paper out of what is stored, its template, and the name that is not stored. */
export class PaperMaking {
  constructor(
    private readonly templates: PaperTemplates,
    private readonly addresseeOf: AddresseeOf,
    private readonly trackingAddress: string,
  ) {}

  async render(paper: IssuedPaper, format: PaperFormat, by: PaperRenderer): Promise<Buffer> {
    const { content } = paper;
    const template = await this.templates.of(content.kind, content.templateVersion, content.locale);
    // A name that nothing shows is not asked for.
    const addressee =
      paper.isForPetitioner || namesPetitioner(content) ? await this.addresseeOf(paper.matterId) : undefined;
    const nameless = words(content.locale)('paper.receipt.noName');
    return by.renderPaper(filledIn(paper, this.trackingAddress, nameless, addressee), template, format);
  }
}
