import styles from './TextField.module.css';

/** The services take no longer names. */
const longest = 255;

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A name that must be given. */
export function TextField({ label, value, onChange }: TextFieldProps) {
  return (
    <label className={styles['field']}>
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
