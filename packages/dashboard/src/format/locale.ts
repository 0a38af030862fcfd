/** Of numbers and dates: the pages are in English, days are told with the name of their month. */
export const locale = 'en-GB';
