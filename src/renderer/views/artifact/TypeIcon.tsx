import { FileDiff, FileText, FlaskConical, Image, ScrollText } from 'lucide-react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import styles from './TypeIcon.module.css'

const icons = { diff: FileDiff, log: ScrollText, test: FlaskConical, file: FileText, image: Image }

export function TypeIcon({ artifact: { record, facts } }: { artifact: Artifact }) {
  const Icon = icons[facts?.type === 'file' && facts.content === 'image' ? 'image' : record.type]
  return <Icon aria-hidden className={styles['icon']} />
}
