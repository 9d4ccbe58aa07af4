import { civilDate, defaultCalendar, dueOf, handlingStartsAt, shanghaiDayOf } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';

const calendar = defaultCalendar();

export interface HandlingPeriod {
  readonly startedAt: Date;
  /** Last lawful day, Asia/Shanghai. */
  readonly dueOn: string;
}

/**
 * R23, R34: the handling period runs from the acceptance; where the notice came after its last lawful day (TL-03 for what was handed
 * over, TL-02 for what the unit received itself), from that day.
 */
export function handlingPeriod(
  file: Pick<HandlingFile, 'senderUnit' | 'receivedAt'>,
  acceptedAt: Date,
): HandlingPeriod {
  const rule = file.senderUnit === null ? 'TL-02' : 'TL-03';
  const notice = dueOf({ rule, startedAt: file.receivedAt, calendar }).legal;
  const startedAt = new Date(handlingStartsAt(acceptedAt, notice));
  return { startedAt, dueOn: dueOf({ rule: 'TL-06', startedAt, calendar }).legal.on };
}

/** The calendar day of an instant in Shanghai. */
export function dayOf(at: Date): string {
  return civilDate(shanghaiDayOf(at));
}
