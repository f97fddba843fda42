import { t } from '../../../shared/language/translate.ts'
import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../../ui/controls/IconButton.tsx'

type Copied = 'not-yet' | 'done' | 'refused'

const shownMs = 1500
const words: Record<Copied, string> = { 'not-yet': '', done: t('Copied'), refused: t('The clipboard refused it') }

/** Copies a text and says whether it worked. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [copied, setCopied] = useState<Copied>('not-yet')
  useEffect(() => {
    if (copied === 'not-yet') return undefined
    const wait = setTimeout(() => setCopied('not-yet'), shownMs)
    return () => clearTimeout(wait)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setCopied('done')
    } catch {
      // The browser or the reader's settings deny it; there is nothing to tell beyond that.
      setCopied('refused')
    }
  }
  return (
    <IconButton label={copied === 'not-yet' ? label : words[copied]} onClick={() => void copy()}>
      {copied === 'done' ? <Check /> : copied === 'refused' ? <X /> : <Copy />}
    </IconButton>
  )
}
