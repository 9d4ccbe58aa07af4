/** What an office's name ends in; the words before it begin the numbers of its papers. */
const ending = /(?:信访局|人民政府|委员会|办公室|局)$/u;

/** The office in whose name a paper is given. */
export function officeOf({ id, name }: { id: number; name: string }) {
  const shortName = name.replace(ending, '');
  return { unitId: id, name, shortName: shortName === '' ? name : shortName };
}
