const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML, in elements and in quoted attributes; control characters are blanked. */
export const escaped = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ').replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

/** Words in lines of about `most` characters; what is too long for the last line ends with an ellipsis. */
export const wrapped = (text: string, most: number, lines: number): readonly string[] => {
  const made: string[] = [];
  for (const word of text.split(' ')) {
    const line = made.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) made[made.length - 1] = `${line} ${word}`;
    else made.push(word);
  }
  return made.length <= lines
    ? made
    : [
        ...made.slice(0, lines - 1),
        `${made
          .slice(lines - 1)
          .join(' ')
          .slice(0, most - 1)}…`,
      ];
};
