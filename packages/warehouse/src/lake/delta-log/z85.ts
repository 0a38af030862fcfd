const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/**
 * Z85 text of bytes whose number is a multiple of 4: five characters for four bytes.
 *
 * @see https://rfc.zeromq.org/spec/32/
 */
export const z85 = (bytes: Buffer): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    let word = bytes.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = `${alphabet[word % 85]}${group}`;
      word = Math.floor(word / 85);
    }
    text += group;
  }
  return text;
};
