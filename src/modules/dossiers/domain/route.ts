import { firstStep, stepByKey, type WorkflowStep } from '#modules/procedures/domain/workflow.ts';

type Steps = { readonly steps: readonly WorkflowStep[] };

/** A way on from a step. `besides` begin at the same moment, each as a part of its own (`going.ts`). */
export interface Way {
  readonly step: WorkflowStep;
  /** The case an officer chooses it by. */
  readonly when: string | null;
  readonly besides: readonly WorkflowStep[];
}

/** Where the result is handed over: no work of deciding any more, so reaching it is "result ready". */
export function isReturnStep(step: WorkflowStep): boolean {
  return step.next.length === 0 && step.agency.kind === 'receiving';
}

/** The step a dossier stands at when it was received: the counter's own, if the workflow begins there. */
export function counterStep(workflow: Steps): WorkflowStep | undefined {
  const first = firstStep(workflow);
  return first && first.agency.kind === 'receiving' && !isReturnStep(first) ? first : undefined;
}

/** The ways on from a step, or into the workflow when the dossier stands at none of its steps. */
export function waysFrom(workflow: Steps, key: string | null): Way[] {
  const step = key === null ? undefined : stepByKey(workflow, key);
  if (!step) {
    const first = firstStep(workflow);
    return first ? [{ step: first, when: null, besides: [] }] : [];
  }
  const targets = step.next.flatMap(({ to, when }) => {
    const target = stepByKey(workflow, to);
    return target ? [{ step: target, when: when ?? null }] : [];
  });
  const [main, ...others] = targets.filter((one) => !isReturnStep(one.step));
  if (step.split === 'all' && main)
    return [{ step: main.step, when: main.when, besides: others.map((one) => one.step) }];
  return targets.filter((one) => !isReturnStep(one.step)).map((one) => ({ ...one, besides: [] }));
}

/** Whether the result may be ready after this step: nothing follows it, or a return does. */
export function canFinishAt(workflow: Steps, key: string | null): boolean {
  const step = key === null ? undefined : stepByKey(workflow, key);
  if (!step) return true;
  if (step.next.length === 0) return true;
  return step.next.some(({ to }) => {
    const target = stepByKey(workflow, to);
    return target !== undefined && isReturnStep(target);
  });
}
