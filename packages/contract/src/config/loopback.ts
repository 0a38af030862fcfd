const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address is on this machine. */
export const isLoopback = ({ hostname }: Pick<URL, 'hostname'>): boolean => loopback.test(hostname);
