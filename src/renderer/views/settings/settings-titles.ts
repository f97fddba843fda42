import { type Words } from '../../../shared/language/translate.ts'

/** What the pages of the settings are called. */
export const settingsTitles = { stores: 'Stores', keys: 'Keys', appearance: 'Appearance' } as const satisfies Record<string, Words>
