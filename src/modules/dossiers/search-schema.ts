import { z } from 'zod';
import { WAYS } from './domain/search-query.ts';

/** How what was searched for was read, null when nothing was found; then names that would find something. */
export const SearchedAs = z.object({ way: z.enum(WAYS).nullable(), suggestions: z.array(z.string()) });
export type SearchedAs = z.infer<typeof SearchedAs>;
