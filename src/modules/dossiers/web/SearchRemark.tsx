import { useMessages } from '#web/i18n/messages.ts';
import type { SearchedAs } from '../search-schema.ts';
import classes from './queue.module.css';
import { searchWords } from './search-words.ts';

/** What was found is not what was typed: said above the list, read aloud when it comes. */
export function SearchRemark({ search }: { readonly search: SearchedAs | null | undefined }) {
  const m = useMessages(searchWords);
  const way = search?.way;
  const isOther = way === 'slip' || way === 'code-slip' || way === 'words' || way === 'procedure';
  return <output className={classes.remark}>{isOther ? m[way] : ''}</output>;
}
