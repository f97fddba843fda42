// What stands under the header of a binary file that was changed by a delta: both sizes, which the delta tells.
import { t } from '../../../../shared/language/translate.ts'
import { useEffect, useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type BinaryPatch, readDeltaSizes } from './binary-patch.ts'

export function BinaryNote({ delta, otherwise }: { delta: BinaryPatch; otherwise: string }) {
  const [words, setWords] = useState<{ of: BinaryPatch; text: string }>()
  useEffect(() => {
    let isGone = false
    const read = async () => {
      const sizes = await readDeltaSizes(delta)
      if (isGone || sizes === undefined) return
      const [before, after] = [formatBytes(sizes.old), formatBytes(sizes.new)]
      setWords({ of: delta, text: t('Binary file, {before} before and {after} after: its bytes are not shown', { before, after }) })
    }
    void read()
    return () => {
      isGone = true
    }
  }, [delta])
  return words?.of === delta ? words.text : otherwise
}
