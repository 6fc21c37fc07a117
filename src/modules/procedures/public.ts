/** What other modules may call. Everything here runs in the caller's transaction. */
export {
  addProcedure,
  addProcedureVersion,
  getProcedureVersion,
  procedureOn,
  type ProcedureSearch,
  searchProcedures,
} from './catalogue.ts';
export { SAMPLE_LABEL, seedProcedures } from './seed.ts';
export { addPublishedWorkflow, getWorkflowVersion, publishedWorkflow, workflowOn } from './workflows.ts';
