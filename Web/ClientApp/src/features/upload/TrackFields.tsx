import type { Upload } from './uploads';
import { changeUpload } from './uploads';
import styles from './UploadCard.module.css';

const longest = 255;

export function TrackFields({ upload }: { readonly upload: Upload }) {
  const set = (field: 'artist' | 'title') => (text: string) =>
    changeUpload(upload.id, (known) => ({ ...known, [field]: text, isEdited: true }));
  return (
    <div className={styles['fields']}>
      <Field label="Title" value={upload.title} onChange={set('title')} />
      <Field label="Artist" value={upload.artist} onChange={set('artist')} />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Field({ label, value, onChange }: FieldProps) {
  return (
    <label>
      {label}
      <input
        type="text"
        required
        maxLength={longest}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
