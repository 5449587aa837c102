import { useStore } from '../state/useStore';
import { toasts } from './toasts';
import styles from './Toasts.module.css';

export function Toasts() {
  const shown = useStore(toasts, (entries) => entries);
  return (
    <div className={styles['toasts']} role="status">
      {shown.map((entry) => (
        <p key={entry.id}>{entry.text}</p>
      ))}
    </div>
  );
}
