// An artifact's type and what a file holds, in a word for people; commands and searches take the English one.
import { type ArtifactType } from './artifact.ts'
import { t } from './language/translate.ts'

export const typeWords: Record<ArtifactType, string> = { diff: t('diff'), log: t('log'), test: t('test'), file: t('file') }
