import { ChevronDown, ChevronUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '@/shared/state/useStore';
import { Artwork } from '@/shared/ui/Artwork';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { IconButton } from '@/shared/ui/IconButton';
import type { QueueItem } from '../model/queue';
import { player } from '../player';
import styles from './QueueSheet.module.css';

/** Dragged from here, and not a text or file from elsewhere. */
const place = 'application/x-queue-place';

/** As many as anybody looks through; the rest of the queue plays all the same. */
const shownAtOnce = 100;

export function QueueSheet({ onClose }: { readonly onClose: () => void }) {
  const { items, current } = useStore(player.state, (state) => state.queue);
  const [shown, setShown] = useState(shownAtOnce);
  const upcoming = items.slice(current + 1);
  const playing = items[current];
  return (
    <Dialog title="Queue" side onClose={onClose}>
      {playing && (
        <>
          <h3 className={styles['heading']}>Now</h3>
          <Words item={playing} />
        </>
      )}
      <h3 className={styles['heading']}>Next</h3>
      {upcoming.length === 0 && <p className={styles['empty']}>Nothing follows.</p>}
      <ol>
        {upcoming.slice(0, shown).map((item, offset) => (
          <Row
            key={item.key}
            item={item}
            index={current + 1 + offset}
            count={items.length}
            isNext={offset === 0}
          />
        ))}
      </ol>
      {upcoming.length > shown && (
        <Button onClick={() => setShown(shown + shownAtOnce)}>Show more</Button>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly item: QueueItem;
  readonly index: number;
  readonly count: number;
  readonly isNext: boolean;
}

function Row({ item, index, count, isNext }: RowProps) {
  const { title } = item.track;
  const move = (from: number, to: number): void => player.send({ type: 'move', from, to });
  return (
    // Dragging is a shortcut of the mouse; the buttons do the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles['row']}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(place, String(index))}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(place)) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        move(Number(event.dataTransfer.getData(place)), index);
      }}
    >
      <button
        type="button"
        className={styles['jump']}
        aria-label={`Play ${title} now`}
        onClick={() => player.send({ type: 'skipTo', key: item.key })}
      >
        <Words item={item} />
      </button>
      <IconButton
        icon={ChevronUp}
        label={`Move ${title} up`}
        size={18}
        disabled={isNext}
        onClick={() => move(index, index - 1)}
      />
      <IconButton
        icon={ChevronDown}
        label={`Move ${title} down`}
        size={18}
        disabled={index === count - 1}
        onClick={() => move(index, index + 1)}
      />
      <IconButton
        icon={Trash2}
        label={`Remove ${title} from the queue`}
        size={18}
        onClick={() => player.send({ type: 'remove', key: item.key })}
      />
    </li>
  );
}

function Words({ item }: { readonly item: QueueItem }) {
  return (
    <span className={styles['words']}>
      <Artwork url={item.track.artwork_small_url} seed={item.track.title} />
      <span>
        <span className={styles['title']}>{item.track.title}</span>
        <span className={styles['artist']}>{item.track.artist}</span>
      </span>
    </span>
  );
}
