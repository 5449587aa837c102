import { Copy, Download, KeyRound } from 'lucide-react';
import type { UploadedTrack } from '@/shared/api/types';
import { copyText } from '@/shared/share/copyText';
import { Button } from '@/shared/ui/Button';
import { manageLink, saveManageLink } from './saveManageLink';
import styles from './ManageLink.module.css';

/** The one key to a track: there is no account that could give it out again. */
export function ManageLink({ uploaded }: { readonly uploaded: UploadedTrack }) {
  const link = manageLink(uploaded);
  return (
    <section className={styles['box']} aria-label="Manage link">
      <p>
        <KeyRound size={18} aria-hidden />
        <span>
          <strong>Keep this link.</strong> With it, and only with it, you can correct or remove the
          track. It is shown once.
        </span>
      </p>
      <input
        type="text"
        readOnly
        aria-label="Manage link"
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <div>
        <Button onClick={() => void copyText(link, 'Manage link copied.')}>
          <Copy size={16} aria-hidden /> Copy
        </Button>
        <Button onClick={() => saveManageLink(uploaded)}>
          <Download size={16} aria-hidden /> Save as a file
        </Button>
      </div>
    </section>
  );
}
