export function markLine(text: string): 'error' | 'warning' | null {
  if (/\b(?:error|fatal|panic|traceback)\b/i.test(text)) return 'error'
  return /\bwarn(?:ing)?\b/i.test(text) ? 'warning' : null
}
