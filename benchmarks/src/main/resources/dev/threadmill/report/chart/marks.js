// The marks, by name, that draw rows of the given tables rather than a line of reference.
function marksOf(tables, group, known) {
  const fromTable = new Map(known);
  for (const {name, source} of group.data ?? []) {
    fromTable.set(name, tables.includes(name) || [source ?? []].flat().some(s => fromTable.get(s)));
  }
  const names = [];
  for (const mark of group.marks ?? []) {
    const from = mark.from ?? {};
    if (mark.type === 'group') {
      if (from.facet) fromTable.set(from.facet.name, fromTable.get(from.facet.data));
      names.push(...marksOf(tables, mark, fromTable));
    } else if (fromTable.get(from.data)) {
      names.push(mark.name);
    }
  }
  return names;
}

function countItems(names, item) {
  let count = item.marktype !== 'group' && names.includes(item.name) ? item.items.length : 0;
  for (const child of item.items ?? []) {
    if (child.items) count += countItems(names, child);
  }
  return count;
}
