import html from 'virtual:document/methodology';
import { DocumentPage } from './DocumentPage';

export function MethodologyPage() {
  return <DocumentPage html={html} />;
}
