import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { showToast, showUndo } from '#web/components/Toasts.tsx';
import type { ActionInput } from '../action-schema.ts';
import type { DossierDetail } from '../detail-schema.ts';

export const keyOf = (id: string) => ['dossiers', 'one', id] as const;

export function useDossier(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => getJson<DossierDetail>(`/api/dossiers/${id}`, { signal }),
  });
}

/** What is asked: the action with its fields; the version is that of the dossier on the screen. */
export type Asked = Omit<ActionInput, 'version'>;

interface Act {
  readonly asked: Asked;
  /** What is told when it is done. */
  readonly said: string;
}

interface Options {
  /** The dossier as it stands after the act. */
  readonly onDone?: ((next: DossierDetail) => void) | undefined;
  /** It was taken back: whoever has moved on can come back to it. */
  readonly onUndone?: ((next: DossierDetail) => void) | undefined;
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 409;

/**
 * Acts on a dossier. The answer is the dossier as it then stands. What the server lets be taken back is offered for
 * ten seconds. When somebody else was quicker (409) the dossier is read anew and the error says who did what.
 */
export function useAct(
  dossier: Pick<DossierDetail, 'id' | 'version'> & Partial<Pick<DossierDetail, 'part' | 'parts'>>,
  { onDone, onUndone }: Options = {},
) {
  const client = useQueryClient();
  const refresh = () => {
    for (const part of ['list', 'counts', 'apologies', 'integrity', 'forecasts'])
      void client.invalidateQueries({ queryKey: ['dossiers', part] });
    void client.invalidateQueries({ queryKey: ['reminders'] });
  };
  const send = (version: number, asked: Asked) =>
    postJson<DossierDetail>(`/api/dossiers/${dossier.id}/actions`, { ...asked, version });
  const undo = async (done: DossierDetail) => {
    const back = await send(done.version, { action: 'undo' });
    client.setQueryData(keyOf(dossier.id), back);
    refresh();
    onUndone?.(back);
  };
  return useMutation({
    // Side by side the part on the screen is the one that is meant, whoever else has moved meanwhile.
    mutationFn: ({ asked }: Act) =>
      send(dossier.version, dossier.parts?.length ? { part: dossier.part, ...asked } : asked),
    onSuccess: (next, { said }) => {
      client.setQueryData(keyOf(dossier.id), next);
      void client.invalidateQueries({ queryKey: ['dossiers', 'days-off', dossier.id] });
      if (next.undoUntil) showUndo(said, () => undo(next));
      else showToast(said);
      refresh();
      onDone?.(next);
    },
    // The refusal is told once the dossier has been read anew: whoever presses again then acts on what is there.
    onError: async (error) => {
      if (!isStale(error)) return;
      refresh();
      await client.invalidateQueries({ queryKey: keyOf(dossier.id) });
    },
  });
}
