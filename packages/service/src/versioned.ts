import { type ObjectLiteral } from 'typeorm';

/** A row that changes count by count: `version` rises by one with each change. */
export interface Versioned extends ObjectLiteral {
  readonly id: string | number;
  readonly version: number;
}
