import { useEffect, useState } from 'react';
import type { Analysis, AnalysisInput } from './analysis.ts';
import type { AnalysisRequest } from './analysis.worker.ts';

export type AnalysisState =
  | { readonly state: 'running' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly analysis: Analysis };

/** Reckons the analysis of a ranking beside the page, so that nothing on it waits. */
export function useAnalysis(input: AnalysisInput | undefined, seed: number): AnalysisState {
  const [result, setResult] = useState<AnalysisState>({ state: 'running' });
  useEffect(() => {
    if (!input) return undefined;
    const worker = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Analysis>) =>
      setResult({ state: 'ready', analysis: data }),
    );
    worker.addEventListener('error', () => setResult({ state: 'failed' }));
    const { leaves, units, points, deviations } = input;
    const request: AnalysisRequest = { input: { leaves, units, points, deviations }, seed };
    worker.postMessage(request);
    return () => worker.terminate();
  }, [input, seed]);
  return result;
}
