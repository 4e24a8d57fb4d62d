/** The few words that the adapter says by itself. */
export const openChat = 'Open a chat with me';

/** A bot is never the only route: what fails says who else there is. */
export const somethingWrong = (helplines: string): string =>
  `Something went wrong. Please try again in a minute. ${helplines}`;

export const answeredInChat = "I've answered in our chat.";
export const opened = 'Opened. To have it again, type the same word again.';
export const done = 'Done.';
export const oldButton = "I don't know this button any more. Please type help.";
