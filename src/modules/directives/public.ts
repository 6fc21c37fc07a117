/** What the modules after this one, and main, may call. */
export { directivesJobs } from './background.ts';
export { openRecurringPeriods } from './periods.ts';
export {
  assignOfficer,
  confirmResult,
  noteProgress,
  receiveTask,
  reportResult,
  returnReport,
  type Target,
} from './service-actions.ts';
export { issueDocument } from './service-issue.ts';
export { getTask, listTasks } from './service-read.ts';
