import { TextField } from '@/shared/ui/TextField';
import type { Upload } from './uploads';
import { changeUpload } from './uploads';
import styles from './UploadCard.module.css';

export function TrackFields({ upload }: { readonly upload: Upload }) {
  const set = (field: 'artist' | 'title') => (text: string) =>
    changeUpload(upload.id, (known) => ({ ...known, [field]: text, isEdited: true }));
  return (
    <div className={styles['fields']}>
      <TextField label="Title" value={upload.title} onChange={set('title')} />
      <TextField label="Artist" value={upload.artist} onChange={set('artist')} />
    </div>
  );
}
