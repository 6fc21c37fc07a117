import { createContext } from 'react';

/** Fields of the policy that are to be mended: a step that holds one shows its fields. */
export const WrongFields = createContext<readonly string[]>([]);
