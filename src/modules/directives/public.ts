/** What the modules after this one, and main, may call. */
export { directivesJobs } from './background.ts';
export { seedDirectivesDemo } from './demo.ts';
export { seedDirectivesReminders } from './extension-duties.ts';
export { publishDirectivesMeasures } from './measures.ts';
export { openRecurringPeriods } from './periods.ts';
export { issueDocument } from './service-issue.ts';
