/**
 * At the head of a file it tells Chromium to compile all functions while the file comes, away from the page's thread, and not each when it
 * is called for the first time. For files whose functions are called together, as those that show the first screen of a diff are.
 */
export const compileHint = '//# allFunctionsCalledOnLoad'
