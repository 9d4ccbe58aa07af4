import { crc32, deflateRawSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';

export interface Row {
  readonly uid: string;
  readonly user: string;
  readonly title: string | null;
  readonly body: string;
}

/** Invented messages with what real files hold: repeats, missing and endless titles, control characters, rare letters. */
export const inventedRows: readonly Row[] = [
  { uid: 'x-1', user: 'U0001', title: '小区电梯常停', body: '三号楼电梯一周停了四次,老人上下楼困难。' },
  { uid: 'x-2', user: 'U0001', title: '小区电梯常停', body: '三号楼电梯一周停了四次,老人上下楼困难。' },
  { uid: 'x-3', user: 'U0002', title: null, body: '校门口没有斑马线,孩子过马路危险。' },
  { uid: 'x-4', user: '某 某', title: '路', body: '灌溉渠多年未修\u0000\u202e,田里缺水。' },
  { uid: 'x-5', user: '', title: `${'长'.repeat(199)}𠮷${'长'.repeat(300)}`, body: '好' },
  { uid: 'x-6', user: 'U0006', title: '', body: '' },
];

export function writeJsonLines(file: string, rows: readonly object[]): string {
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The least that a spreadsheet program calls a workbook: one sheet of inline strings. */
export function writeWorkbook(file: string, rows: readonly (readonly string[])[]): string {
  const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`;
  const office = 'http://schemas.openxmlformats.org';
  const cells = (row: readonly string[], at: number) =>
    row.map((cell, column) => {
      const place = `${String.fromCharCode(65 + column)}${at + 1}`;
      return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    });
  const sheet = rows.map((row, at) => `<row r="${at + 1}">${cells(row, at).join('')}</row>`).join('');
  const main = `xmlns="${office}/spreadsheetml/2006/main"`;
  const relations = `xmlns="${office}/package/2006/relationships"`;
  const relation = `${office}/officeDocument/2006/relationships`;
  writeFileSync(
    file,
    zipped({
      '[Content_Types].xml': xml(
        `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
      ),
      '_rels/.rels': xml(
        `<Relationships ${relations}><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': xml(
        `<workbook ${main} xmlns:r="${relation}"><sheets><sheet name="留言" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships ${relations}><Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': xml(`<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`),
    }),
  );
  return file;
}

/** A zip archive (PKWARE APPNOTE 4.3), deflated. */
function zipped(files: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(text), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(Buffer.byteLength(text), 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, entry, Buffer.from(name)]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\u0005\u0006'), end]);
}
