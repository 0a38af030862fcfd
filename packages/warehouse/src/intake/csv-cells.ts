/** The cells of one record of CSV, their quotes taken out. For messages: the reader itself makes no texts of cells. */
export const csvCells = (record: string, delimiter: string): readonly string[] => {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < record.length; at++) {
    const letter = record[at] ?? '';
    if (quoted && letter === '"' && record[at + 1] === '"') {
      cell += letter;
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
};
