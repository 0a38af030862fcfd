import type { Command } from 'commander';

interface Flag {
  readonly long: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}
interface Word {
  /** 'customers validate'. */
  readonly path: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly subcommands: readonly string[];
}
/** All words of the command line, by command. */
export type Vocabulary = readonly Word[];

const wordOf = (command: Command, path: string): Word => ({
  path,
  description: command.description(),
  flags: [
    ...command.options.flatMap((option) =>
      option.long === undefined || option.long === null
        ? []
        : [
            {
              long: option.long,
              description: option.description,
              takesValue: option.required || option.optional,
              choices: option.argChoices ?? [],
            },
          ],
    ),
    { long: '--help', description: 'show this help', takesValue: false, choices: [] },
  ],
  subcommands: [
    ...command.commands.map((sub) => sub.name()),
    ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  ],
});

/** The words of a program and its commands, read from their declarations. */
export const vocabularyOf = (program: Command): Vocabulary => {
  const walk = (command: Command, path: string): Word[] => [
    wordOf(command, path),
    ...command.commands.flatMap((sub) => walk(sub, path === '' ? sub.name() : `${path} ${sub.name()}`)),
  ];
  return walk(program, '');
};

const bash = (words: Vocabulary): string => `# bash completion of audit
_audit() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" part
  for part in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path\${path:+ }$part" in
      ${words
        .filter(({ path }) => path !== '')
        .map(({ path }) => `"${path}"`)
        .join('|')}) path="$path\${path:+ }$part" ;;
    esac
  done
  local known=""
  case "$path:$previous" in
${words.flatMap(({ path, flags }) => flags.filter(({ choices }) => choices.length > 0).map(({ long, choices }) => `    "${path}:${long}") known="${choices.join(' ')}" ;;`)).join('\n')}
    *)
      case "$path" in
${words.map(({ path, flags, subcommands }) => `        "${path}") known="${[...subcommands, ...flags.map(({ long }) => long)].join(' ')}" ;;`).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$known" -- "$word"))
}
complete -o default -F _audit audit
`;

const zsh = (words: Vocabulary): string => `#compdef audit
# zsh completion of audit: the words of bash's script, read by zsh's own reader of such scripts.
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`;

const fishText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const fishWord = ({ path, flags, subcommands }: Word, described: (path: string) => string): readonly string[] => {
  const names = path === '' ? [] : path.split(' ');
  const condition =
    names.length === 0 ? '__fish_use_subcommand' : names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
  return [
    ...subcommands.map(
      (name) =>
        `complete -c audit -n ${fishText(condition)} -a ${fishText(name)} -d ${fishText(described(path === '' ? name : `${path} ${name}`))}`,
    ),
    ...flags.map(({ long, description, takesValue, choices }) => {
      const value = choices.length > 0 ? ` -x -a ${fishText(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `complete -c audit -n ${fishText(condition)} -l ${long.slice(2)}${value} -d ${fishText(description)}`;
    }),
  ];
};

const fish = (words: Vocabulary): string => {
  const described = (path: string): string => words.find((word) => word.path === path)?.description ?? '';
  return `# fish completion of audit\n${words.flatMap((word) => fishWord(word, described)).join('\n')}\n`;
};

/** The script of each shell. */
export const completionScript: Readonly<Record<'bash' | 'zsh' | 'fish', (words: Vocabulary) => string>> = { bash, zsh, fish };
