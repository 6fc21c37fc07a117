import { useMessages } from '#web/i18n/messages.ts';
import classes from './procedures.module.css';
import { words } from './words.ts';

/** "Mẫu, chưa phải danh mục của tỉnh": wherever sample data is shown; one word in a dense table. */
export function Sample({ short = false }: { readonly short?: boolean }) {
  const m = useMessages(words);
  return short ? (
    <span className={classes.sampleShort} title={m.sample}>
      {m.sampleShort}
    </span>
  ) : (
    <p className={classes.sample}>{m.sample}</p>
  );
}
