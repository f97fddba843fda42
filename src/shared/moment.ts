/** A moment for people, in UTC: `2026-11-21 08:00`. */
export const formatMinute = (at: string): string => at.slice(0, 16).replace('T', ' ')
