import { Button } from '@mantine/core';
import { useState } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FormActions } from '#web/components/Form.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ChangePreview } from '../schema.ts';
import type { Kind } from './change-draft.ts';
import { changeWords } from './change-words.ts';
import classes from './org.module.css';

interface PreviewSheetProps {
  readonly kind: Kind;
  readonly preview: ChangePreview | undefined;
  /** The form was changed since. */
  readonly isStale: boolean;
  readonly onConfirm: () => Promise<void>;
}

/** What a change will do, found by trying it on the server; confirmed here and nowhere else. */
export function PreviewSheet({ kind, preview, isStale, onConfirm }: PreviewSheetProps) {
  const m = useMessages(changeWords);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Sheet title={m.previewTitle}>
      <div className={classes.preview} aria-live="polite">
        {!preview && <p className={classes.quiet}>{m.previewEmpty}</p>}
        {preview && <Effects preview={preview} />}
        {preview && isStale && <p className={classes.warn}>{m.stale}</p>}
        {error !== undefined && <ErrorBox error={error} />}
        {preview && !isStale && (
          <FormActions>
            <Button onClick={() => void confirm()} loading={busy}>
              <ConfirmLabel kind={kind} preview={preview} />
            </Button>
          </FormActions>
        )}
      </div>
    </Sheet>
  );
}

function ConfirmLabel({ kind, preview }: { readonly kind: Kind; readonly preview: ChangePreview }) {
  const m = useMessages(changeWords);
  switch (kind) {
    case 'merge':
      return m.confirmMerge(preview.ending.length);
    case 'split':
      return m.confirmSplit(preview.heirs.length);
    case 'rename':
      return m.confirmRename;
    case 'move':
      return m.confirmMove;
    case 'add':
      return m.confirmAdd;
    case 'end':
      return m.confirmEnd;
  }
}

function Effects({ preview }: { readonly preview: ChangePreview }) {
  const m = useMessages(changeWords);
  const day = formatDay(preview.effectiveOn);
  const people = preview.posts.reduce((sum, post) => sum + post.holders.length, 0);
  return (
    <>
      <p className={classes.when}>{preview.appliesNow ? m.nowText(day) : m.laterText(day)}</p>
      <Part title={m.endingList} items={preview.ending.map((one) => one.name)} />
      <Part
        title={m.heirList}
        items={preview.heirs.map((one) => (one.isNew ? `${one.name} (${m.isNew})` : one.name))}
      />
      <Part title={m.childList} items={preview.children.map((one) => one.name)} />
      {preview.posts.length > 0 && (
        <div>
          <h3>{m.postsGo}</h3>
          <p>{m.postList(preview.posts.length, people)}</p>
          <ul>
            {preview.posts.map((post, index) => (
              <li key={`${post.agencyName} ${post.title} ${index}`}>
                {post.title}, {post.agencyName}
                {post.holders.length > 0 && <span className={classes.quiet}> · {post.holders.join(', ')}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {preview.ending.length > 0 && (
        <div>
          <h3>{m.workList}</h3>
          {preview.work.length === 0 ? (
            <p className={classes.quiet}>{m.workNone}</p>
          ) : (
            <ul>
              {preview.work.map((one) => (
                <li key={one.label}>
                  {one.label}: <strong>{one.count}</strong>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <Part title={m.replaceList} items={preview.replaces} />
    </>
  );
}

function Part({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
