import styles from './DocumentPage.module.css';

/** A page of the repository's documentation, turned into HTML when the client was built. */
export function DocumentPage({ html }: { readonly html: string }) {
  return <article className={styles['document']} dangerouslySetInnerHTML={{ __html: html }} />;
}
