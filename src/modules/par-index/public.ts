/** What main may call. */
export { parIndexJobs } from './background.ts';
export { seedParDemo } from './demo.ts';
