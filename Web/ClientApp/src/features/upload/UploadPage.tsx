import { useEffect } from 'react';
import { useStore } from '@/shared/state/useStore';
import { Button } from '@/shared/ui/Button';
import { DropZone } from './DropZone';
import { followConversions } from './followConversions';
import { canStart, startAll } from './transfers';
import { UploadCard } from './UploadCard';
import { uploads } from './uploads';
import styles from './UploadPage.module.css';

export function UploadPage() {
  const all = useStore(uploads, (state) => state);
  const startable = all.filter(canStart).length;
  useEffect(followConversions, []);
  useWarningBeforeLeaving(all.some((upload) => upload.progress.name === 'sending'));
  return (
    <div className={styles['page']}>
      <header>
        <h1>Upload</h1>
        <p className={styles['lead']}>
          MP3, FLAC or WAV. It can be heard by everyone as soon as it is ready, and only you can
          remove it again.
        </p>
      </header>
      <DropZone />
      {all.length > 0 && (
        <ul className={styles['list']} aria-label="Your files">
          {all.map((upload) => (
            <li key={upload.id}>
              <UploadCard upload={upload} />
            </li>
          ))}
        </ul>
      )}
      {startable > 1 && (
        <Button kind="primary" onClick={startAll}>
          Upload all {startable}
        </Button>
      )}
    </div>
  );
}

function useWarningBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isNeeded]);
}
