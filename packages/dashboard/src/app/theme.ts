import { keep } from '../api/kept-text.ts';
import { observed } from '../api/observed.ts';

export type Theme = 'light' | 'dark';

const item = 'audit.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const chosen = (): Theme | undefined => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
};

/** The theme that is shown: the chosen one, which `index.html` sets before anything is drawn, else that of the system. */
export const theme = observed<Theme>(chosen() ?? (dark.matches ? 'dark' : 'light'));

dark.addEventListener('change', ({ matches }) => {
  if (chosen() === undefined) theme.set(matches ? 'dark' : 'light');
});

/** Chooses a theme, for the next visits too. */
export const chooseTheme = (next: Theme): void => {
  document.documentElement.dataset['theme'] = next;
  theme.set(next);
  keep('localStorage', item, next);
};
