import { useMantineColorScheme } from '@mantine/core';
import { Icon } from '../components/Icon.tsx';
import { setLanguage, useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import classes from './Preferences.module.css';
import { words } from './words.ts';

/** The two switches that belong to the person and not to the work: language and light or dark. */
export function Preferences() {
  const m = useMessages(words);
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <div className={classes.row}>
      <button
        type="button"
        className={classes.switch}
        lang={language === 'vi' ? 'en' : 'vi'}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        <Icon name="globe" size={16} />
        {m.language}
      </button>
      <button type="button" className={classes.switch} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
        <Icon name={isDark ? 'sun' : 'moon'} size={16} />
        {isDark ? m.light : m.dark}
      </button>
    </div>
  );
}
