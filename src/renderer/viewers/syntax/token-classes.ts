/** The colours that syntax has; the worker names them by their place here. */
export const tokenClasses = ['plain', 'keyword', 'string', 'number', 'comment', 'title', 'type', 'meta'] as const
export type TokenClass = (typeof tokenClasses)[number]

/** Set in a stretch's class when its words differ from the line beside. */
export const markedBit = 0x80
