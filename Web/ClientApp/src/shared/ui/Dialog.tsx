import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { IconButton } from './IconButton';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly side?: boolean;
}

/** A modal sheet; the browser keeps the focus in it and gives it back. */
export function Dialog({ title, onClose, children, side = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    // The backdrop is a mouse shortcut; Escape and the close button do the same.
    /* eslint-disable jsx-a11y/click-events-have-key-events --
       as the line above says */
    /* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */
    <dialog
      ref={dialog}
      className={side ? styles['side'] : styles['dialog']}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className={styles['content']}>
        <header className={styles['header']}>
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label="Close" onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
