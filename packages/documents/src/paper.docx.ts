import { type PaperContent } from './paper.content.js';
import { type PaperTemplate } from './paper.template.js';

export async function paperDocx(content: PaperContent, template: PaperTemplate): Promise<Buffer> {
  throw new Error(`not yet: ${content.kind} ${template.kind}`);
}
