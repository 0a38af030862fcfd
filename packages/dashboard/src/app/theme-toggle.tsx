import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '../components/button.tsx';
import { chooseTheme, theme } from './theme.ts';

/** Light or dark. */
export const ThemeToggle = () => {
  const shown = useSyncExternalStore(theme.subscribe, theme.get);
  const other = shown === 'dark' ? 'light' : 'dark';
  return (
    <Button look="ghost" iconOnly icon={other === 'dark' ? Moon : Sun} onClick={() => chooseTheme(other)}>
      {`Switch to ${other}`}
    </Button>
  );
};
