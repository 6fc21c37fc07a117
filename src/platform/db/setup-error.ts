/** Something about the installation, not the program, is wrong; `message` is the sentence to print. */
export class SetupError extends Error {}
