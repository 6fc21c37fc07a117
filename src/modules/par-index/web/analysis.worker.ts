import { analyse, type Analysis, type AnalysisInput } from './analysis.ts';

/** What the page asks the worker for. */
export interface AnalysisRequest {
  readonly input: AnalysisInput;
  readonly seed: number;
}

const page = globalThis as unknown as { postMessage(message: Analysis): void };

addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  page.postMessage(analyse(data.input, data.seed, () => performance.now()));
});
