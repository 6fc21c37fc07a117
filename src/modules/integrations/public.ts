/** What main may call. */
export { authenticateApplication } from './authenticate.ts';
