// What a file's header says besides its path, in words.
import { listed, t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type DiffFile } from './diff-file.ts'

function modeName(mode: string): string {
  switch (mode) {
    case '100644':
      return t('file')
    case '100755':
      return t('executable file')
    case '120000':
      return t('symbolic link')
    case '160000':
      return t('submodule')
    default:
      return t('mode {mode}', { mode })
  }
}

function modeFact({ change, oldMode, newMode, isSubmodule }: DiffFile): string | undefined {
  if (change === 'added' && newMode !== undefined) return t('new {mode}', { mode: modeName(newMode) })
  if (change === 'deleted' && oldMode !== undefined) return t('deleted {mode}', { mode: modeName(oldMode) })
  if (isSubmodule) return t('submodule')
  if (oldMode === undefined || newMode === undefined) return undefined
  // A merge has an old mode of each parent.
  const olds = oldMode.split(',')
  return olds.every((mode) => mode === newMode) ? undefined : `${listed(olds.map(modeName))} → ${modeName(newMode)}`
}

function likenessFact({ similarity, header }: DiffFile): string | undefined {
  if (similarity !== undefined) return similarity === 100 ? t('content unchanged') : t('{percent} % similar', { percent: similarity })
  const [, rewritten] = /^dissimilarity index (\d+)%$/m.exec(header) ?? []
  return rewritten === undefined ? undefined : t('{percent} % rewritten', { percent: rewritten })
}

/** A binary patch begins with what leads to the new bytes; what leads back to the old ones may follow. */
function binaryFact({ isBinary, change, header }: DiffFile): string | undefined {
  if (!isBinary) return undefined
  const [forth, back] = Array.from(header.matchAll(/^(literal|delta) (\d+)$/gm), ([, how = '', bytes]) => ({
    how,
    size: formatBytes(Number(bytes)),
  }))
  if (forth === undefined) return t('binary')
  if (forth.how === 'delta') return t('binary, changed by a delta of {size}', { size: forth.size })
  if (change === 'deleted') return back?.how === 'literal' ? t('binary, {size}', { size: back.size }) : t('binary')
  return back?.how === 'literal' && change !== 'added'
    ? t('binary, {size}', { size: `${back.size} → ${forth.size}` })
    : t('binary, {size}', { size: forth.size })
}

export function fileFacts(file: DiffFile): string[] {
  return [file.isContinued ? t('continued') : undefined, modeFact(file), likenessFact(file), binaryFact(file)].filter(
    (fact) => fact !== undefined,
  )
}
