import html from 'virtual:document/privacy';
import { DocumentPage } from './DocumentPage';

export function PrivacyPage() {
  return <DocumentPage html={html} />;
}
