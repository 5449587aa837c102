import { formatBytes } from '@/shared/format/formatBytes';
import { ManageLink } from './ManageLink';
import { TrackFields } from './TrackFields';
import { UploadStatus } from './UploadStatus';
import type { Upload } from './uploads';
import { uploadedOf } from './uploads';
import styles from './UploadCard.module.css';

export function UploadCard({ upload }: { readonly upload: Upload }) {
  const { name } = upload.progress;
  const uploaded = uploadedOf(upload.progress);
  const canEdit = name === 'editing' || name === 'failed';
  return (
    <article className={styles['card']} aria-label={upload.title || upload.file.name}>
      {canEdit ? (
        <TrackFields upload={upload} />
      ) : (
        <p className={styles['name']}>
          <strong>{upload.title}</strong> {upload.artist}
        </p>
      )}
      <p className={styles['file']}>
        {upload.file.name}, {formatBytes(upload.file.size)}
      </p>
      <UploadStatus upload={upload} />
      {uploaded && <ManageLink uploaded={uploaded} />}
    </article>
  );
}
