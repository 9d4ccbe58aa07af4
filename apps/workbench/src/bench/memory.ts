import { readFileSync } from 'node:fs';

/** Resident memory of a process in MiB, as Linux counts it. */
export function residentMiB(pid: number): number {
  return statusMiB(pid, 'VmRSS');
}

/** The highest that it ever was. */
export function peakResidentMiB(pid: number): number {
  return statusMiB(pid, 'VmHWM');
}

function statusMiB(pid: number, field: string): number {
  const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`process ${pid} has no resident memory`);
  return Math.round(Number(kib) / 1024);
}
