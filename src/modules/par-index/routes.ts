import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { analysisRoutes } from './routes-analysis.ts';
import { commentOutputRoutes } from './routes-comment-outputs.ts';
import { commentRoutes } from './routes-comments.ts';
import { difficultyRoutes } from './routes-difficulties.ts';
import { dateRoutes } from './routes-dates.ts';
import { evidenceRoutes } from './routes-evidence.ts';
import { exportRoutes } from './routes-exports.ts';
import { proposalRoutes } from './routes-proposals.ts';
import { outlookRoutes } from './routes-outlook.ts';
import { roundRoutes } from './routes-rounds.ts';
import { seriesRoutes } from './routes-series.ts';
import { setFileRoutes } from './routes-set-files.ts';
import { setRoutes } from './routes-sets.ts';
import { surveyRoutes } from './routes-survey.ts';
import { sheetRoutes } from './routes-sheets.ts';

/** @param province read as a visitor for what is published */
export function parIndexRoutes(app: App, province: Province): void {
  setRoutes(app);
  setFileRoutes(app);
  seriesRoutes(app);
  roundRoutes(app, province);
  dateRoutes(app);
  surveyRoutes(app);
  sheetRoutes(app);
  evidenceRoutes(app);
  difficultyRoutes(app);
  outlookRoutes(app);
  exportRoutes(app);
  commentRoutes(app);
  commentOutputRoutes(app);
  proposalRoutes(app);
  analysisRoutes(app);
}
