import { Icon } from '#web/components/Icon.tsx';
import { formatBytes } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import type { ReportView } from '../schema.ts';
import classes from './task.module.css';

/** Files that came with a report or a request, each to be taken down; nothing where there are none. */
export function FileLinks({ taskId, files }: { taskId: string; files: ReportView['files'] }) {
  const language = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul className={classes.fileList}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/tasks/${taskId}/files/${file.id}`} download={file.name} className={classes.fileLink}>
            <Icon name="download" size={16} />
            <span className={classes.fileName}>{file.name}</span>
          </a>
          <span className={classes.small}>{formatBytes(file.size, language)}</span>
        </li>
      ))}
    </ul>
  );
}
