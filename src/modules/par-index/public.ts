/** What main may call. */
export { parIndexJobs } from './background.ts';
