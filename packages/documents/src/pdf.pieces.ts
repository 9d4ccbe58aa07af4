import { type FieldsRow, isKeptWithNext, type PaperPiece } from './paper.fill.js';
import { type FontRun, fontRuns } from './paper.fonts.js';
import { type PaperFrame } from './paper.frame.js';

// After GB/T 9704, in points: text in 四号 (14), tables and rights in 小四 (12).
export const bodySize = 14;
export const formSize = 12;
export const smallSize = 9;
// Times the height of the font, which is 1.44 of its size: together a line and a half and a little more.
export const textLines = 1.2;
const qrSize = 72;
// A round seal of an office is 42 mm; its centre lies on the date.
const sealRoom = 119;
// Points between lines that are written on by hand.
const writingHeight = 24;
const textWidth = 442;
// Points. Wide enough for the number of a petition in small type, so that it is not broken.
const trackingWidth = 112;

export const runs = (text: string): FontRun[] => fontRuns(text, 'Song');

/** What the setting of a piece depends on beside the piece. */
interface Surroundings {
  readonly frame: PaperFrame;
  readonly qr: string;
  /** Points by which a paragraph begins, for type of 14 points. */
  readonly indent: number;
  /** The QR code stands at the left of the seal; beside the signatures where there is none. */
  readonly hasSeal: boolean;
}

const ruled = (rows: number, columns: number): object => ({
  hLineWidth: (line: number) => (line === 0 || line === rows ? 1.1 : 0.5),
  vLineWidth: (line: number) => (line === 0 || line === columns ? 1.1 : 0.5),
  paddingTop: () => 4,
  paddingBottom: () => 3,
  paddingLeft: () => 6,
  paddingRight: () => 6,
});

const cell = (text: string, given: object = {}): object => ({
  text: runs(text),
  fontSize: formSize,
  lineHeight: 1.05,
  ...given,
});

function fields(rows: readonly FieldsRow[]): object {
  if (rows.length === 0) return { text: '' };
  const body = rows.map(([first, second]) =>
    second === undefined
      ? [cell(first[0]), { ...cell(first[1] || ' '), colSpan: 3 }, {}, {}]
      : [cell(first[0]), cell(first[1]), cell(second[0]), cell(second[1])],
  );
  return {
    table: {
      widths: [96, '*', 84, '*'],
      heights: (row: number) => (rows[row]?.[0][1] === '' ? writingHeight : 'auto'),
      body,
      dontBreakRows: true,
    },
    layout: ruled(rows.length, 4),
    margin: [0, 6, 0, 8],
  };
}

function grid({ heads, rows, shares }: Extract<PaperPiece, { type: 'grid' }>): object {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const body = [
    heads.map((head) => cell(head, { bold: true, alignment: 'center' })),
    ...rows.map((row) => row.map((text) => cell(text || ' '))),
  ];
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      widths: shares.map((share) => `${(share * 100) / whole}%`),
      heights: (row: number) => (rows[row - 1]?.every((text) => text === '') ? writingHeight : 'auto'),
      body,
      dontBreakRows: true,
    },
    layout: ruled(body.length, heads.length),
    margin: [0, 6, 0, 8],
  };
}

/** The QR code and what it is for. */
function tracking({ scan, submissionNos }: PaperFrame, qr: string): object {
  const caption = [scan, submissionNos].filter((line) => line !== undefined).join('\n');
  return {
    stack: [
      { svg: qr, fit: [qrSize, qrSize] },
      { text: runs(caption), fontSize: smallSize, margin: [0, 4, 0, 0] },
    ],
  };
}

const signer = (line: string): object => ({ text: runs(line), fontSize: formSize, margin: [0, 12, 0, 0] });

function signersOf(signers: readonly string[], { frame, qr, hasSeal }: Surroundings): object {
  const lines = { width: '*', stack: signers.map(signer) };
  const columns = hasSeal ? [lines] : [lines, { width: trackingWidth, ...tracking(frame, qr) }];
  return { columns, columnGap: 12, unbreakable: true, margin: [0, 10, 0, 6] };
}

function seal(signers: readonly string[], { frame, qr }: Surroundings): object {
  const lines = [
    { text: runs(frame.office), alignment: 'center' },
    { text: runs(frame.issuedOn), alignment: 'center', margin: [0, 4, 0, 0] },
    { text: runs(frame.seal), alignment: 'center', fontSize: smallSize, color: '#777777', margin: [0, 4, 0, 0] },
  ];
  return {
    unbreakable: true,
    stack: [
      ...signers.map(signer),
      {
        margin: [0, 12, 0, 0],
        columns: [
          { width: '*', ...tracking(frame, qr) },
          { width: 230, stack: lines, margin: [0, sealRoom / 2 - 32, 0, sealRoom / 2 - 50] },
        ],
      },
    ],
  };
}

function turnsOf(turns: readonly (readonly [string, string])[], colon: string): object {
  return {
    stack: turns.map(([speaker, text]) => ({
      text: [...runs(speaker).map((run) => ({ ...run, bold: true })), ...runs(colon + text)],
      fontSize: formSize,
      margin: [0, 0, 0, 4],
    })),
  };
}

const writingLines = (lines: number): object => ({
  stack: Array.from({ length: lines }, () => ({
    canvas: [{ type: 'line', x1: 0, y1: writingHeight, x2: textWidth, y2: writingHeight, lineWidth: 0.5 }],
  })),
});

function pieceIn(piece: PaperPiece, around: Surroundings): object {
  switch (piece.type) {
    case 'salutation':
      return { text: runs(piece.text), margin: [0, 0, 0, 2] };
    case 'paragraph':
      return {
        text: runs(piece.text),
        leadingIndent: around.indent,
        // Beside a line to write on, stretching would tear the words of a short line apart.
        alignment: piece.text.includes('____') ? 'left' : 'justify',
        margin: [0, 0, 0, 2],
      };
    case 'right':
      return {
        text: runs(piece.text),
        fontSize: formSize,
        lineHeight: 1.1,
        leadingIndent: (around.indent * formSize) / bodySize,
        alignment: 'justify',
        margin: [0, 0, 0, 2],
      };
    case 'heading':
      return {
        text: runs(piece.text),
        bold: true,
        leadingIndent: around.indent,
        margin: [0, 5, 0, 2],
      };
    case 'note':
      return { text: runs(piece.text), fontSize: smallSize, margin: [0, 2, 0, 2] };
    case 'fields':
      return fields(piece.rows);
    case 'grid':
      return grid(piece);
    case 'dialogue':
      return turnsOf(piece.turns, around.frame.colon);
    case 'ruled':
      return writingLines(piece.lines);
    case 'seal':
      return seal(piece.signers, around);
    case 'signers':
      return signersOf(piece.signers, around);
  }
}

/** Sets the pieces; what belongs together stands on one page. */
export function setPieces(pieces: readonly PaperPiece[], around: Surroundings): object[] {
  const set: object[] = [];
  for (const [at, piece] of pieces.entries()) {
    const [before, next] = [pieces[at - 1], pieces[at + 1]];
    // A break asked for inside of what is unbreakable would swallow it: only a heading that stands by itself may ask.
    const isAlone = piece.type === 'heading' && (next === undefined || !isKeptWithNext(piece, next));
    const node = { ...pieceIn(piece, around), ...(isAlone ? { headlineLevel: 1 } : {}) };
    const above = before !== undefined && isKeptWithNext(before, piece) ? set.pop() : undefined;
    set.push(above === undefined ? node : { unbreakable: true, stack: [above, node] });
  }
  return set;
}

interface Placed {
  readonly headlineLevel?: number;
  /** From 0, the head of the text, to 1, its foot. */
  readonly startPosition: { readonly verticalRatio: number };
}

// Below this, a heading has no room for the head of a table and its first row.
const lowestHeading = 0.82;

/** True for a heading so low on its page that the table under it would begin on the next. */
export const isTooLow = ({ headlineLevel, startPosition }: Placed): boolean =>
  headlineLevel === 1 && startPosition.verticalRatio > lowestHeading;
