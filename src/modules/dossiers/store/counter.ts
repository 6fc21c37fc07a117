import { sql } from 'kysely';

/** `awaitsAnswer` of the domain, for a row: submitted over the network and looked at by nobody. */
export const AWAITS_ANSWER = sql<boolean>`(state = 'submitted' and channel = 'online')`;
export const AWAITS_NO_ANSWER = sql<boolean>`not (state = 'submitted' and channel = 'online')`;
