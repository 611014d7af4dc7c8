/** Gives each heading an id that is readable in an address and unique within its document. */
export function headingIds(): (title: string) => string {
  const taken = new Set<string>(['top']);
  return (title) => {
    const words =
      title
        .normalize('NFC')
        .toLowerCase()
        .match(/[\p{L}\p{N}_]+/gu)
        ?.join('-')
        .slice(0, 80) || 'section';
    let id = words;
    for (let n = 2; taken.has(id); n++) id = `${words}-${n}`;
    taken.add(id);
    return id;
  };
}
