import { Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog } from '@/shared/ui/Dialog';
import { IconButton } from '@/shared/ui/IconButton';
import { currentTrack } from '../model/state';
import { player } from '../player';
import { commands } from './commands';
import { findCommand } from './findCommand';
import styles from './Shortcuts.module.css';

/** Listens to the keyboard; "?" or the button shows what it understands. */
export function Shortcuts() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = findCommand(event);
      const isModal = document.querySelector('dialog[open]') !== null;
      if (isModal) return;
      if (command !== null) {
        const needsTrack = command.name !== 'Search';
        if (needsTrack && currentTrack(player.state.get()) === null) return;
        event.preventDefault();
        command.run(player.send, event, player.state.get());
      } else if (event.key === '?' && !isInText(event)) setHelpOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <IconButton
        className={styles['button']}
        icon={Keyboard}
        label="Keyboard shortcuts"
        onClick={() => setHelpOpen(true)}
      />
      {isHelpOpen && (
        <Dialog title="Keyboard shortcuts" onClose={() => setHelpOpen(false)}>
          <dl className={styles['list']}>
            {commands.map((command) => (
              <div key={command.name}>
                <dt>{command.name}</dt>
                <dd>
                  <kbd>{command.keys}</kbd>
                </dd>
              </div>
            ))}
            <div>
              <dt>This help</dt>
              <dd>
                <kbd>?</kbd>
              </dd>
            </div>
          </dl>
        </Dialog>
      )}
    </>
  );
}

function isInText(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('input, textarea') !== null;
}
