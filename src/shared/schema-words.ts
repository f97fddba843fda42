// What is wrong with data that does not have its shape, in words of the catalogue: zod's own are English, and meant for programs.
import { type z } from 'zod'
import { t } from './language/translate.ts'

/** The part of an issue that every schema library gives; zod's have more. */
interface Issue {
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
}

/** The first thing that is wrong, and how many more there are; in English, for `sayReason`. */
export function describeIssues(issues: readonly Issue[]): string {
  const [first, ...others] = issues
  if (first === undefined) return t('it does not have its shape')
  const problem = describe(first)
  return others.length === 0 ? problem : t('{problem}, and {count} more', { problem, count: others.length })
}

const types: Readonly<Record<string, string>> = {
  string: t('text'),
  number: t('a number'),
  int: t('a whole number'),
  boolean: t('true or false'),
  array: t('a list'),
  object: t('an object'),
  record: t('an object'),
}

const isOfZod = (issue: Issue): issue is z.core.$ZodIssue => 'code' in issue

function describe(issue: Issue): string {
  const field = fieldOf(issue)
  if (!isOfZod(issue)) return t('{field}: {reason}', { field, reason: issue.message })
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? t('{field} is missing', { field })
        : t('{field} is not {type}', { field, type: types[issue.expected] ?? issue.expected })
    case 'invalid_value':
      return t('{filter} is none of {values}', { filter: field, values: issue.values.map(String).join(', ') })
    case 'too_big':
      if (issue.origin === 'string') return t('{field} is longer than {limit} characters', { field, limit: String(issue.maximum) })
      return t('{field} is more than {limit}', { field, limit: String(issue.maximum) })
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return t('{field} is empty', { field })
      return t('{field} is less than {limit}', { field, limit: String(issue.minimum) })
    case 'invalid_format':
      return t('{field} does not have the form {form}', { field, form: issue.pattern ?? issue.format })
    case 'not_multiple_of':
      return t('{field} is no multiple of {unit}', { field, unit: String(issue.divisor) })
    case 'unrecognized_keys':
      return t('{field} is not known here', { field: [...partsOf(issue), issue.keys[0] ?? ''].join('.') })
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return t('{field} does not have its shape', { field })
    case 'custom':
      return t('{field}: {reason}', { field, reason: issue.message })
  }
}

const partsOf = ({ path = [] }: Issue) => path.map((part) => String(typeof part === 'object' ? part.key : part))

function fieldOf(issue: Issue): string {
  const field = partsOf(issue).join('.')
  return field === '' ? t('the whole') : field
}
