import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { TrackSort } from '@/shared/api/listTracks';
import { useStore } from '@/shared/state/useStore';
import { library, loadLibrary } from './library';
import styles from './LibraryTools.module.css';

const typingPauseMs = 180;

/** Search as you type, and the order. */
export function LibraryTools() {
  const { search, sort } = useStore(library, (state) => state);
  const [typed, setTyped] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [lastSearch, setLastSearch] = useState(search);
  if (search !== lastSearch) {
    setLastSearch(search);
    if (search !== typed.trim()) setTyped(search);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const onType = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void loadLibrary(text.trim(), sort), typingPauseMs);
  };
  return (
    <search className={styles['tools']}>
      <label className={styles['search']}>
        <Search size={18} aria-hidden />
        <span className="visually-hidden">Search tracks</span>
        <input
          type="search"
          name="search"
          placeholder="Search title or artist"
          autoComplete="off"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      </label>
      <label>
        <span className="visually-hidden">Order</span>
        <select
          className={styles['order']}
          value={sort}
          onChange={(event) => void loadLibrary(search, event.target.value as TrackSort)}
        >
          <option value="usual">{search === '' ? 'Newest first' : 'Best match'}</option>
          <option value="title">By title</option>
          <option value="plays">Most played</option>
        </select>
      </label>
    </search>
  );
}
