import { FileAudio } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/shared/ui/Button';
import { addFiles } from './addFiles';
import styles from './DropZone.module.css';

const accepted = '.mp3,.flac,.wav,audio/mpeg,audio/flac,audio/wav';

/** Files can be dropped anywhere on the page, or picked. */
export function DropZone() {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useFileDrop();
  return (
    <div className={styles['zone']} data-over={isOver}>
      <FileAudio size={36} aria-hidden />
      <p className={styles['words']}>{isOver ? 'Let go to add' : 'Drop audio files here'}</p>
      <Button kind="primary" onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        aria-label="Audio files"
        tabIndex={-1}
        accept={accepted}
        multiple
        onChange={(event) => {
          addFiles(event.target.files ?? []);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function useFileDrop(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', handle: (event: DragEvent) => void) =>
      document.addEventListener(name, handle, { signal: controller.signal });
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      addFiles(event.dataTransfer.files);
    });
    return () => controller.abort();
  }, []);
  return isOver;
}
