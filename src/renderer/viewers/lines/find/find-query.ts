// What a reader looks for, and the pattern it becomes.
import { messageOf } from '../../../../shared/message-of.ts'

export interface FindQuery {
  text: string
  isRegex: boolean
  isCaseSensitive: boolean
}

export type FindPattern = { state: 'valid'; pattern: RegExp } | { state: 'invalid'; reason: string }

export function parseFindQuery({ text, isRegex, isCaseSensitive }: FindQuery): FindPattern {
  const source = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const unicode = isRegex && /\\[pPu]\{/.test(text) ? 'u' : ''
  try {
    return { state: 'valid', pattern: new RegExp(source, `gm${isCaseSensitive ? '' : 'i'}${unicode}`) }
  } catch (error) {
    // Browsers repeat the whole pattern before they say what is wrong with it.
    const message = messageOf(error)
    return { state: 'invalid', reason: message.slice(message.lastIndexOf(': ') + 1).trim() }
  }
}
